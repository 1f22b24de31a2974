"""Tables of inferential results: estimates, intervals, test statistics, P values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.rounding import format_number
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import (
    EMPTY,
    Html,
    format_stat,
    show_estimate,
    show_mark,
    show_stat,
    to_html,
    wrap_stat,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_stats.displays.tables import InferenceBlock, InferenceRow, InferenceTable
    from qi_stats.ledger import Ledger, Record

STATISTICS = {"t": "t", "z": "z", "f": "F", "h": "H", "chi2": "χ²"}
AGREEMENT = "agreement_of_methods"
"""Word of the keys of what the tests of one question say together."""
ALPHA = 0.05
SHARE = "proportion"
"""Statistic that is shown with its count."""
FREEDOMS = (("df",), ("df1", "df2"))
_COLUMNS = {
    "count": Column(to_html("Count"), "right"),
    "measure": Column(to_html("Measure")),
    "estimate": Column(to_html("Estimate (95% CI)"), "right"),
    "statistic": Column(to_html("Statistic"), "right"),
    "p": Column(Html("<em>P</em>"), "right"),
}


def lay_out_inference(
    name: str, shell: InferenceTable, ledger: Ledger, titles: Mapping[str, str]
) -> Grid:
    """Return the grid of inferential results, a group for each analysis.

    `titles` are the analyses' titles by id. What the records warn of stands in the notes.
    """
    notes = [to_html(note) for note in shell.notes]
    rows: list[Row] = []
    for block in shell.blocks:
        title = block.label or titles[block.analysis]
        rows += [_lay_out_row(ledger, block.analysis, row, title) for row in block.rows]
        notes += [to_html(f"{title}: {warning}") for warning in _list_warnings(ledger, block)]
        if "p" not in shell.without:
            notes += _compare_tests(ledger, block, title)
    columns, kept = _choose_columns(rows, shell.without)
    return Grid(name, to_html("Analysis"), columns, kept, tuple(notes))


def _choose_columns(
    rows: Sequence[Row], without: Sequence[str]
) -> tuple[tuple[Column, ...], tuple[Row, ...]]:
    """Return the columns in which some row has something, and the rows with those alone."""
    places = [
        n
        for n, name in enumerate(_COLUMNS)
        if name not in without and any(row.cells[n] for row in rows)
    ]
    columns = tuple(_COLUMNS.values())
    kept = (replace(row, cells=tuple(row.cells[n] for n in places)) for row in rows)
    return tuple(columns[n] for n in places), tuple(kept)


def find_bounds(ledger: Ledger, prefix: str, estimate: str) -> tuple[Record, Record]:
    """Return the bounds of an estimate's interval.

    They are `<estimate>_low` and `<estimate>_high` at `prefix`, or `low` and `high` there.
    """
    named = f"{prefix}.{estimate}_low" in ledger
    start = f"{prefix}.{estimate}_" if named else f"{prefix}."
    return ledger.get(f"{start}low"), ledger.get(f"{start}high")


def _lay_out_row(ledger: Ledger, analysis: str, row: InferenceRow, group: str) -> Row:
    """Return one line: count of a share, measure, estimate with interval, statistic, P."""
    prefix = f"{analysis}.{row.at}"
    measure, estimate = EMPTY, EMPTY
    if row.estimate is not None:
        record = ledger.get(f"{prefix}.{row.estimate}")
        measure = to_html(record.stat_label)
        estimate = show_estimate(record, *find_bounds(ledger, prefix, row.estimate))
    count = _show_count(ledger, prefix) if row.estimate == SHARE else EMPTY
    cells = (count, measure, estimate, _show_statistic(ledger, prefix), _show_p(ledger, prefix))
    return Row(to_html(row.label), cells, group=group)


def _show_count(ledger: Ledger, prefix: str) -> Html:
    """Return of how many a share is, and how many these are: "5 of 18"."""
    count, total = (ledger.get(f"{prefix}.{name}") for name in ("n", "total"))
    shown = (wrap_stat(one, format_stat(one)) for one in (count, total))
    return Html(" of ".join(shown) + show_mark(count, total))


def _show_statistic(ledger: Ledger, prefix: str) -> Html:
    """Return the first test statistic at `prefix`, as t with its degrees of freedom = value."""
    for name, symbol in STATISTICS.items():
        if f"{prefix}.{name}" in ledger:
            record = ledger.get(f"{prefix}.{name}")
            freedom = _show_freedom(ledger, prefix)
            value = wrap_stat(record, format_stat(record))
            return Html(f"<em>{symbol}</em>{freedom} = {value}{show_mark(record)}")
    return EMPTY


def _show_freedom(ledger: Ledger, prefix: str) -> Html:
    """Return the degrees of freedom at `prefix` as a subscript; nothing if there are none."""
    for names in FREEDOMS:
        if all(f"{prefix}.{name}" in ledger for name in names):
            records = [ledger.get(f"{prefix}.{name}") for name in names]
            values = [wrap_stat(record, format_stat(record)) for record in records]
            return Html(f"<sub>{', '.join(values)}</sub>")
    return EMPTY


def _show_p(ledger: Ledger, prefix: str) -> Html:
    """Return the P value at `prefix`; nothing if there is none."""
    key = f"{prefix}.p"
    return show_stat(ledger.get(key)) if key in ledger else EMPTY


def _list_warnings(ledger: Ledger, block: InferenceBlock) -> list[str]:
    """Return what the statistics of the lines of `block` warn of, each once.

    That tests disagree is left to a note of its own: its warning names tests of other tables.
    """
    prefixes = [f"{block.analysis}.{row.at}" for row in block.rows]
    records = [r for p in prefixes for r in ledger.select(p) if r.key == f"{p}.{r.stat_name}"]
    told = {warning for one in _list_verdicts(ledger, block) for warning in one.warnings}
    found = (warning for record in records for warning in record.warnings)
    return list(dict.fromkeys(warning for warning in found if warning not in told))


def _list_verdicts(ledger: Ledger, block: InferenceBlock) -> list[Record]:
    """Return the records that say whether the tests of an analysis agree about significance."""
    found = ledger.select(f"{block.analysis}.{AGREEMENT}")
    return [record for record in found if record.stat_name == "verdict"]


def _compare_tests(ledger: Ledger, block: InferenceBlock, title: str) -> list[Html]:
    """Return how many tests of a question say what, where they fall on different sides of alpha."""
    notes = []
    for verdict in _list_verdicts(ledger, block):
        prefix = verdict.key.rpartition(".")[0]
        if not verdict.warnings or f"{prefix}.tests" not in ledger:
            continue
        tests, significant = (ledger.get(f"{prefix}.{name}") for name in ("tests", "significant"))
        level = format_number(verdict.method.arguments.get("alpha", ALPHA), "p")
        notes.append(
            Html(
                f"{to_html(title)}: of the {show_stat(tests)} tests that were made of this "
                f"question, {show_stat(significant)} give a <em>P</em> value below {level}."
            )
        )
    return notes
