"""Rows of one table and rows of another: unknown parents, too many children, gaps in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_stats.codebook import Codebook
    from qi_stats.study.cells import CodedTable


def check_links(codebook: Codebook, tables: Mapping[str, CodedTable]) -> None:
    """Report rows whose parent is unknown, rows beyond `at_most`, and broken sequences."""
    for coded in tables.values():
        parent = coded.table.parent
        if parent is None:
            continue
        key = list(codebook.tables[parent].key)
        if parent in tables:
            check_rows_known(coded, tables[parent], key)
        _check_at_most(coded, key)
        _check_sequence(coded, key)


def check_rows_known(coded: CodedTable, parent: CodedTable, key: list[str]) -> None:
    """Report rows of `coded` whose `key` no row of `parent` has."""
    known = set(parent.frame[key].dropna().itertuples(index=False, name=None))
    for row, values in enumerate(coded.frame[key].itertuples(index=False, name=None)):
        if values not in known and not coded.frame.loc[row, key].isna().any():
            names = ", ".join(key)
            coded.findings.report(
                row,
                key[-1],
                f"a {names} that no row of {parent.findings.text.path} has",
                f"a {names} of that file",
                "correct it here, or add the missing row there",
            )


def _check_at_most(coded: CodedTable, key: list[str]) -> None:
    most = coded.table.at_most
    if most is None:
        return
    numbers = coded.frame.groupby(key).cumcount() + 1
    for row in numbers.index[numbers > most]:
        if not coded.frame.loc[row, key].isna().any():
            coded.findings.report(
                int(row),
                key[-1],
                f"row number {numbers[row]} with the same {', '.join(key)}",
                f"at most {most}",
                "remove the row, or change at_most in the codebook",
            )


def _check_sequence(coded: CodedTable, key: list[str]) -> None:
    """Report, for each parent, the first number that is not one more than the one before it."""
    for variable in coded.table.stored:
        if not variable.sequence:
            continue
        name = variable.name
        rows = coded.frame[[*key, name]].dropna().drop_duplicates().sort_values([*key, name])
        rows["expected"] = rows.groupby(key).cumcount() + 1
        gaps = rows[rows[name] != rows["expected"]].drop_duplicates(subset=key)
        for row, number, expected in zip(gaps.index, gaps[name], gaps["expected"], strict=True):
            coded.findings.report(
                row,
                name,
                f"number {number} without number {expected}",
                f"numbers from 1 without gaps for each {', '.join(key)}",
                "correct the number, or add the missing row",
            )
