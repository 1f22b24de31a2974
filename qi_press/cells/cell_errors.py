"""What an author is told of a cell or an inline expression that fails.

An exception may be a message to the author: CONTRIBUTING.md says how a package writes one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from qi_files.errors import InputError, InputErrors, flatten_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from qi_press.yamltext import YamlValue

    Said = Mapping[str, YamlValue]
    """An error as a kernel tells it: `ename`, `evalue`, `traceback`."""

COLOURS = re.compile(r"\x1b\[[0-9;]*m")
CELL_FILE = re.compile(r"\(\d+\.py, (line \d+)\)")
"""The name that IPython gives to a cell's text, which says nothing to its author."""
FACTS = re.compile(
    r"(?P<where>[^\n]+)\n  found +(?P<found>[^\n]+)\n"
    r"  expected +(?P<expected>[^\n]+)\n  do +(?P<do>[^\n]+)"
)
"""A message in four facts."""
TOTAL = re.compile(r"\d+ problems?.*")
FILE_AND_LINE = re.compile(r"[^\s:]+\.\w+:\d+\b")
TRACEBACK_LINES = 25


class Code(NamedTuple):
    """What failed."""

    place: str
    source: str
    printed: str = ""
    """What it wrote before it failed."""


class CodeError(InputError):
    """A fault that came up while a chapter ran.

    Parameters
    ----------
    place
        "file:line" of the code that met it.
    cause
        What is the same in all failures that are told as one.
    facts
        Where, found, expected, do, detail.
    """

    def __init__(self, place: str, cause: tuple[str, ...], *facts: str) -> None:
        super().__init__(*facts)
        self.place = place
        self.cause = cause


def explain_cell(code: Code, said: Said) -> InputError:
    """Return the error of a cell: its own message, or its kind with the frames that led to it."""
    told = _tell_facts(code, said)
    if told:
        return told
    first, rest = _split_message(said)
    printed = [code.printed, ""] if code.printed else []
    if _is_message(said):
        cause: tuple[str, ...] = (first, rest)
        found = f"a cell that says: {first}"
        detail = [*([rest, ""] if rest else []), code.source, "", *printed]
    else:
        cause = (str(said["ename"]), str(said["evalue"]), code.source)
        found = f"a cell that fails: {said['ename']}: {first}"
        detail = [code.source, "", *printed, *list_frames(said)[-TRACEBACK_LINES:]]
    return CodeError(
        code.place,
        cause,
        code.place,
        found,
        "a cell that runs, or “#| error: true” to show its error",
        "mend the cell",
        "\n".join(detail).rstrip(),
    )


def explain_expression(code: Code, said: Said) -> InputError:
    """Return the error of an inline expression: its own message, or its kind."""
    told = _tell_facts(code, said)
    if told:
        return told
    first, rest = _split_message(said)
    return CodeError(
        code.place,
        (str(said["ename"]), str(said["evalue"])),
        code.place,
        f"inline expression “{code.source}”, which fails: {said['ename']}: {first}",
        "an expression with a value",
        "mend the expression",
        rest,
    )


def explain_nothing(code: Code) -> InputError:
    """Return the error of an inline expression without a value."""
    return CodeError(
        code.place,
        ("", code.source),
        code.place,
        f"inline expression “{code.source}”, which yields nothing",
        "an expression with a value",
        "return a value, or move the statement to a cell",
    )


def merge_failures(
    errors: Iterable[InputError], files: Sequence[str], folder: Path
) -> list[InputError]:
    """Return one error for each cause, naming all places that met it, in the order of the book.

    Parameters
    ----------
    errors
        All that came up.
    files
        The chapters in order.
    folder
        The project's folder, which no message names.
    """
    order = {file: index for index, file in enumerate(files)}

    def position(error: InputError) -> tuple[int, int]:
        file, _, line = (error.place if isinstance(error, CodeError) else error.where).rpartition(
            ":"
        )
        return order.get(file, len(order)), int(line) if line.isdigit() else 0

    causes: dict[tuple[str, ...], list[InputError]] = {}
    for error in sorted(flatten_errors(errors), key=position):
        cause = error.cause if isinstance(error, CodeError) else (str(error),)
        causes.setdefault(cause, []).append(error)
    return [_tell_together(alike, f"{folder.as_posix()}/") for alike in causes.values()]


def _tell_together(alike: Sequence[InputError], folder: str) -> InputError:
    first = alike[0]
    places = [error.place for error in alike if isinstance(error, CodeError)]
    others = [place for place in dict.fromkeys(places) if place != first.where]
    word = "also in" if first.where in places else "met by"
    listing = f"{word} {_list_places(others)}" if others else ""
    detail = "\n\n".join(text for text in (first.detail, listing) if text)
    where, found = (text.replace(folder, "") for text in (first.where, first.found))
    return InputError(where, found, first.expected, first.do, detail)


def _list_places(places: Iterable[str]) -> str:
    """Return places as "index.qmd:9, 12; chapters/tides.qmd:3"."""
    lines: dict[str, list[str]] = {}
    for place in places:
        file, _, line = place.rpartition(":")
        lines.setdefault(file, []).append(line)
    return "; ".join(f"{file}:{', '.join(numbers)}" for file, numbers in lines.items())


def _tell_facts(code: Code, said: Said) -> InputError | None:
    """Return the facts that the exception's text gives, if that is its form.

    A fact about a line of a file is told as one of that line; any other as one of the code.
    """
    errors = [
        _tell_fact(code, match["where"], match["found"], match["expected"], match["do"])
        for match in _read_facts(str(said["evalue"]))
    ]
    if len(errors) > 1:
        return InputErrors(errors)
    return errors[0] if errors else None


def _tell_fact(code: Code, where: str, *facts: str) -> CodeError:
    found, expected, do = facts
    if FILE_AND_LINE.match(where):
        return CodeError(code.place, (where, *facts), where, found, expected, do)
    told = f"{where}: {found}"
    return CodeError(code.place, (where, *facts), code.place, told, expected, do, code.source)


def _read_facts(text: str) -> Iterator[re.Match[str]]:
    blocks = text.strip().split("\n\n")
    if len(blocks) > 1 and TOTAL.fullmatch(blocks[-1]):
        blocks.pop()
    matches = [match for block in blocks if (match := FACTS.fullmatch(block))]
    return iter(matches if len(matches) == len(blocks) else ())


def _split_message(said: Said) -> tuple[str, str]:
    first, _, rest = str(said["evalue"]).strip().partition("\n")
    return CELL_FILE.sub(r"(\1)", first), rest


def _is_message(said: Said) -> bool:
    """Return whether the exception shows nothing but its text (`_render_traceback_`)."""
    return _read_traceback(said).strip() == str(said["evalue"]).strip()


def _read_traceback(said: Said) -> str:
    return COLOURS.sub("", "\n".join(said["traceback"])).strip("\n")


def list_frames(said: Said) -> list[str]:
    """Return the lines of an error's traceback without headings.

    An error of several lines explains itself: the frames of the cell that led to it are enough.
    """
    blocks = _read_traceback(said).split("\n\n")
    headings = [index for index, block in enumerate(blocks) if block.startswith("Traceback")]
    if "\n" in said["evalue"].strip():
        last = blocks[max(headings, default=-1) + 1 :]
        blocks = [block for block in last if not block.startswith("  File ")]
    kept = [block for block in blocks if not block.startswith("Traceback")]
    return "\n\n".join(kept).splitlines()
