"""Summary tables: what the rows of the data are like, variable by variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.tables.layout import Column, Grid, Row, make_heading
from qi_stats.tables.markup import (
    Html,
    format_stat,
    show_bounds,
    show_mark,
    show_pair,
    show_stat,
    to_html,
    wrap_stat,
)

if TYPE_CHECKING:
    from qi_stats.codebook import Codebook, Variable
    from qi_stats.displays.tables import Show, SummaryRow, SummaryTable
    from qi_stats.ledger import Ledger, Record

POSITIVE = "yes"
_MEASURES = {
    "mean_sd": "mean (SD)",
    "median_iqr": "median (IQR)",
    "range": "range",
    "n_percent": "n (%)",
}


def lay_out_summary(name: str, shell: SummaryTable, ledger: Ledger, codebook: Codebook) -> Grid:
    """Return the grid of a summary table.

    A variable with missing values gets a line that counts them; the others get none.
    """
    rows: list[Row] = []
    notes = [to_html(note) for note in shell.notes]
    for line in shell.rows:
        prefix = f"{line.analysis or shell.analysis}.{line.variable}"
        records = ledger.select(prefix)
        variable = _find_variable(ledger, codebook, prefix, line.variable)
        rows += _lay_out_variable(ledger, prefix, line, variable)
        rows += _count_missing(ledger, prefix)
        notes += [
            to_html(f"{variable.short}: {warning}")
            for record in records
            if record.stat is None
            for warning in record.warnings
        ]
    return Grid(
        name,
        to_html(shell.stub),
        (Column(_head_column(shell, ledger.get(shell.total)), "right"),),
        tuple(rows),
        tuple(dict.fromkeys(notes)),
    )


def _find_variable(ledger: Ledger, codebook: Codebook, prefix: str, name: str) -> Variable:
    """Return the variable that the records at `prefix` describe."""
    return codebook.variable(ledger.get(f"{prefix}.n").inputs.table, name)


def _head_column(shell: SummaryTable, total: Record) -> Html:
    """Return the column's heading: its words, if any, and "N = 24"."""
    count = Html(f"<em>N</em> = {show_stat(total)}")
    return Html(f"{to_html(shell.column)}, {count}") if shell.column else count


def _lay_out_variable(
    ledger: Ledger, prefix: str, line: SummaryRow, variable: Variable
) -> list[Row]:
    """Return the line of a variable, or its heading with a line for each level."""
    show: Show = line.show or ("mean_sd" if variable.is_numeric else "n_percent")
    label = label_variable(line.label or variable.label, variable, show)
    if show != "n_percent":
        return [Row(label, (show_numbers(ledger, prefix, show),))]
    single = _find_single(line, variable)
    if single is not None:
        words = line.label or _label_level(variable, single)
        cell = show_pair(*_get_level(ledger, prefix, single))
        return [Row(label_variable(words, variable, show), (cell,))]
    lines = [
        Row(
            to_html(variable.level(level).label),
            (show_pair(*_get_level(ledger, prefix, level)),),
            indent=1,
        )
        for level in line.levels or variable.level_names
    ]
    return [make_heading(label, 1), *lines]


def _find_single(line: SummaryRow, variable: Variable) -> str | None:
    """Return the only level that is shown, if it is one."""
    if line.levels is not None:
        return line.levels[0] if len(line.levels) == 1 else None
    return POSITIVE if variable.type == "binary" else None


def _label_level(variable: Variable, level: str) -> str:
    """Return the words of a single level: the variable's own for a plain yes."""
    if level == POSITIVE and variable.type == "binary":
        return variable.label
    return f"{variable.label}: {variable.level(level).label}"


def label_variable(words: str, variable: Variable, show: Show) -> Html:
    """Return "Age, mean (SD), years"; a unit that the words name already is left off."""
    unit = variable.unit if show != "n_percent" else None
    named = unit is None or unit.lower() in words.lower()
    return to_html(", ".join([words, _MEASURES[show], *([] if named else [str(unit)])]))


def show_numbers(ledger: Ledger, prefix: str, show: Show) -> Html:
    """Return the summary of a number in one cell."""
    if show == "mean_sd":
        return show_pair(ledger.get(f"{prefix}.mean"), ledger.get(f"{prefix}.sd"))
    names = ("q1", "q3") if show == "median_iqr" else ("min", "max")
    low, high = (ledger.get(f"{prefix}.{name}") for name in names)
    interval = show_bounds(low, high)
    if show == "range":
        return Html(interval + show_mark(low, high))
    median = ledger.get(f"{prefix}.median")
    mark = show_mark(median, low, high)
    return Html(f"{wrap_stat(median, format_stat(median))} ({interval}){mark}")


def _get_level(ledger: Ledger, prefix: str, level: str) -> tuple[Record, Record]:
    """Return the count and the proportion of a level."""
    return ledger.get(f"{prefix}.{level}.n"), ledger.get(f"{prefix}.{level}.proportion")


def _count_missing(ledger: Ledger, prefix: str) -> list[Row]:
    """Return a line with the number of missing values, if there are any."""
    missing = ledger.get(f"{prefix}.missing")
    if not missing.stat:
        return []
    return [Row(to_html("Missing, n"), (show_stat(missing),), indent=1)]
