"""Claims as constraints of the CP-SAT model, in integers.

A percentage, mean or SD admits the values that print as it does when rounded, a half up or down.
Claims of tests are no constraints: they bind the tables that `tested` finds. Nor are bounds such
as "<5%", so that more data are allowed than there are.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from ortools.sat.python import cp_model

from qi_files.errors import InputError, quote
from qi_stats.audit.claims.restrictions import (
    LinearRestriction,
    MomentRestriction,
    RowCount,
    bound_squares,
)
from qi_stats.audit.consistency.printed import Interval
from qi_stats.audit.consistency.rounding import admit_rounded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.claims.restrictions import Restriction, Total
    from qi_stats.audit.feasible.model.domains import Bounds, Literal
    from qi_stats.codebook import Codebook, Condition


class CountedRows(Protocol):
    """A model in which rows can be counted: one of single rows, or one of counts."""

    @property
    def solver_model(self) -> cp_model.CpModel:
        """The model of the solver."""

    def limit_rows(self, table: str) -> int:
        """Return how many rows `table` can have."""

    def count(self, table: str, conditions: tuple[Condition, ...]) -> Literal:
        """Return a variable: the rows of `table` for which all `conditions` hold."""

    def list_values(
        self, table: str, variable: str, conditions: tuple[Condition, ...]
    ) -> list[tuple[int, Literal]]:
        """Return (value, how many rows have it and meet all `conditions`), perhaps repeatedly."""

    def name_sum(self, literals: list[Literal]) -> Literal:
        """Return a variable that is the sum of `literals`."""


def count_units(codebook: Codebook, claims: Iterable[Claim]) -> dict[str, int]:
    """Return the number of rows of each table without a parent, as the claims state it.

    Raises
    ------
    InputError
        If no claim counts the rows of such a table.
    """
    found = find_totals(claims)
    for table in codebook.tables.values():
        if table.parent is None and table.name not in found:
            raise InputError(
                "claims",
                f"no count of the rows of table {quote(table.name)}",
                "a claim of kind count with “of: {table: …}” alone",
                "add the claim that gives the sample's size",
            )
    return found


def find_totals(claims: Iterable[Claim]) -> dict[str, int]:
    """Return the number of rows of each table of which a claim states it; the largest of several.

    A count that is no whole number states none.
    """
    found: dict[str, int] = {}
    for claim in claims:
        if claim.kind.quantity != "count" or claim.target is None or not claim.is_exact:
            continue
        target, value = claim.target, claim.printed.value
        if not (target.where or target.denominator) and value.denominator == 1:
            found[target.table] = max(int(value), found.get(target.table, 0))
    return found


def find_bounds(claims: Iterable[Claim]) -> dict[tuple[str, str], Bounds]:
    """Return the lowest and highest values that claims leave to whole columns."""
    found: dict[tuple[str, str], Bounds] = {}
    for claim in claims:
        target = claim.target
        if target is None or target.variable is None or target.where:
            continue
        spot = (target.table, target.variable)
        ends = zip(found.get(spot, (None, None)), claim.kind.bound(claim), strict=True)
        low, high = (before if now is None else now for before, now in ends)
        if (low, high) != (None, None):
            found[spot] = low, high
    return found


def list_restrictions(claims: Iterable[Claim]) -> tuple[Restriction, ...]:
    """Return what the claims demand of counts and numbers, each demand once."""
    found = (claim.kind.restrict(claim) for claim in claims if claim.is_exact)
    return tuple(dict.fromkeys(one for one in found if one is not None))


def add_claims(rows: CountedRows, claims: Iterable[Claim]) -> None:
    """Add every claim that counts, describes or bounds rows; others are left to the caller."""
    moments: dict[object, list[MomentRestriction]] = {}
    for claim in claims:
        one = claim.kind.restrict(claim) if claim.is_exact else None
        if isinstance(one, LinearRestriction):
            _add_linear(rows, one)
        elif isinstance(one, MomentRestriction):
            spot = one.table, one.conditions, one.variable
            moments.setdefault(spot, []).append(one)
    for group in moments.values():
        _add_moments(rows, group)


def _add_linear(rows: CountedRows, restriction: LinearRestriction) -> None:
    totals = [_express(rows, one) for one in restriction.totals]
    for weights, low, high in restriction.limits:
        terms = [weight * one for weight, one in zip(weights, totals, strict=True) if weight]
        rows.solver_model.add_linear_constraint(sum(terms), low, high)


def _express(rows: CountedRows, total: Total) -> cp_model.LinearExprT:
    """Return the total as an expression of the model."""
    if isinstance(total, RowCount):
        return rows.count(total.table, total.conditions)
    cells = rows.list_values(total.table, total.variable, total.conditions)
    return cp_model.LinearExpr.sum([one for value, one in cells if total.counts(value)])


def _add_moments(rows: CountedRows, group: list[MomentRestriction]) -> None:
    """Add what the means and SDs printed of one quantity leave of its n, sum and squares."""
    first, model = group[0], rows.solver_model
    cells = rows.list_values(first.table, first.variable, first.conditions)
    literals = [one for _, one in cells]
    largest = max(abs(value) for value, _ in cells)
    limit = rows.limit_rows(first.table)
    total = model.new_int_var(-largest * limit, largest * limit, "")
    squares = model.new_int_var(0, largest * largest * limit, "")
    size = rows.name_sum(literals)
    model.add(total == cp_model.LinearExpr.weighted_sum(literals, [v for v, _ in cells]))
    model.add(squares == cp_model.LinearExpr.weighted_sum(literals, [v * v for v, _ in cells]))
    cases = []
    for n, s in _list_sums(group, limit, largest):
        case = model.new_bool_var("")
        cases.append(case)
        model.add(size == n).only_enforce_if(case)
        model.add(total == s).only_enforce_if(case)
        for low, high in (bound_squares(one.sd, n, s) for one in group if one.sd is not None):
            model.add_linear_constraint(squares, low, high).only_enforce_if(case)
    model.add_exactly_one(cases)


def _list_sums(group: list[MomentRestriction], limit: int, largest: int) -> list[tuple[int, int]]:
    """Return each n and sum of n whole numbers that has all the printed means."""
    means = [admit_rounded(one.mean, "binary") for one in group if one.mean is not None]
    any_sum = Interval(Fraction(-largest), Fraction(largest), low_closed=True, high_closed=True)
    found: list[tuple[int, int]] = []
    for n in range(1, limit + 1):
        intervals = [one.scale(n) for one in (means or [any_sum])]
        sums = intervals[0].integers()
        found.extend((n, s) for s in sums if all(s in one for one in intervals))
    return found
