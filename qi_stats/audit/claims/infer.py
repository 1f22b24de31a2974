"""A codebook made of claims alone, for a publication whose data nobody has.

It knows the tables, variables and levels that the claims name, and no more: a category may have
further levels, and a number is whole only where a claim says `items: 1`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.kinds import KINDS
from qi_stats.codebook import Codebook, Level, Table, Unit, Variable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qi_stats.audit.claims.schema import ClaimEntry, PublishedEntry, Scalar


def infer_codebook(path: Path, entry: PublishedEntry) -> Codebook:
    """Return a codebook of everything that the claims of the file at `path` name.

    A category's `missing` is true, since rows may have levels that no claim names.
    """
    targets = [claim.of for claim in entry.claims.values() if claim.of is not None]
    names = tuple(dict.fromkeys(target.table for target in targets))
    tables = {name: _infer_table(name, entry) for name in names}
    first = names[0] if names else "rows"
    title = entry.source.title
    return Codebook(path, title, "reconstructed", Unit(first, "row", "rows"), tables, ())


def _infer_table(name: str, entry: PublishedEntry) -> Table:
    claims = [one for one in entry.claims.values() if one.of is not None and one.of.table == name]
    named = dict.fromkeys(variable for claim in claims for variable in _list_variables(claim))
    named |= dict.fromkeys(one.variable for one in entry.readings.values() if one.table == name)
    levels = {
        one.variable: tuple(one.counts) for one in entry.readings.values() if one.table == name
    }
    variables = {one: _infer_variable(name, one, claims, levels.get(one, ())) for one in named}
    return Table(name, name, f"{name}.csv", f"one row of {name}", (), variables)


def _list_variables(claim: ClaimEntry) -> Iterator[str]:
    target = claim.of
    if target is None:
        return
    if target.variable is not None:
        yield target.variable
    yield from target.variables or ()
    yield from target.where
    yield from target.denominator


def _infer_variable(
    table: str, name: str, claims: list[ClaimEntry], further: tuple[str, ...]
) -> Variable:
    """Return a variable with the levels that claims name, and `further` ones of readings."""
    targets = [(KINDS[claim.kind], claim.of) for claim in claims if claim.of is not None]
    values = [value for _, target in targets for value in _list_values(name, target.where)]
    values += [value for _, target in targets for value in _list_values(name, target.denominator)]
    values += [one.level for _, one in targets if one.variable == name and one.level is not None]
    levels = dict.fromkeys(value for value in (*values, *further) if isinstance(value, str))
    about = [(kind, target) for kind, target in targets if target.variable == name]
    if any(kind.about == "values" for kind, _ in about) or (values and not levels):
        is_whole = any(target.items == 1 for _, target in about)
        return Variable(name, table, name, name, "integer" if is_whole else "number")
    listed = tuple(Level(level, code, level) for code, level in enumerate(levels, start=1))
    return Variable(name, table, name, name, "category", levels=listed, missing=True)


def _list_values(name: str, conditions: object) -> Iterator[Scalar]:
    """Yield what the conditions name of the variable: levels or numbers, bounds included."""
    written = conditions.get(name) if isinstance(conditions, dict) else None
    if isinstance(written, list):
        yield from written
    elif isinstance(written, dict):
        yield from written.values()
    elif written is not None:
        yield written
