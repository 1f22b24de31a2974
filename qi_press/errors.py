"""What the press says when a book cannot be rendered."""

from __future__ import annotations

import difflib
import re
from contextlib import contextmanager
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

KIND = re.compile(r"^(sec|fig|tbl|lst|eq)-(?=.)")


class PressError(Exception):
    """One thing that an author must mend before the book renders.

    Raised by every module of the press for faults in the author's files; the command line prints
    it without a traceback and exits with 2.

    Parameters
    ----------
    where
        File and line, such as ``chapters/methods.qmd:12``.
    found
        What stands there.
    expected
        What could stand there.
    do
        The next step for the author.
    detail
        Further lines shown as they are, such as a failing cell's source and traceback.
    """

    def __init__(self, where: str, found: str, expected: str, do: str, detail: str = "") -> None:
        super().__init__(where, found, expected, do, detail)
        self.where = where
        self.found = found
        self.expected = expected
        self.do = do
        self.detail = detail

    def __str__(self) -> str:
        """Return the message, one fact a line."""
        lines = [
            self.where,
            f"  found     {self.found}",
            f"  expected  {self.expected}",
            f"  do        {self.do}",
        ]
        if self.detail:
            lines += ["", *(f"    {line}".rstrip() for line in self.detail.splitlines())]
        return "\n".join(lines)


class CollectedError(PressError):
    """Several faults found in one go, so that they can be mended in one go."""

    def __init__(self, errors: Sequence[PressError]) -> None:
        first = errors[0]
        super().__init__(first.where, first.found, first.expected, first.do, first.detail)
        self.errors = tuple(flatten_errors(errors))

    def __str__(self) -> str:
        """Return all messages, and their number when there is more than one."""
        count = len(self.errors)
        ending = [f"{count} problems"] if count > 1 else []
        return "\n\n".join([*(str(error) for error in self.errors), *ending])


def flatten_errors(errors: Iterable[PressError]) -> list[PressError]:
    """Return the single errors that these stand for."""
    return [
        single
        for error in errors
        for single in (error.errors if isinstance(error, CollectedError) else (error,))
    ]


def raise_errors(errors: Sequence[PressError]) -> None:
    """Raise the errors together, each once; do nothing when there is none."""
    distinct = list({str(error): error for error in flatten_errors(errors)}.values())
    if len(distinct) == 1:
        raise distinct[0]
    if distinct:
        raise CollectedError(distinct)


class Faults:
    """What several steps find wrong, told together at the end.

    A step whose fault is held gives nothing: only what does not need it can follow.
    """

    def __init__(self) -> None:
        self.errors: list[PressError] = []
        self.unread: set[str] = set()
        """Labels of chapters that could not be read: references to them are no fault."""

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Keep the error that ends the block, and go on behind it."""
        try:
            yield
        except PressError as error:
            self.errors.append(error)

    def raise_all(self) -> None:
        """Raise what was kept; do nothing when there is none."""
        raise_errors(self.errors)


def explain_bytes(where: str, path: Path, error: UnicodeDecodeError) -> PressError:
    """Return the error for the file at `path`, shown as `where`, that is not UTF-8."""
    line = path.read_bytes()[: error.start].count(b"\n") + 1
    return PressError(
        f"{where}:{line}", "a character that is not UTF-8", "text in UTF-8", "save it as UTF-8"
    )


def nearest(name: str, names: Iterable[str]) -> str | None:
    """Return the name that `name` was probably meant to be, if one is close.

    What tells names apart decides: of a label the part after its kind, of a file its own name.
    """
    cores = {other: _find_core(other) for other in names}
    matches = difflib.get_close_matches(_find_core(name), list(cores.values()), n=1, cutoff=0.6)
    if not matches:
        return None
    likely = [other for other, core in cores.items() if core == matches[0]]
    return max(likely, key=lambda other: difflib.SequenceMatcher(None, name, other).ratio())


def _find_core(name: str) -> str:
    return KIND.sub("", PurePosixPath(name).stem)


def suggest(name: str, names: Iterable[str], otherwise: str) -> str:
    """Return advice that names the nearest valid name, or else `otherwise`."""
    match = nearest(name, names)
    return f"did you mean “{match}”?" if match else otherwise
