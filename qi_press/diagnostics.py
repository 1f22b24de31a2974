"""What is wrong with a book, or left out: errors, warnings and what a proof-reader finds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing to know of a book, and where it is: a feature left out, or a fault of the site."""

    where: str
    """File, with a line where one is known."""
    message: str

    def __str__(self) -> str:
        """Return the diagnostic on one line."""
        return f"{self.where}: {self.message}"

    def __lt__(self, other: Diagnostic) -> bool:
        """Return whether this one comes first: by file, line, and words."""
        return self._key() < other._key()

    def _key(self) -> tuple[str, int, str]:
        file, _, line = self.where.rpartition(":")
        if not line.isdecimal():
            return self.where, 0, self.message
        return file, int(line), self.message


@dataclass(slots=True)
class Diagnostics:
    """The diagnostics of one render, each told once."""

    warnings: list[Diagnostic] = field(default_factory=list)
    """What the press leaves out, or pandoc warns of."""
    errors: list[InputError] = field(default_factory=list)
    """What several steps find wrong, told together at the end."""

    def warn(self, where: str, message: str) -> None:
        """Report something that does not stop a render."""
        warning = Diagnostic(where, message)
        if warning not in self.warnings:
            self.warnings.append(warning)

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the error that ends the block, and go on behind it.

        A step whose error is held gives nothing: only what does not need it can follow.
        """
        try:
            yield
        except InputError as error:
            self.errors.append(error)

    def raise_errors(self) -> None:
        """Raise the errors that were kept; do nothing when there is none."""
        raise_errors(self.errors)

    def refuse_warnings(self) -> None:
        """Turn every warning into an error, as a strict render wants it.

        Raises
        ------
        InputError
            If there is any warning.
        """
        raise_errors(
            [
                InputError(
                    warning.where,
                    warning.message,
                    "only features that the press supports (--strict)",
                    "remove it, render with Quarto, or render without --strict",
                )
                for warning in sorted(self.warnings)
            ]
        )
