"""Table 1 by group: what the rows of each group are like, how they differ, and by which test."""

from __future__ import annotations

from dataclasses import dataclass, field
from string import ascii_lowercase
from typing import TYPE_CHECKING

from qi_stats.methods import METHODS
from qi_stats.plan_file.table_one import choose_methods
from qi_stats.tables.inference import find_bounds
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import EMPTY, Html, show_estimate, show_pair, show_stat, to_html
from qi_stats.tables.summary import POSITIVE, label_variable, show_numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.codebook import Codebook, Variable
    from qi_stats.displays.tables import Show, TableOneTable
    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan_file.table_one import Choice, TableOneSpec

LABELS = {one.name: one.label for one in METHODS}
_SHOWN: dict[str, Show] = {"mean": "mean_sd", "median": "median_iqr"}
ROW_PERCENT = "Percentages are shares of the rows of a level that are in a group."
DIFFERENCE = "Differences are {} minus {}."
STANDARDIZED = (
    "SMD: standardized difference (Yang and Dalton); of more than two levels, a distance."
)
NO_VALUE = to_html("\N{EN DASH}")


@dataclass(slots=True)
class _Table:
    """One table while it is laid out: where its records are, and the notes that it collects."""

    shell: TableOneTable
    spec: TableOneSpec
    ledger: Ledger
    codebook: Codebook
    groups: tuple[str, ...]
    tests: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, list[str]] = field(default_factory=dict)

    def get(self, prefix: str, key: str) -> Record:
        """Return the record at `key`; why it has no value goes to the notes."""
        record = self.ledger.get(f"{prefix}.{key}")
        if record.stat is None or record.stat_name == "p":
            self.explain(record)
        return record

    def explain(self, record: Record) -> None:
        """Keep what a record warns of, with the variables that it is said of, for the notes."""
        known = self.codebook.variables(self.spec.table)
        for warning in record.warnings:
            told = self.reasons.setdefault(warning, [])
            if record.variable in known and known[record.variable].short not in told:
                told.append(known[record.variable].short)

    @property
    def by(self) -> Variable:
        return self.codebook.variable(self.spec.table, self.spec.by)

    @property
    def columns(self) -> tuple[str, ...]:
        """Beginnings of the keys of each column's descriptions, behind the prefix."""
        groups = tuple(f"group.{group}." for group in self.groups)
        return ("", *groups) if self.shell.overall else groups


def lay_out_table_one(
    name: str, shell: TableOneTable, spec: TableOneSpec, ledger: Ledger, codebook: Codebook
) -> Grid:
    """Return the grid of a table by group; with strata, a group of rows for each of them."""
    groups = spec.groups or codebook.variable(spec.table, spec.by).groups
    table = _Table(shell, spec, ledger, codebook, groups)
    rows: list[Row] = []
    if spec.strata is None:
        rows += _lay_out_rows(table, shell.analysis, None)
    else:
        strata = codebook.variable(spec.table, spec.strata)
        for level in strata.levels:
            words = f"{strata.short}: {level.label}"
            prefix = f"{shell.analysis}.stratum.{level.name}"
            rows += [_count_rows(table, prefix, words), *_lay_out_rows(table, prefix, words)]
    notes = [to_html(note) for note in (*shell.notes, *_list_notes(table))]
    for test, letter in table.tests.items():
        notes.append(Html(f"<sup>{letter}</sup> {to_html(LABELS[test])}."))
    notes += [
        to_html(f"{'; '.join(told)}: {reason}" if told else reason)
        for reason, told in table.reasons.items()
    ]
    return Grid(name, to_html(shell.stub), _head(table), tuple(rows), tuple(notes))


def _head(table: _Table) -> tuple[Column, ...]:
    """Return the columns: all rows, each group with its size, and what compares the groups."""
    analysis, by = table.shell.analysis, table.by
    labels = {one.name: one.label for one in by.levels}
    sizes = [
        (f"{by.short}: {labels[group]}", table.get(analysis, f"{by.name}.{group}.n"))
        for group in table.groups
    ]
    if table.shell.overall:
        sizes.insert(0, ("Overall", table.get(analysis, "n")))
    heads = [Html(f"{to_html(words)}<br><em>N</em> = {show_stat(n)}") for words, n in sizes]
    if table.spec.differences:
        heads.append(to_html("Difference (95% CI)"))
    if table.spec.standardized:
        heads.append(to_html("SMD (95% CI)"))
    if _has_tests(table.spec):
        heads.append(Html("<em>P</em>"))
    return (Column(Html("<em>n</em>"), "right"), *(Column(head, "right") for head in heads))


def _has_tests(spec: TableOneSpec) -> bool:
    tests = spec.tests.numbers, spec.tests.levels, *(line.test for line in spec.listed)
    return any(test not in {None, "none"} for test in tests)


