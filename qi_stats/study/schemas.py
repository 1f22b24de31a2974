"""The codebook compiled into pandera schemas, and pandera's findings in the codebook's words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.errors import quote
from qi_stats.study.cells import describe_allowed, dtype_of

if TYPE_CHECKING:
    import pandera.pandas as pa

    from qi_stats.codebook import Codebook, Variable
    from qi_stats.study.cells import CodedTable


def compile_schema(codebook: Codebook, table: str) -> pa.DataFrameSchema:
    """Return the schema of the table's file as typed codes (see `build_coded_table`).

    It holds types, codes, ranges, patterns, what may be empty, and the key. What spans tables
    or columns is checked by `links` and `rules`.
    """
    import pandera.pandas as pa

    columns = {one.name: _compile_column(one) for one in codebook.columns(table)}
    return pa.DataFrameSchema(
        columns,
        unique=list(codebook.tables[table].key),
        report_duplicates="exclude_first",
        strict=True,
        name=table,
    )


def validate_cells(codebook: Codebook, coded: CodedTable) -> None:
    """Report every cell of `coded` that its schema refuses, and every repeated key.

    A refused cell is missing from then on.
    """
    import pandera.errors

    try:
        compile_schema(codebook, coded.table.name).validate(coded.frame, lazy=True)
    except pandera.errors.SchemaErrors as error:
        variables = {one.name: one for one in codebook.columns(coded.table.name)}
        repeats = set()
        for case in error.failure_cases.to_dict("records"):
            row = int(case["index"])
            if case["check"] == "multiple_fields_uniqueness":
                repeats.add(row)
            else:
                _report_cell(coded, row, variables[case["column"]], case)
        _report_repeats(coded, repeats)
    coded.blank_refused()


def _compile_column(variable: Variable) -> pa.Column:
    import pandera.pandas as pa

    checks = []
    if variable.levels:
        checks.append(pa.Check.isin([level.code for level in variable.levels]))
    if variable.range is not None:
        checks.append(pa.Check.in_range(*variable.range))
    if variable.pattern is not None:
        checks.append(pa.Check.str_matches(rf"(?:{variable.pattern})\Z"))
    nullable = variable.missing or bool(variable.only_if)
    return pa.Column(dtype_of(variable), checks, nullable=nullable)


def _report_cell(coded: CodedTable, row: int, variable: Variable, case: dict[str, Any]) -> None:
    expected = describe_allowed(variable)
    if case["check"] == "not_nullable":
        do = "fill in the cell"
        if variable.name not in coded.table.key:
            do += ", or allow missing values in the codebook (missing: true)"
        coded.findings.report(row, variable.name, "an empty cell", expected, do)
        return
    found, do = "text of another form", "correct the text, or the pattern in the codebook"
    if variable.levels:
        found = quote(coded.findings.text.cell(row, variable.name))
        do = "correct the code, or add it to the codebook"
    elif variable.range is not None:
        side = "below" if case["failure_case"] < variable.range[0] else "above"
        found = f"a number {side} the range"
        do = "correct the number, or the range in the codebook"
    coded.findings.report(row, variable.name, found, expected, do)


def _report_repeats(coded: CodedTable, repeats: set[int]) -> None:
    """Report keys that stand in an earlier row, except where a part of the key is in error."""
    key = list(coded.table.key)
    names = ", ".join(key)
    first: dict[Any, int] = {}
    for row, values in enumerate(coded.frame[key].itertuples(index=False, name=None)):
        first.setdefault(values, coded.findings.text.lines[row])
        if row in repeats and not any((row, name) in coded.findings.reported for name in key):
            coded.findings.report(
                row,
                key[-1],
                f"the same {names} as in line {first[values]}",
                f"each {names} once",
                "remove the row that is there twice, or correct its number",
            )
