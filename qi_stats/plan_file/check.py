"""Whether the shells name analyses, variables and levels that there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote, raise_errors, suggest
from qi_stats.displays.distribution import BoxFigure, HistogramFigure
from qi_stats.displays.figures import (
    BarsFigure,
    CountsFigure,
    FlowFigure,
    ForestFigure,
    IconsFigure,
    MovesFigure,
    RangesFigure,
)
from qi_stats.displays.series import FunnelFigure, SurvivalFigure, TimeSeriesFigure
from qi_stats.displays.tables import (
    CodingTable,
    InferenceTable,
    RecordsTable,
    ReviewersTable,
    SummaryTable,
    TableOneTable,
)
from qi_stats.plan_file.analyses import DescribeSpec

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from qi_stats.codebook import Codebook
    from qi_stats.displays.figures import FigureSpec
    from qi_stats.displays.tables import SummaryRow, TableSpec
    from qi_stats.plan_file.document import PlanDocument

_DRAWN_FROM = {
    "time_series": "over_time",
    "survival": "follow_up",
    "funnel": "funnel",
    "histogram": "distribution",
    "box": "distribution",
}
"""Kind of analysis that a kind of figure is drawn from."""

Keys = tuple[str | int, ...]
Named = tuple[Keys, str]  # a place in the file, and the name that stands there


@dataclass(frozen=True, slots=True)
class Scope:
    """The file at `path`, and what its names may refer to."""

    displays: PlanDocument
    path: Path
    codebook: Codebook


def check_displays(displays: PlanDocument, path: Path, codebook: Codebook) -> None:
    """Raise what is wrong with the names in the shells of the plan's file at `path`.

    Whether a record of the ledger is there can be told only when a display is drawn.

    Raises
    ------
    InputError
        If an analysis, a variable or a level is unknown, or an analysis does not describe a
        variable that is shown; all at once, each with its line.
    """
    scope = Scope(displays, path, codebook)
    errors: list[InputError] = []
    for name, shell in displays.tables.items():
        errors += _check_table(("tables", name), shell, scope)
    for name, figure in displays.figures.items():
        errors += _check_figure(("figures", name), figure, scope)
    raise_errors(errors)


def _check_table(  # noqa: C901 - one branch for each kind of table
    keys: Keys, shell: TableSpec, scope: Scope
) -> Iterator[InputError]:
    """Yield what is wrong with the names in a table's shell."""
    if isinstance(shell, CodingTable):
        for number, entry in enumerate(shell.variables):
            yield from _check_coded(((*keys, "variables", number), entry), scope)
    elif isinstance(shell, InferenceTable):
        for number, block in enumerate(shell.blocks):
            yield from _check_analysis(
                ((*keys, "blocks", number, "analysis"), block.analysis), scope
            )
    elif isinstance(shell, RecordsTable):
        for number, line in enumerate(shell.rows):
            yield from _check_key(((*keys, "rows", number, "prefix"), line.prefix), scope)
    elif isinstance(shell, ReviewersTable):
        yield from _check_agreement(((*keys, "analysis"), shell.analysis), scope)
    elif isinstance(shell, TableOneTable):
        yield from _check_kind(((*keys, "analysis"), shell.analysis), shell.kind, scope)
    elif isinstance(shell, SummaryTable):
        yield from _check_analysis(((*keys, "analysis"), shell.analysis), scope)
        yield from _check_key(((*keys, "total"), shell.total), scope)
        for number, row in enumerate(shell.rows):
            yield from _check_row((*keys, "rows", number), row, shell.analysis, scope)


def _check_figure(keys: Keys, figure: FigureSpec, scope: Scope) -> Iterator[InputError]:
    """Yield what is wrong with the names in a figure's shell."""
    for named in _list_keys(keys, figure):
        yield from _check_key(named, scope)
    if isinstance(figure, ForestFigure):
        for number, row in enumerate(figure.rows):
            yield from _check_analysis(((*keys, "rows", number, "analysis"), row.analysis), scope)
    elif isinstance(
        figure, TimeSeriesFigure | SurvivalFigure | FunnelFigure | HistogramFigure | BoxFigure
    ):
        kind = _DRAWN_FROM[figure.kind]
        yield from _check_kind(((*keys, "analysis"), figure.analysis), kind, scope)
    elif isinstance(figure, BarsFigure | CountsFigure):
        for number, panel in enumerate(figure.panels):
            spot = (*keys, "panels", number)
            yield from _check_analysis(((*spot, "analysis"), panel.analysis), scope)
            named = ((*spot, "variable"), panel.variable)
            yield from _check_described(named, panel.analysis, scope)