def _count_rows(table: _Table, prefix: str, group: str) -> Row:
    """Return the line with the sizes of the groups within a stratum."""
    by = table.spec.by
    cells = [show_stat(table.get(prefix, f"{by}.{one}.n")) for one in table.groups]
    if table.shell.overall:
        cells.insert(0, show_stat(table.get(prefix, "n")))
    filled = (EMPTY, *cells, *_fill(table))
    return Row(Html("<em>N</em>"), filled, group=group)


def _fill(table: _Table) -> tuple[Html, ...]:
    """Return empty cells below the headings of comparisons."""
    spec = table.spec
    return (EMPTY,) * sum((spec.differences, spec.standardized, _has_tests(spec)))


def _lay_out_rows(table: _Table, prefix: str, group: str | None) -> Iterator[Row]:
    for line in table.spec.listed:
        variable = table.codebook.variable(table.spec.table, line.name)
        choice = choose_methods(table.spec, line, variable)
        yield from _lay_out_variable(table, prefix, group, variable, choice)


def _lay_out_variable(
    table: _Table, prefix: str, group: str | None, variable: Variable, choice: Choice
) -> Iterator[Row]:
    """Yield the line of a variable, or its heading and a line for each level, then the missing."""
    n = show_stat(table.get(prefix, f"{variable.name}.n"))
    compared = tuple(_compare(table, f"{prefix}.{variable.name}", choice))
    if variable.is_numeric:
        show = _SHOWN[choice.summary]
        cells = [
            show_numbers(table.ledger, f"{prefix}.{one}{variable.name}", show)
            for one in table.columns
        ]
        label = label_variable(variable.label, variable, show)
        yield Row(label, (n, *cells, *compared), group=group)
    elif variable.type == "binary":
        label = label_variable(variable.label, variable, "n_percent")
        cells = _show_level(table, prefix, variable, POSITIVE)
        yield Row(label, (n, *cells, *compared), group=group)
    else:
        label = label_variable(variable.label, variable, "n_percent")
        yield Row(label, (n, *(EMPTY,) * len(table.columns), *compared), group=group)
        for level in variable.levels:
            cells = _show_level(table, prefix, variable, level.name)
            yield Row(to_html(level.label), (EMPTY, *cells, *_fill(table)), 1, group)
    yield from _count_missing(table, prefix, group, variable)


def _show_level(table: _Table, prefix: str, variable: Variable, level: str) -> list[Html]:
    """Return the count of a level in each column, with the percentage that the plan asks for."""
    cells = []
    for column in table.columns:
        start = f"{column}{variable.name}.{level}"
        n, share = table.get(prefix, f"{start}.n"), f"{start}.proportion"
        if table.spec.percent == "row" and column:
            share = f"row.{variable.name}.{level}.{column.split('.')[1]}.proportion"
        cells.append(show_pair(n, table.get(prefix, share)))
    return cells


def _compare(table: _Table, prefix: str, choice: Choice) -> Iterator[Html]:
    """Yield the cells of the difference, the standardized difference and the test."""
    if table.spec.differences:
        yield _estimate(table, prefix, choice.difference, choice.estimate)
    if table.spec.standardized:
        yield _estimate(table, prefix, choice.standardized, "effect")
    if _has_tests(table.spec):
        test = choice.test
        if test is None:
            yield EMPTY
            return
        letter = table.tests.setdefault(test, ascii_lowercase[len(table.tests) % 26])
        yield Html(f"{show_stat(table.get(prefix, f'{test}.p'))}<sup>{letter}</sup>")


def _estimate(table: _Table, prefix: str, method: str | None, name: str) -> Html:
    if method is None:
        return NO_VALUE
    record = table.get(prefix, f"{method}.{name}")
    if record.stat is None:
        return show_stat(record)
    return show_estimate(record, *find_bounds(table.ledger, f"{prefix}.{method}", name))


def _count_missing(
    table: _Table, prefix: str, group: str | None, variable: Variable
) -> Iterator[Row]:
    """Yield the line of missing values, if there is to be one."""
    records = [table.get(prefix, f"{one}{variable.name}.missing") for one in table.columns]
    some = any(record.stat for record in records)
    if table.shell.missing == "always" or (some and table.shell.missing == "some"):
        cells = (EMPTY, *(show_stat(record) for record in records), *_fill(table))
        yield Row(to_html("Missing, n"), cells, 1, group)


def _list_notes(table: _Table) -> Iterator[str]:
    """Yield what the abbreviations and columns mean."""
    spec = table.spec
    yield "n: rows with a value."
    if spec.percent == "row":
        yield ROW_PERCENT
    labels = {one.name: one.label for one in table.by.levels}
    if spec.differences:
        yield DIFFERENCE.format(*(labels[group] for group in table.groups))
    if spec.standardized:
        yield STANDARDIZED
    left_out = table.ledger.get(f"{table.shell.analysis}.missing")
    yield from left_out.warnings
