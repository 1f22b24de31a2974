"""What the press does not do as Quarto would: said aloud, never passed over."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_press.errors import PressError, raise_errors


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
        PressError
            If there is any notice.
        """
        raise_errors(
            [
                PressError(
                    notice.where,
                    notice.feature,
                    "only features that the press supports (--strict)",
                    "remove it, render with Quarto, or render without --strict",
                )
                for notice in sorted(self.entries)
            ]
        )
