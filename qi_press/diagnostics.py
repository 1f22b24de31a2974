"""What the press does not do as Quarto would: said aloud, never passed over."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_files.errors import InputError, raise_errors

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One feature that the press leaves out, and where the author used it."""

    where: str
    feature: str

    def __str__(self) -> str:
        """Return the notice on one line."""
        return f"{self.where}: {self.feature}"

    def __lt__(self, other: Diagnostic) -> bool:
        """Return whether this one comes first: by file, line, and words."""
        return self._key() < other._key()

    def _key(self) -> tuple[str, int, str]:
        file, _, line = self.where.rpartition(":")
        if not line.isdecimal():
            return self.where, 0, self.feature
        return file, int(line), self.feature


@dataclass(slots=True)
class Diagnostics:
    """The diagnostics of one render, each told once."""

    entries: list[Diagnostic] = field(default_factory=list)

    def warn(self, where: str, feature: str) -> None:
        """Note that `feature`, used at `where`, is left out."""
        notice = Diagnostic(where, feature)
        if notice not in self.entries:
            self.entries.append(notice)

    def raise_all(self) -> None:
        """Turn every notice into an error, as a strict render wants it.

        Raises
        ------
        InputError
            If there is any notice.
        """
        raise_errors(
            [
                InputError(
                    notice.where,
                    notice.feature,
                    "only features that the press supports (--strict)",
                    "remove it, render with Quarto, or render without --strict",
                )
                for notice in sorted(self.entries)
            ]
        )


class Faults:
    """What several steps find wrong, told together at the end.

    A step whose fault is held gives nothing: only what does not need it can follow.
    """

    def __init__(self) -> None:
        self.errors: list[InputError] = []
        self.unread: set[str] = set()
        """Labels of chapters that could not be read: references to them are no fault."""

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the error that ends the block, and go on behind it."""
        try:
            yield
        except InputError as error:
            self.errors.append(error)

    def raise_all(self) -> None:
        """Raise what was kept; do nothing when there is none."""
        raise_errors(self.errors)
