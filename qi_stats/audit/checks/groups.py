"""The groups that a test compares: printed means and SDs, or counts, by levels of a variable."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.consistency import Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.checks.moments import Quantities, Quantity
    from qi_stats.audit.checks.sizes import Size, Sizes
    from qi_stats.audit.claims.model import Claim
    from qi_stats.codebook import Condition


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """The printed summary of one group, and the claims that print it."""

    summary: Group
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CountTable:
    """Counts of an outcome (columns) by group (rows), and the claims that print them."""

    counts: tuple[tuple[int, ...], ...]
    claims: tuple[str, ...]

    @property
    def is_two_by_two(self) -> bool:
        """Whether two groups are counted with and without one outcome."""
        return len(self.counts) == len(self.counts[0]) == 2


def find_groups(claim: Claim, quantities: Quantities) -> tuple[NamedGroup, ...]:
    """Return the printed summaries of the groups that a claim compares; none if one is missing.

    They are means and SDs of the claim's first variable over rows that differ by one level of its
    second variable.
    """
    if claim.target is None or len(claim.target.variables) != 2:
        return ()
    outcome, by = claim.target.variables
    table, where = find_rows(claim.target)
    found = [
        build_group(quantity)
        for ((other, conditions), name), quantity in quantities.items()
        if (other, name) == (table, outcome) and _find_level(conditions, where, by) is not None
    ]
    groups = tuple(group for group in found if group is not None)
    return groups if len(groups) == len(found) >= 2 else ()


def _find_level(
    conditions: frozenset[Condition], where: frozenset[Condition], by: str
) -> object | None:
    """Return the level of `by` that `conditions` add to `where`, if they add nothing else."""
    extra = conditions - where
    if not where <= conditions or len(extra) != 1:
        return None
    (only,) = extra
    return only.allowed[0] if only.variable == by and len(only.allowed) == 1 else None


def build_group(quantity: Quantity) -> NamedGroup | None:
    """Return the summary of a quantity with one mean, one SD and two values or more."""
    means, sds = quantity.list("mean"), quantity.list("sd")
    if quantity.n is None or quantity.n < 2 or len(means) != 1 or len(sds) != 1:
        return None
    is_whole = quantity.items == 1
    ends = quantity.whole_ends if is_whole else None
    summary = Group(quantity.n, means[0].printed, sds[0].printed, is_whole, ends)
    return NamedGroup(summary, (means[0].name, sds[0].name))


def find_table(claim: Claim, sizes: Sizes) -> CountTable | None:
    """Return the counts of one variable of a claim by the other, if they are all printed.

    Where one level of the outcome is counted, the other column holds the rest of each group.
    """
    if claim.target is None or len(claim.target.variables) != 2:
        return None
    table, where = find_rows(claim.target)
    exact = {
        conditions: size
        for (other, conditions), size in sizes.items()
        if other == table and size.exact is not None
    }
    for outcome, by in (claim.target.variables, claim.target.variables[::-1]):
        rows = list(_list_rows(exact, where, outcome, by))
        found = _join_rows(rows)
        if found is not None:
            return found
    return None


def _list_rows(
    exact: dict[frozenset[Condition], Size], where: frozenset[Condition], outcome: str, by: str
) -> Iterator[tuple[Size, dict[object, Size]]]:
    """Yield the size of each group with those of the outcome's levels in it."""
    for conditions, whole in exact.items():
        if _find_level(conditions, where, by) is None:
            continue
        cells = {
            level: size
            for inside, size in exact.items()
            if (level := _find_level(inside, conditions, outcome)) is not None
        }
        yield whole, cells


def _join_rows(rows: list[tuple[Size, dict[object, Size]]]) -> CountTable | None:
    levels = set.intersection(*(set(cells) for _, cells in rows)) if len(rows) > 1 else set()
    if not levels:
        return None
    order = sorted(levels, key=str)
    names: list[str] = []
    counts = []
    for whole, cells in rows:
        listed = [cells[level].low for level in order]
        rest = whole.low - sum(listed)
        if rest < 0 or (rest and len(order) > 1):
            return None
        counts.append((*listed, rest) if len(order) == 1 else tuple(listed))
        names += [*whole.claims, *(one for level in order for one in cells[level].claims)]
    return CountTable(tuple(counts), tuple(dict.fromkeys(names)))
