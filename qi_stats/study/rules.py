"""The codebook's rules and its "only if", checked on analysis frames.

A rule that a missing value leaves open is not violated.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from qi_files.errors import quote
from qi_stats.codebook import ChildCount, ChildExists, Comparison, Implication
from qi_stats.cohort import describe_values, match_condition, match_conditions
from qi_stats.study.derive import count_children

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from qi_stats.codebook import Codebook, Condition, Rule
    from qi_stats.study.cells import CodedTable

_OPERATORS = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
_WORDS = {
    "==": "equal to",
    "!=": "other than",
    "<": "less than",
    "<=": "at most",
    ">": "more than",
    ">=": "at least",
}


def check_rules(
    codebook: Codebook, tables: Mapping[str, CodedTable], frames: Mapping[str, pd.DataFrame]
) -> None:
    """Report each row of `tables` in which a rule is violated, at the column that it is about.

    Rows of a child are not counted while there is an error in the keys that tie them.
    """
    for rule in codebook.rules:
        if rule.table not in frames:
            continue
        if isinstance(rule, ChildCount | ChildExists):
            sound = rule.child in tables and tables[rule.child].has_sound_keys
            if sound and tables[rule.table].has_sound_keys:
                _check_children(codebook, tables, frames, rule)
        elif isinstance(rule, Comparison):
            _check_comparison(codebook, tables[rule.table], frames[rule.table], rule)
        else:
            _check_implication(codebook, tables[rule.table], frames[rule.table], rule)


def check_only_if(
    codebook: Codebook, tables: Mapping[str, CodedTable], frames: Mapping[str, pd.DataFrame]
) -> None:
    """Report values where the variable does not apply, and empty cells where it does."""
    for name, frame in frames.items():
        for variable in tables[name].table.stored:
            if not variable.only_if:
                continue
            applies = match_conditions(frame, variable.only_if)
            filled = frame[variable.name].notna()
            condition = _describe(codebook, name, variable.only_if)
            findings = tables[name].findings
            for row in _true_rows(~applies & filled):
                do = "empty the cell, or correct the other column"
                expected = f"an empty cell, except where {condition}"
                findings.report(row, variable.name, "a value that does not apply", expected, do)
            for row in _true_rows(applies & ~filled) if not variable.missing else []:
                do = "fill in the cell, or correct the other column"
                expected = f"a value, because {condition}"
                findings.report(row, variable.name, "an empty cell", expected, do)


def _check_implication(
    codebook: Codebook, coded: CodedTable, frame: pd.DataFrame, rule: Implication
) -> None:
    applies = match_conditions(frame, rule.when)
    given = _describe(codebook, rule.table, rule.when)
    for condition in rule.then:
        fails = applies & ~match_condition(frame[condition.variable], condition)
        expected = f"{_describe(codebook, rule.table, (condition,))}, where {given}"
        for row in _true_rows(fails):
            _report(coded, row, condition.variable, rule, expected)


def _check_comparison(
    codebook: Codebook, coded: CodedTable, frame: pd.DataFrame, rule: Comparison
) -> None:
    right = frame[rule.right]
    if right.dtype.kind == "M":
        import pandas as pd

        right = right + pd.Timedelta(days=rule.plus)
    else:
        right = right + rule.plus
    compared = _OPERATORS[rule.operator](frame[rule.left], right)
    compared = compared.astype("boolean").mask(frame[rule.left].isna() | right.isna())
    sign = "+" if rule.plus > 0 else "-"
    shift = f" {sign} {abs(rule.plus)}" if rule.plus else ""
    expected = f"{rule.left} {_WORDS[rule.operator]} {rule.right}{shift}"
    if rule.when:
        expected += f", where {_describe(codebook, rule.table, rule.when)}"
    for row in _true_rows(match_conditions(frame, rule.when) & ~compared):
        _report(coded, row, rule.left, rule, expected)


def _check_children(
    codebook: Codebook,
    tables: Mapping[str, CodedTable],
    frames: Mapping[str, pd.DataFrame],
    rule: ChildCount | ChildExists,
) -> None:
    coded, child = tables[rule.table], tables[rule.child]
    counts = count_children(codebook, coded, child)
    values = frames[rule.table][rule.column]
    file = child.findings.text.path
    if isinstance(rule, ChildCount):
        expected = f"the number of the rows in {file} that belong to this one"
        fails = values != counts
    else:
        expected = f"yes where {file} has a row for this one, no where it has none"
        fails = (values == "yes").astype("boolean").mask(values.isna()) != (counts > 0)
    for row in _true_rows(fails):
        _report(coded, row, rule.column, rule, expected)


def _report(coded: CodedTable, row: int, column: str, rule: Rule, expected: str) -> None:
    found = f"against the rule {quote(rule.name, longest=200)}"
    own = {one.name for one in coded.table.stored}
    spot = column if column in own else coded.table.key[-1]
    do = "correct the row" if coded.table.parent is None else "correct the row, or its parent's"
    coded.findings.report(row, spot, found, expected, do)


def _describe(codebook: Codebook, table: str, conditions: tuple[Condition, ...]) -> str:
    parts = []
    for condition in conditions:
        words = describe_values(condition, codebook.variable(table, condition.variable))
        parts.append(f"{condition.variable} is {words}")
    return " and ".join(parts)


def _true_rows(answers: pd.Series[bool]) -> list[int]:
    """Return the numbers of the rows whose answer is true, not false or missing."""
    return [row for row, answer in enumerate(answers.fillna(value=False)) if answer]
