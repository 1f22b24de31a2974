"""Fences of code: where a block begins and ends, and whether it is a cell or shows one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.manuscript.includes import Line

FENCE = re.compile(r"^(?P<indent>[ \t]*)(?P<marks>`{3,}|~{3,})(?P<info>.*)$")
EXECUTABLE = re.compile(r"^\s*\{(?P<language>[A-Za-z]+)(?P<rest>(?:[ ,].*)?)\}\s*$")
QUOTED = re.compile(r"^\s*\{\{+[A-Za-z][^{}`]*\}+\}\s*$")
"""Info of a cell that is shown and not run, such as `{{python}}`."""
IN_CODE = re.compile(r"`\{(\{+[A-Za-z][^{}\s`]*\}+)\}")
MARKER = re.compile(
    r"^[ \t]*(?:[-*+:~]|\(?(?:\d+|[A-Za-z#]|[ivxlcdm]+)[.)]|\(?@[\w-]*\)|\[\^[^]]+\]:)(?=[ \t])"
)
"""Beginning of a list's item, a definition or a footnote."""
DEEPEST = 4
"""White space after a marker that still counts as indentation of the item."""
INDENT = 3
"""Spaces before a fence that Markdown allows everywhere; more belong to a list."""


def match_fence(line: str) -> re.Match[str] | None:
    """Return the match of a line that begins a block of code.

    A cell may stand in a list, indented as deep as its item; other blocks are left to Markdown
    where they are indented more than `INDENT` spaces.
    """
    match = FENCE.match(line)
    if match is None or (match["marks"][0] == "`" and "`" in match["info"]):
        return None
    is_cell = EXECUTABLE.match(match["info"]) or QUOTED.match(match["info"])
    return match if is_cell or measure_indent(match["indent"]) <= INDENT else None


def measure_indent(indent: str) -> int:
    """Return how many columns white space takes, with tab stops of four."""
    return len(indent.expandtabs(4))


def find_closing(lines: Sequence[Line], start: int, fence: re.Match[str]) -> int:
    """Return the index of the line that closes the block which begins with line `start`.

    Raises
    ------
    InputError
        If no line does.
    """
    marks = fence["marks"]
    closing = re.compile(rf"^[ \t]*{re.escape(marks[0])}{{{len(marks)},}}\s*$")
    limit = measure_indent(fence["indent"]) + INDENT
    for index in range(start + 1, len(lines)):
        text = lines[index].text
        if closing.match(text) and measure_indent(text[: -len(text.lstrip())]) <= limit:
            return index
    raise InputError(
        lines[start].place,
        f"“{lines[start].text.strip()}” without an end",
        f"a line “{marks}” that closes it",
        "close the code block",
    )


def find_column(lines: Sequence[Line], indent: str) -> int:
    """Return the column at which the content of a list's item begins, for a fence in it.

    Parameters
    ----------
    lines
        What stands before the fence.
    indent
        White space before the fence; what comes of its cell stands at the column of the item, as
        divs may not be indented any further. It is 0 outside lists.
    """
    width = measure_indent(indent)
    for index in range(len(lines) - 1, -1, -1) if width else ():
        line = lines[index].text
        start = measure_indent(line[: -len(line.lstrip())]) if line.strip() else width
        if start >= width:
            continue
        marker = MARKER.match(line)
        if marker:
            column = _measure_content(line, marker.end())
            if column <= width:
                return column
        elif start == 0 and not (index and lines[index - 1].text.strip()):
            return 0
    return 0


def _measure_content(line: str, end: int) -> int:
    """Return the column of an item's content, whose marker ends before `end`."""
    if line[:end].lstrip().startswith("[^"):
        return DEEPEST
    column = measure_indent(line[:end])
    gap = measure_indent(line[: len(line) - len(line[end:].lstrip())]) - column
    return column + (gap if gap <= DEEPEST and line[end:].strip() else 1)


def strip_indent(line: str, indent: str) -> str:
    """Return a line of a cell without the indentation of its fence."""
    if line.startswith(indent):
        return line.removeprefix(indent)
    spaces = len(line) - len(line.lstrip(" \t"))
    return line[min(spaces, len(indent)) :]


def write_fences(fence: re.Match[str]) -> tuple[list[str], list[str]]:
    """Return the lines that begin and end a block which is not run.

    A cell in double braces is shown with fences of its own, as Quarto shows it; a cell of another
    language than Python is a block of that language.
    """
    indent, marks, info = fence["indent"], fence["marks"], fence["info"]
    if QUOTED.match(info):
        outer, inner = f"{indent}{marks}{marks[0]}", f"{indent}{'`' * len(marks)}"
        return [f"{outer} {{.markdown}}", f"{inner}{info.strip()}"], [inner, outer]
    cell = EXECUTABLE.match(info)
    begin = f"{indent}{marks} {{.{cell['language']}}}" if cell else fence[0]
    return [begin], [f"{indent}{marks}"]


def show_quoted(text: str) -> str:
    """Return Markdown in which code shows `{{python}}` as `{python}`."""
    return IN_CODE.sub(r"`\1", text)
