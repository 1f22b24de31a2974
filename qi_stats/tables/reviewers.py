"""Tables of what two reviewers coded: how far they agree, where not, and what depends on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.codebook import CODERS
from qi_stats.methods import COEFFICIENTS
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import EMPTY, Html, show_estimate, show_mark, show_stat, to_html
from qi_stats.tables.records import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qi_stats.codebook import Codebook
    from qi_stats.displays.tables import ReviewersTable
    from qi_stats.ledger import Ledger, Record

VALUES = ("proportion", "coefficient", "alpha")
"""What the value of a measure is called; each has one of them."""
DEPENDS, DIFFERENCE = "depends", "difference"

_INTERVALS = to_html("CI: confidence interval, of the measures that have one.")


def lay_out_agreement(name: str, shell: ReviewersTable, ledger: Ledger, codebook: Codebook) -> Grid:
    """Return the grid of all measures of agreement, a group for each variable."""
    rows: list[Row] = []
    warnings: list[Html] = []
    for variable, label in _list_variables(shell.analysis, ledger, codebook):
        prefix = f"{shell.analysis}.{variable}"
        warnings += _list_warnings(label, ledger.select(f"{prefix}.pairs"))
        for measure in COEFFICIENTS:
            records = {one.stat_name: one for one in ledger.select(f"{prefix}.{measure.name}")}
            if records:
                rows.append(_lay_out_measure(records, label))
                warnings += _list_warnings(label, records.values())
    columns = ("Value (95% CI)", "Agreement by chance", "Rows")
    head = tuple(Column(to_html(words), "right") for words in columns)
    notes = (_count_rows(shell.analysis, ledger), *_notes(shell), _INTERVALS, *warnings)
    return _build_grid(name, "Measure", head, rows, notes)


def lay_out_disagreements(
    name: str, shell: ReviewersTable, ledger: Ledger, codebook: Codebook
) -> Grid:
    """Return the grid of the rows coded differently, a group for each variable."""
    rows: list[Row] = []
    coders: dict[str, None] = {}
    for variable, label in _list_variables(shell.analysis, ledger, codebook):
        prefix = f"{shell.analysis}.{variable}.disagreements"
        for number in range(1, len(ledger.select(prefix)) + 1):
            if f"{prefix}.{number}.row" not in ledger:
                break
            found = {
                coder: ledger.get(f"{prefix}.{number}.{coder}.code")
                for coder in CODERS
                if f"{prefix}.{number}.{coder}.code" in ledger
            }
            coders |= dict.fromkeys(found)
            row = show_stat(ledger.get(f"{prefix}.{number}.row"))
            rows.append(Row(row, tuple(show_stat(one) for one in found.values()), group=label))
    return _build_grid(
        name, "Row", _head_coders(coders or ("first", "second")), rows, _notes(shell)
    )


def lay_out_conclusions(
    name: str, shell: ReviewersTable, ledger: Ledger, titles: dict[str, str]
) -> Grid:
    """Return the grid of the plan's results under each coder, a group for each analysis.

    `titles` are what readers call the analyses, in the plan's order.
    """
    prefix = f"{shell.analysis}.conclusions"
    questions = [one for one in ledger.select(prefix) if one.stat_name == "question"]
    shown = [record.key for record in ledger.select(prefix) if record.stat_name == "value"]
    coders = [one for one in CODERS if any(key.endswith(f".{one}.value") for key in shown)]
    rows = [
        Row(
            to_html(str(question.stat)),
            tuple(_list_cells(question.key.removesuffix(".question"), coders, ledger)),
            group=title,
        )
        for analysis, title in titles.items()
        for question in questions
        if question.key.startswith(f"{prefix}.{analysis}.")
    ]
    answers = ("Depends on who coded", "Largest difference")
    columns = (*_head_coders(coders), *(Column(to_html(words), "right") for words in answers))
    summary = [one for one in ledger.select(prefix) if one.key == f"{prefix}.{one.stat_name}"]
    said = [show_stat(one) for one in summary if one.stat_name == "verdict" and one.stat]
    notes = (*_notes(shell), *said, *_list_warnings("", summary))
    return _build_grid(name, "Result", columns, rows, notes)


def _list_variables(analysis: str, ledger: Ledger, codebook: Codebook) -> Iterator[tuple[str, str]]:
    """Yield each variable that was coded twice with its label, in the codebook's order."""
    table = ledger.get(f"{analysis}.overlap.rows").inputs.table
    for variable in codebook.variables(table).values():
        if f"{analysis}.{variable.name}.pairs.n" in ledger:
            yield variable.name, variable.label


def _count_rows(analysis: str, ledger: Ledger) -> Html:
    """Return how many rows were coded twice, as a note."""
    twice, rows = (ledger.get(f"{analysis}.overlap.{each}") for each in ("coded_twice", "rows"))
    warnings = "".join(f" {warning}" for warning in _list_warnings("", (twice,)))
    return Html(f"Coded twice: {show_stat(twice)} of {show_stat(rows)} rows.{warnings}")


def _lay_out_measure(records: dict[str, Record], group: str) -> Row:
    """Return the line of a measure: its value, with an interval if it has one; chance; rows."""
    value = next(records[each] for each in VALUES if each in records)
    shown = show_stat(value)
    if "low" in records:
        shown = show_estimate(value, records["low"], records["high"])
    expected = show_stat(records["expected"]) if "expected" in records else EMPTY
    cells = (shown, expected, show_stat(records["n"]))
    return Row(to_html(value.stat_label), cells, group=group)


def _list_cells(prefix: str, coders: Sequence[str], ledger: Ledger) -> Iterator[Html]:
    """Yield a result under each coder, and what is said of it: for a test or for an estimate."""
    for coder in coders:
        key = f"{prefix}.{coder}.value"
        yield _show_found(ledger.get(key)) if key in ledger else NOTHING
    for key in (f"{prefix}.{DEPENDS}", f"{prefix}.{DIFFERENCE}"):
        yield _show_found(ledger.get(key)) if key in ledger else EMPTY


def _show_found(record: Record) -> Html:
    return show_stat(record) if record.stat is not None else Html(NOTHING + show_mark(record))


def _head_coders(coders: Iterable[str]) -> tuple[Column, ...]:
    return tuple(Column(to_html(CODERS[coder].capitalize()), "right") for coder in coders)


def _notes(shell: ReviewersTable) -> tuple[Html, ...]:
    return tuple(to_html(note) for note in shell.notes)


def _list_warnings(label: str, records: Iterable[Record]) -> list[Html]:
    """Return what the records warn of, each once, after what they are about."""
    start = f"{label}: " if label else ""
    return [to_html(f"{start}{warning}") for one in records for warning in one.warnings]


def _build_grid(
    name: str, stub: str, columns: tuple[Column, ...], rows: Sequence[Row], notes: Iterable[Html]
) -> Grid:
    return Grid(name, to_html(stub), columns, tuple(rows), tuple(dict.fromkeys(notes)))