def _list_keys(keys: Keys, figure: FigureSpec) -> Iterator[Named]:
    """Yield the keys of records, or their beginnings, that a figure's shell names.

    The claims of a possible figure are known once the audit is read.
    """
    if isinstance(figure, FlowFigure):
        for name, step in figure.steps.items():
            if step.count is not None:
                yield (*keys, "steps", name, "count"), step.count
    elif isinstance(figure, IconsFigure):
        for number, group in enumerate(figure.rows):
            yield (*keys, "rows", number, "count"), group.count
            yield (*keys, "rows", number, "total"), group.total
    elif isinstance(figure, MovesFigure):
        for number, series in enumerate(figure.series):
            yield (*keys, "series", number, "prefix"), series.prefix
    elif isinstance(figure, RangesFigure):
        for number, line in enumerate(figure.rows):
            yield (*keys, "rows", number, "key"), line.key


def _check_row(keys: Keys, row: SummaryRow, analysis: str, scope: Scope) -> Iterator[InputError]:
    """Yield what is wrong with a line of a summary table."""
    if row.analysis is not None:
        yield from _check_analysis(((*keys, "analysis"), row.analysis), scope)
    name = row.analysis or analysis
    wrong = list(_check_described(((*keys, "variable"), row.variable), name, scope))
    yield from wrong
    outline = scope.displays.analyses.get(name)
    if wrong or outline is None:
        return
    known = scope.codebook.variable(outline.table, row.variable).level_names
    for number, level in enumerate(row.levels or ()):
        if level not in known:
            named = ((*keys, "levels", number), level)
            yield _refuse(named, f"a level of {row.variable}", known, scope)


def _check_analysis(named: Named, scope: Scope) -> Iterator[InputError]:
    """Yield an error if the name is no analysis of the plan."""
    if named[1] not in scope.displays.analyses:
        yield _refuse(named, "an analysis of this plan", scope.displays.analyses, scope)


def _check_agreement(named: Named, scope: Scope) -> Iterator[InputError]:
    """Yield an error if the name is no analysis that compares reviewers."""
    if named[1] not in scope.displays.agreements:
        expected = "an analysis of the kind “agreement”"
        yield _refuse(named, expected, scope.displays.agreements, scope)


def _check_kind(named: Named, kind: str, scope: Scope) -> Iterator[InputError]:
    """Yield an error if the name is no analysis of a kind."""
    known = [name for name, one in scope.displays.analyses.items() if one.kind == kind]
    if named[1] not in known:
        yield _refuse(named, f"an analysis of the kind “{kind}”", known, scope)


def _check_key(named: Named, scope: Scope) -> Iterator[InputError]:
    """Yield an error if the key of a record does not begin with an analysis of the plan."""
    keys, key = named
    source = key.partition(".")[0]
    if source not in scope.displays.sources:
        yield _refuse((keys, source), "an analysis of this plan", scope.displays.sources, scope)


def _check_described(named: Named, analysis: str, scope: Scope) -> Iterator[InputError]:
    """Yield an error if the analysis does not describe the variable."""
    outline = scope.displays.analyses.get(analysis)
    described = outline.variables if isinstance(outline, DescribeSpec) else ()
    if outline is not None and named[1] not in described:
        yield _refuse(named, f"a variable that {analysis} describes", described, scope)


def _check_coded(named: Named, scope: Scope) -> Iterator[InputError]:
    """Yield an error if the name is no variable with codes."""
    coded = [
        f"{table.name}.{variable.name}"
        for table in scope.codebook.tables.values()
        for variable in table.variables.values()
        if variable.levels
    ]
    if named[1] not in coded:
        yield _refuse(named, "a variable with codes, as table.variable", coded, scope)


def _refuse(named: Named, expected: str, names: Iterable[str], scope: Scope) -> InputError:
    """Return the error for a name that is none of `names`."""
    keys, name = named
    known = list(names)
    otherwise = f"choose one of: {', '.join(known)}" if known else "remove it"
    do = suggest(name, known, otherwise)
    return InputError(place(scope.path, keys), quote(name), expected, do)
