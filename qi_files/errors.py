"""What a user has to mend: where it is, what was found, what was expected, what to do."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

LONGEST_QUOTE = 60
LONGEST_NAME = 160
"""Characters of a name that a user may have to type, such as a key of the ledger."""
MOST_SHOWN = 50


class InputError(Exception):
    """One thing in a file or an argument of the command line that the user has to mend.

    Parameters
    ----------
    where
        File and line, and the place inside the file where that helps.
    found, expected, do
        What stands there, what may stand there, and the next step; one line each.
    detail
        Further lines, shown as they are, such as the source of a cell that failed.
    """

    def __init__(self, where: str, found: str, expected: str, do: str, detail: str = "") -> None:
        super().__init__(where, found, expected, do, detail)
        self.where = where
        self.found = found
        self.expected = expected
        self.do = do
        self.detail = detail

    def __str__(self) -> str:
        facts = {"found": self.found, "expected": self.expected, "do": self.do}
        lines = [self.where, *(f"  {name:<9} {fact}" for name, fact in facts.items())]
        if self.detail:
            lines += ["", *(f"    {line}".rstrip() for line in self.detail.splitlines())]
        return "\n".join(lines)

    def _render_traceback_(self) -> list[str]:
        """Return the message alone, as IPython asks: it is for an author, not for a programmer."""
        return str(self).splitlines()


class InputErrors(InputError):  # noqa: N818 - plural: it holds several
    """Several errors found in one go, so that the user mends them in one go.

    Parameters
    ----------
    errors
        The errors in the order in which they are to be shown; groups are flattened.
    """

    def __init__(self, errors: Iterable[InputError]) -> None:
        self.errors = tuple(flatten_errors(errors))
        if not self.errors:
            message = "a group of errors needs at least one error"
            raise ValueError(message)
        first = self.errors[0]
        super().__init__(first.where, first.found, first.expected, first.do, first.detail)

    def __str__(self) -> str:
        count = len(self.errors)
        total = "1 problem" if count == 1 else f"{count} problems"
        if count > MOST_SHOWN:
            total = f"{total}, the first {MOST_SHOWN} of them shown"
        return "\n\n".join([*map(str, self.errors[:MOST_SHOWN]), total])

    def __reduce__(self) -> tuple[type[InputErrors], tuple[tuple[InputError, ...]]]:
        return type(self), (self.errors,)


def flatten_errors(errors: Iterable[InputError]) -> Iterator[InputError]:
    """Yield the single errors that `errors` stand for: each itself, or the members of a group."""
    for error in errors:
        yield from error.errors if isinstance(error, InputErrors) else (error,)


def raise_errors(errors: Iterable[InputError]) -> None:
    """Raise all of `errors` at once, each message once; do nothing when there are none.

    Raises
    ------
    InputError
        The error itself when there is one, an `InputErrors` when there are several.
    """
    found = tuple({str(error): error for error in flatten_errors(errors)}.values())
    if len(found) == 1:
        raise found[0]
    if found:
        raise InputErrors(found)


def nearest(
    name: str, names: Iterable[str], part: Callable[[str], str] | None = None
) -> str | None:
    """Return the member of `names` that is spelt most like `name`, or None if none is near.

    Parameters
    ----------
    name, names
        The name that is not known, and those that are.
    part
        Returns the part of a name that decides, such as a file's own name; all of it by default.
    """
    part = part or str
    parts = {other: part(other) for other in map(str, names)}
    matches = difflib.get_close_matches(part(str(name)), list(parts.values()), n=1, cutoff=0.6)
    likely = [other for other, its_part in parts.items() if its_part in matches]
    return max(likely, key=lambda other: _measure_likeness(name, other)) if likely else None


def _measure_likeness(name: str, other: str) -> float:
    return difflib.SequenceMatcher(None, str(name), other).ratio()


def suggest(
    name: str, names: Iterable[str], otherwise: str, part: Callable[[str], str] | None = None
) -> str:
    """Return "did you mean …?" for the nearest of `names`, or `otherwise` if none is near."""
    match = nearest(name, names, part)
    return f"did you mean {quote(match, LONGEST_NAME)}?" if match is not None else otherwise


def quote(value: object, longest: int = LONGEST_QUOTE) -> str:
    """Return `value` in quotation marks, on one line, cut if long, with no control characters."""
    text = "".join(one if one.isprintable() else "�" for one in str(value))
    if len(text) > longest:
        text = text[: longest - 1] + "…"
    return f"“{text}”"


def list_names(names: Iterable[object]) -> str:
    """Return `names` as "a, b or c"; "nothing" when there are none."""
    words = [str(name) for name in names]
    if len(words) < 2:
        return words[0] if words else "nothing"
    return f"{', '.join(words[:-1])} or {words[-1]}"
