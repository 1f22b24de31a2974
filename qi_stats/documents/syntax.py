"""What is wrong with a file that is no YAML, in the words of someone who mends it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

import yaml

from qi_stats.errors import InputError, quote
from qi_stats.paths import show_path

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

Fault: TypeAlias = tuple[int, str, str]
"""Index of the line to mend, what is wrong with it, what to do."""

_NO_SPACE = re.compile(r"^\s*(?:- )?[\w-]+:(?=[^\s:/])")
_TWO_COLONS = re.compile(r"^[^:]+: .*:(?: |$)")
_TAB = re.compile(r"^ *\t")
_BEGUN = {
    "flow sequence": ("where a bracket is not closed", "close it with “]”"),
    "flow mapping": ("where a brace is not closed", "close it with “}”"),
    "simple key": ("without a colon", "write it in the form “key: value”"),
}
"""What the parser was at: what is wrong with the line where that began."""
_MET = {
    "cannot start any token|alphabetic|directive|line break": (
        "with a sign at its start that means something in YAML",
        "put the value in quotation marks",
    ),
    "unknown escape": ("with “\\” in double quotation marks", "double it, or use single ones"),
    "sequence entries": ("with “-” behind a colon", "begin a new line with the “-”"),
    "mapping values": ("deeper than a line that has its value", "align it with the lines above"),
    "expected key|'-' indicator": (
        "that does not fit the lines above",
        "check its indentation, and that text goes on behind no quotation mark or bracket",
    ),
    "not printable": ("with an invisible sign", "type the line anew"),
    "another document": ("that begins another document", "remove the line"),
    "": (
        "where the YAML breaks off",
        "check the indentation, colons, brackets and quotation marks at and above this line",
    ),
}
"""What the parser met: what is wrong with the line where it did."""


@dataclass(frozen=True, slots=True)
class _Break:
    """Where and at what the parser gave up."""

    text: str
    lines: tuple[str, ...]
    said: str
    begun: int
    met: int

    def look_up(self, faults: Mapping[str, tuple[str, str]], line: int) -> Fault | None:
        """Return the first fault whose pattern is in the parser's words."""
        found = (fault for said, fault in faults.items() if re.search(said, self.said))
        fault = next(found, None)
        return (line, *fault) if fault else None


def explain_syntax(path: Path, text: str, error: yaml.YAMLError) -> InputError:
    """Return `error` as one of the line at fault, which is shown, with what to do about it.

    Parameters
    ----------
    path
        The file; it holds no patient's data.
    text
        Its text.
    error
        What the parser says.
    """
    broken = _find_break(text, error)
    line, found, do = (
        _see_quotation(broken)
        or _see_tab(broken)
        or _see_colon(broken)
        or broken.look_up(_BEGUN, broken.begun)
        or broken.look_up(_MET, broken.met)
        or (broken.met, *_MET[""])
    )
    shown = quote(broken.lines[line].strip())
    where = f"{show_path(path)}:{line + 1}"
    return InputError(where, f"{shown}, {found}", "well-formed YAML", do)


def _find_break(text: str, error: yaml.YAMLError) -> _Break:
    lines = tuple(text.split("\n"))
    last = max((index for index, line in enumerate(lines) if line.strip()), default=0)
    if not isinstance(error, yaml.MarkedYAMLError):
        sign = yaml.SafeLoader.NON_PRINTABLE.search(text)
        place = text.count("\n", 0, sign.start() if sign else 0)
        return _Break(text, lines, "a sign that is not printable", place, place)
    mark = error.problem_mark or error.context_mark
    met = min(mark.line, last) if mark is not None else last
    begun = error.context_mark.line if error.context_mark is not None else met
    return _Break(text, lines, f"{error.context} {error.problem}", begun, met)


def _see_quotation(broken: _Break) -> Fault | None:
    """Find the quotation that runs on to the line where YAML breaks off."""
    for first, last in _list_long_quotations(broken.text):
        if last >= broken.met:
            do = f"see whether the quotation that begins in line {first + 1} should end there"
            return first, "where a quotation does not end", do
    return None


def _list_long_quotations(text: str) -> list[tuple[int, int]]:
    """Return the first and the last line of each quotation of several, before YAML breaks."""
    found = []
    try:
        for token in yaml.scan(text, Loader=yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in {'"', "'"}:
                first, last = token.start_mark.line, token.end_mark.line
                found += [(first, last)] if first < last else []
    except yaml.YAMLError as error:
        if not isinstance(error, yaml.MarkedYAMLError):
            return []
        if error.context == "while scanning a quoted scalar" and error.context_mark is not None:
            found.append((error.context_mark.line, text.count("\n")))
    return found


def _see_tab(broken: _Break) -> Fault | None:
    if _TAB.search(broken.lines[broken.met]) is None:
        return None
    return broken.met, "indented by a tab", "replace the tab by spaces"


def _see_colon(broken: _Break) -> Fault | None:
    """Find a colon without its space, or one too many, near the line where YAML breaks off."""
    if not re.search("simple key|mapping values", broken.said):
        return None
    for line in (broken.begun, broken.met, max(broken.met - 1, 0)):
        if _NO_SPACE.search(broken.lines[line]):
            return line, "without a space behind the colon", "add the space"
    if _TWO_COLONS.search(broken.lines[broken.met]):
        return broken.met, "with a second colon", "put the value in quotation marks"
    return None
