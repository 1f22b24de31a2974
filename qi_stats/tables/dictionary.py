"""Tables of the codebook: every variable with its type, values and rules."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_stats.codebook import (
    DerivedCases,
    DerivedCount,
    DerivedExists,
    DerivedInterval,
    DerivedIs,
    DerivedSum,
)
from qi_stats.cohort import Cohort, describe_cohort
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import EMPTY, Html, to_code, to_html

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.codebook import Codebook, Variable

_COLUMNS = tuple(Column(to_html(words)) for words in ("Values", "Rules"))
_PIECE = re.compile(r"(\\d(?:\{(\d+)\})?|[A-Za-z0-9_-]+)")
_BREAK = Html("<br>")

_TREATED = {
    "kept": "Could identify a person; kept on the team's authority.",
    "capped": "Capped, so that the highest values identify nobody.",
    "renumbered": "Numbers of this study, not those of the records.",
    "days_since": "Days since the first contact, in place of dates.",
    "year_only": "The year of a date.",
}


def lay_out_dictionary(table_name: str, codebook: Codebook) -> Grid:
    """Return the grid of one table's variables, in the order of its file."""
    table = codebook.table(table_name)
    rows = tuple(_lay_out_variable(one, codebook) for one in table.variables.values())
    key = ", ".join(table.key)
    notes = [f"File {table.file}: {table.rows}; a row is identified by {key}."]
    if table.parent is not None:
        most = f", {table.at_most} at most" if table.at_most else ""
        parent = codebook.table(table.parent).label
        notes.append(f"Each row belongs to a row of the table “{parent}”{most}.")
    return Grid(
        f"codebook-{table_name.replace('_', '-')}",
        to_html("Variable"),
        _COLUMNS,
        rows,
        tuple(to_html(note) for note in notes),
    )


def lay_out_rules(codebook: Codebook) -> Grid:
    """Return the grid of the rules that hold within and between the tables."""
    rows = tuple(
        Row(to_html(str(number)), (to_html(rule.name), to_html(codebook.table(rule.table).label)))
        for number, rule in enumerate(codebook.rules, start=1)
    )
    columns = (Column(to_html("What holds")), Column(to_html("For each row of")))
    return Grid("codebook-rules", to_html("Rule"), columns, rows)


def _lay_out_variable(variable: Variable, codebook: Codebook) -> Row:
    """Return the line of one variable: label, name and type in front."""
    name = f"{to_html(variable.label)}<br>{to_code(variable.name)}, {variable.type}"
    return Row(Html(name), (_list_values(variable), _list_rules(variable, codebook)))


def _list_values(variable: Variable) -> Html:
    """Return the codes with their meaning, or the range with its unit, or the pattern."""
    if variable.levels:
        return join_with_breaks(
            level.label if str(level.code) == level.label else f"{level.code} = {level.label}"
            for level in variable.levels
        )
    if variable.range is not None:
        low, high = variable.range
        unit = f" {variable.unit}" if variable.unit else ""
        return to_html(f"{low:g} to {high:g}{unit}")
    if variable.pattern is not None:
        return _describe_pattern(variable.pattern)
    return to_html(variable.unit) if variable.unit else EMPTY


def _describe_pattern(pattern: str) -> Html:
    """Return what a text looks like: "P, then 2 digits"; the pattern itself if it is less plain."""
    pieces = _PIECE.findall(pattern)
    if "".join(piece for piece, *_ in pieces) != pattern:
        return to_code(pattern)
    words = [
        to_html(f"{count or 1} {'digits' if count not in ('', '1') else 'digit'}")
        if piece.startswith("\\d")
        else to_code(piece)
        for piece, count in pieces
    ]
    return Html(", then ".join(words))


def _list_rules(variable: Variable, codebook: Codebook) -> Html:
    """Return what else holds of the variable: where it applies, where it comes from, its note."""
    parts = []
    if variable.only_if:
        words = describe_cohort(Cohort(variable.table, variable.only_if), codebook)
        parts.append(f"Only where {words}.")
    if variable.derived is not None:
        parts.append(_describe_derivation(variable, codebook))
    if variable.kinds:
        words = "; ".join(f"{', '.join(one.codes)} = {one.label}" for one in variable.kinds)
        parts.append(f"May be missing: {words}.")
    elif variable.missing:
        parts.append("May be missing.")
    if variable.identifier:
        parts.append(_TREATED[variable.identifier])
    if variable.sequence:
        parts.append("Counts 1, 2, 3 and so on.")
    if variable.ordered:
        parts.append("Ordered.")
    if variable.note:
        parts.append(variable.note)
    return join_with_breaks(parts)


def _describe_derivation(variable: Variable, codebook: Codebook) -> str:
    """Return how a variable follows from others."""
    words = _describe_form(variable, codebook)
    return f"Derived: {words}." if words else ""


def _describe_form(variable: Variable, codebook: Codebook) -> str | None:
    known = codebook.variables(variable.table)
    words = None
    match variable.derived:
        case DerivedIs(conditions):
            words = f"yes where {describe_cohort(Cohort(variable.table, conditions), codebook)}"
        case DerivedCount(child):
            words = f"the number of rows in “{codebook.table(child).label}”"
        case DerivedExists(child):
            words = f"yes where “{codebook.table(child).label}” has a row"
        case DerivedInterval(unit, start, end):
            kind = "days" if unit == "days" else "completed years"
            words = f"{kind} from “{known[start].short}” to “{known[end].short}”"
        case DerivedSum(parts):
            words = f"the sum of {', '.join(f'“{known[one].short}”' for one in parts)}"
        case DerivedCases(cases):
            words = "; ".join(
                f"“{variable.level(level).label}” where "
                f"{describe_cohort(Cohort(variable.table, conditions), codebook)}"
                for level, conditions in cases
            )
    return words


def join_with_breaks(parts: Iterable[str]) -> Html:
    """Return the parts as lines of one cell."""
    return Html(_BREAK.join(to_html(part) for part in parts))
