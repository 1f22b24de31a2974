"""Many errors in cells, told as few problems: by file, column and cause, the gravest first."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_files.errors import InputError, flatten_errors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Stage: TypeAlias = Literal["draft", "review", "release"]
STAGES: tuple[Stage, ...] = ("draft", "review", "release")
"""Draft: the data fit. Review: the results are current. Release: nothing is left open."""
MOST_LINES, MOST_FOUND = 5, 6
_CELL = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?: \((?P<spot>.+)\))?")


@dataclass(frozen=True, slots=True)
class Problem:
    """What has one cause in one column.

    Attributes
    ----------
    file, spot
        File, and column or entry in it.
    found
        What was found, the most frequent first, with how often.
    expected, do
        What may stand there; what to do, each way once.
    count
        Number of places.
    lines
        The first lines.
    stage
        From which stage on it has to be mended.
    """

    file: str
    spot: str
    found: tuple[tuple[str, int], ...]
    expected: str
    do: tuple[str, ...]
    count: int
    lines: tuple[int, ...]
    stage: Stage = "draft"

    @property
    def weight(self) -> tuple[int, int]:
        """How grave it is: files before names of columns before cells; then by number."""
        kind = 0 if not self.lines else 1 if self.lines == (1,) else 2
        return kind, -self.count


def group_problems(errors: Iterable[InputError], stage: Stage = "draft") -> tuple[Problem, ...]:
    """Return errors grouped by file, column and what was expected; the gravest first."""
    groups: dict[tuple[str, str, str], list[tuple[int | None, InputError]]] = {}
    for error in flatten_errors(errors):
        cell = _CELL.fullmatch(error.where)
        file, spot = (cell["file"], cell["spot"] or "") if cell else (error.where, "")
        line = int(cell["line"]) if cell else None
        groups.setdefault((file, spot, error.expected), []).append((line, error))
    made = [_make_problem(key, members, stage) for key, members in groups.items()]
    return tuple(sorted(made, key=lambda one: one.weight))


def _make_problem(
    key: tuple[str, str, str], members: Sequence[tuple[int | None, InputError]], stage: Stage
) -> Problem:
    found = Counter(error.found for _, error in members)
    lines = sorted({line for line, _ in members if line is not None})
    dos = tuple(dict.fromkeys(error.do for _, error in members))
    file, spot, expected = key
    return Problem(
        file, spot, tuple(found.most_common()), expected, dos, len(members), tuple(lines), stage
    )


def describe_problem(problem: Problem) -> Iterator[str]:
    """Yield a problem in plain words, as lines for a terminal."""
    yield f"{_describe_place(problem)}: {_describe_found(problem)}"
    yield f"  expected  {problem.expected}"
    if problem.count > 1:
        more = len(problem.lines) - MOST_LINES
        shown = ", ".join(map(str, problem.lines[:MOST_LINES]))
        yield f"  lines     {shown}" + (f" and {more} more" if more > 0 else "")
    for word, do in zip(("do", *("or",) * len(problem.do)), problem.do[:MOST_FOUND], strict=False):
        yield f"  {word.ljust(9)} {do}"


def _describe_place(problem: Problem) -> str:
    """Return the place as an editor can open it where there is one, else file and column."""
    if problem.count == 1 and problem.lines:
        spot = f" ({problem.spot})" if problem.spot else ""
        return f"{problem.file}:{problem.lines[0]}{spot}"
    return f"{problem.file}, {problem.spot}" if problem.spot else problem.file


def _describe_found(problem: Problem) -> str:
    if problem.count == 1:
        return problem.found[0][0]
    parts = [f"{words} ({count})" for words, count in problem.found[:MOST_FOUND]]
    more = len(problem.found) - MOST_FOUND
    listed = ", ".join(parts) + (f" and {more} more kinds" if more > 0 else "")
    return f"{problem.count} cells hold {listed}" if problem.spot else listed


def describe_problems(problems: Sequence[Problem], stage: Stage) -> Iterator[str]:
    """Yield the problems of a stage, and how many more there are before the later ones."""
    shown = [one for one in problems if STAGES.index(one.stage) <= STAGES.index(stage)]
    for one in shown:
        yield from describe_problem(one)
        yield ""
    places = sum(one.count for one in shown)
    if shown:
        number = "1 problem" if len(shown) == 1 else f"{len(shown)} problems"
        yield number if places == len(shown) else f"{number} in {places} places"
    for later in STAGES[STAGES.index(stage) + 1 :]:
        count = sum(one.stage == later for one in problems)
        if count:
            yield f"{count} more before {later}: qi-stats check --stage {later}"


def render_json(problems: Sequence[Problem]) -> str:
    """Return the problems as JSON."""
    return json.dumps([asdict(one) for one in problems], indent=1, ensure_ascii=False) + "\n"


def render_html(problems: Sequence[Problem]) -> str:
    """Return the problems as a page that loads nothing and runs nothing."""
    rows = []
    for one in problems:
        told = "<br>".join(html.escape(line.strip()) for line in describe_problem(one))
        rows.append(f"<tr><td>{one.stage}</td><td>{told}</td></tr>")
    body = "".join(rows) or "<tr><td colspan='2'>Nothing was found.</td></tr>"
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Check of the data"
        "</title><style>body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:60rem}"
        "td,th{border-bottom:1px solid #ccc;padding:.5rem;text-align:left;vertical-align:top}"
        "</style></head><body><h1>Check of the data</h1><table><tr><th scope='col'>Stage</th>"
        f"<th scope='col'>Problem</th></tr>{body}</table></body></html>\n"
    )
