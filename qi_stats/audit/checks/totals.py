"""Parts against their wholes: subgroups, and the levels of one variable against their total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite_all
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import Size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qi_stats.audit.checks.sizes import Rows, Sizes
    from qi_stats.audit.claims.model import Claims
    from qi_stats.codebook import Codebook, Condition, Variable


def examine_totals(claims: Claims, sizes: Sizes) -> Iterator[Finding]:
    """Yield parts larger than their whole, and levels that do not add up."""
    for rows, size in sizes.items():
        for whole, total in sizes.items():
            if is_part(rows, whole) and size.low > total.high:
                names = tuple(dict.fromkeys((*size.claims, *total.claims)))
                message = f"{cite_all(claims, names)}: a part is larger than its whole."
                yield Finding("contradiction", names, message)
    for whole, total in sizes.items():
        for name in _list_variables(whole, sizes):
            yield from _add_up(claims, sizes, (whole, total), name)


def is_part(rows: Rows, whole: Rows) -> bool:
    """Return whether every row of `rows` is one of `whole`, by their conditions alone."""
    if rows[0] != whole[0] or rows[1] == whole[1]:
        return False
    return all(any(_implies(one, other) for one in rows[1]) for other in whole[1])


def _implies(one: Condition, other: Condition) -> bool:
    if one == other:
        return True
    named = one.variable == other.variable and bool(one.allowed) and bool(other.allowed)
    return named and set(one.allowed) <= set(other.allowed)


def _list_variables(whole: Rows, sizes: Sizes) -> list[str]:
    """Return the variables by whose levels some sizes divide `whole`."""
    parts = [rows for rows in sizes if is_part(rows, whole)]
    return list(dict.fromkeys(one.variable for rows in parts for one in rows[1] if one.allowed))


def _add_up(claims: Claims, sizes: Sizes, whole: tuple[Rows, Size], name: str) -> Iterator[Finding]:
    """Compare the levels of the variable `name`, which exclude one another, with the whole."""
    (table, conditions), total = whole
    variable = claims.codebook.variable(table, name)
    own = next((one for one in conditions if one.variable == name and one.allowed), None)
    rest = conditions - {own} if own is not None else conditions
    levels = own.allowed if own is not None else variable.level_names
    parts = {level: _find_level(sizes, table, rest, variable, str(level)) for level in levels}
    known = {level: size for level, size in parts.items() if size is not None}
    if len(known) < 2:
        return
    low, high = sum(one.low for one in known.values()), sum(one.high for one in known.values())
    is_complete = len(known) == len(levels) and (
        own is not None or has_all_levels(claims.codebook, table, variable)
    )
    if low > total.high or (is_complete and high < total.low):
        sources = (*total.claims, *(name for size in known.values() for name in size.claims))
        names = tuple(dict.fromkeys(sources))
        added = str(low) if low == high else f"{low} to {high}"
        message = f"{cite_all(claims, names[:1])}: the parts add up to {added}."
        yield Finding("contradiction", names, message, is_sum=True)


def find_size(codebook: Codebook, sizes: Sizes, rows: Rows) -> Size | None:
    """Return the size of rows: as stated, as the sum of levels, or as what other levels leave."""
    stated = sizes.get(rows)
    if stated is not None:
        return stated
    table, conditions = rows
    for one in sorted(conditions, key=lambda condition: condition.variable):
        variable, rest = codebook.variable(table, one.variable), conditions - {one}
        named = _list_levels(sizes, table, rest, variable, one.allowed)
        if len(one.allowed) > 1 and named is not None:
            return _join(named)
        whole = sizes.get((table, rest))
        if whole is None or not one.allowed or not has_all_levels(codebook, table, variable):
            continue
        left = [level for level in variable.level_names if level not in one.allowed]
        others = _list_levels(sizes, table, rest, variable, left)
        if others is not None:
            parts = _join(others)
            names = dict.fromkeys((*whole.claims, *parts.claims))
            return Size(max(whole.low - parts.high, 0), whole.high - parts.low, tuple(names))
    return None


def _list_levels(
    sizes: Sizes,
    table: str,
    rest: frozenset[Condition],
    variable: Variable,
    levels: Iterable[object],
) -> list[Size] | None:
    """Return the size of each level; None where one is not known."""
    found = [_find_level(sizes, table, rest, variable, str(level)) for level in levels]
    known = [size for size in found if size is not None]
    return known if len(known) == len(found) else None


def _join(parts: list[Size]) -> Size:
    names = dict.fromkeys(name for size in parts for name in size.claims)
    return Size(sum(one.low for one in parts), sum(one.high for one in parts), tuple(names))


def has_all_levels(codebook: Codebook, table: str, variable: Variable) -> bool:
    """Return whether every row of `table` has one of the variable's levels."""
    own = codebook.table(table).variables.get(variable.name) is not None
    return own and not variable.missing and not variable.only_if


def _find_level(
    sizes: Sizes, table: str, rest: frozenset[Condition], variable: Variable, level: str
) -> Size | None:
    for (other, conditions), size in sizes.items():
        extra = conditions - rest
        if other == table and rest <= conditions and len(extra) == 1:
            (only,) = extra
            if only.variable == variable.name and only.allowed == (level,):
                return size
    return None
