"""Claims as constraints of the CP-SAT model, in integers.

A percentage, mean or SD admits the values that print as it does when rounded, a half up or down.
With n, the sum S and the sum of squares Q of whole numbers, n Q - S² = n (n - 1) SD², so that each
possible (n, S) leaves an interval of Q. Claims of tests are no constraints: see `reconstruct`. Nor
are bounds such as "<5%", so that more data are allowed than there are.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from ortools.sat.python import cp_model

from qi_stats.audit.claims.model import NUMERIC, SHARES
from qi_stats.audit.consistency.printed import Interval
from qi_stats.audit.consistency.rounding import admit_rounded
from qi_stats.errors import InputError, quote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.claims.model import Claim, Target
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
        if claim.kind != "count" or claim.target is None or not is_number(claim):
            continue
        target, value = claim.target, claim.printed.value
        if not (target.where or target.denominator) and value.denominator == 1:
            found[target.table] = max(int(value), found.get(target.table, 0))
    return found


def find_bounds(claims: Iterable[Claim]) -> dict[tuple[str, str], Bounds]:
    """Return the lowest and highest values that claims state of whole columns."""
    found: dict[tuple[str, str], Bounds] = {}
    for claim in claims:
        target = claim.target
        if target is None or target.variable is None or target.where:
            continue
        spot = (target.table, target.variable)
        low, high = found.get(spot, (None, None))
        if claim.kind == "minimum":
            found[spot] = (math.ceil(claim.printed.value), high)
        elif claim.kind == "maximum":
            found[spot] = (low, math.floor(claim.printed.value))
    return found


def add_claims(rows: CountedRows, claims: Iterable[Claim]) -> None:
    """Add every claim that counts, describes or bounds rows; others are left to the caller."""
    moments: dict[Target, list[Claim]] = {}
    for claim in claims:
        if claim.target is None or not is_exact(claim):
            continue
        if claim.kind in SHARES:
            _add_share(rows, claim, claim.target)
        elif claim.kind in {"mean", "sd"}:
            moments.setdefault(claim.target, []).append(claim)
        elif claim.kind in NUMERIC:
            _add_extreme(rows, claim, claim.target)
    for target, group in moments.items():
        _add_moments(rows, target, group)


def is_exact(claim: Claim) -> bool:
    """Say whether a claim tells what something is, and not only what it is above or below."""
    return claim.kind not in SHARES | NUMERIC or claim.kind == "words" or is_number(claim)


def is_number(claim: Claim) -> bool:
    """Say whether the claim prints a number that is no bound."""
    return claim.printed.relation == "="


def _add_share(rows: CountedRows, claim: Claim, target: Target) -> None:
    model = rows.solver_model
    part = rows.count(target.table, (*target.where, *target.denominator))
    if claim.kind == "count":
        model.add_linear_expression_in_domain(part, _list_whole(claim.printed.value))
        return
    whole = rows.count(target.table, target.denominator)
    if claim.means == "all":
        model.add(part == whole)
    elif claim.means == "none":
        model.add(part == 0)
    elif claim.means == "half":
        model.add(2 * part == whole)
    elif claim.means == "majority":
        model.add(2 * part > whole)
    else:
        admitted = admit_rounded(claim.printed, "binary").scale(Fraction(1, 100))
        model.add(whole >= 1)
        for end, sign in ((admitted.low, 1), (admitted.high, -1)):
            model.add(sign * (end.denominator * part - end.numerator * whole) >= 0)


def _list_whole(value: Fraction) -> cp_model.Domain:
    """Return the whole number as a domain; an empty one for a number that is not whole."""
    return cp_model.Domain.from_values([int(value)] if value.denominator == 1 else [])


def admits_share(claim: Claim, part: int, whole: int) -> bool:
    """Say whether `part` of `whole` rows is what a claim of a count, percentage or words says."""
    if claim.kind == "count":
        return claim.printed.value == part
    if claim.means == "all":
        return part == whole
    if claim.means == "none":
        return part == 0
    if claim.means == "half":
        return 2 * part == whole
    if claim.means == "majority":
        return 2 * part > whole
    return whole > 0 and Fraction(100 * part, whole) in admit_rounded(claim.printed, "binary")


def _add_extreme(rows: CountedRows, claim: Claim, target: Target) -> None:
    assert target.variable is not None  # noqa: S101 - `load_claims` checks it
    bound = claim.printed.value
    cells = rows.list_values(target.table, target.variable, target.where)
    beyond = [one for v, one in cells if (v < bound if claim.kind == "minimum" else v > bound)]
    rows.solver_model.add(cp_model.LinearExpr.sum(beyond) == 0)
    reached = [one for value, one in cells if value == bound]
    rows.solver_model.add(cp_model.LinearExpr.sum(reached) >= 1)


def _add_moments(rows: CountedRows, target: Target, claims: list[Claim]) -> None:
    """Add what the means and SDs printed of one quantity leave of its n, sum and squares."""
    assert target.variable is not None  # noqa: S101 - `load_claims` checks it
    model = rows.solver_model
    cells = rows.list_values(target.table, target.variable, target.where)
    literals = [one for _, one in cells]
    largest = max(abs(value) for value, _ in cells)
    limit = rows.limit_rows(target.table)
    total = model.new_int_var(-largest * limit, largest * limit, "")
    squares = model.new_int_var(0, largest * largest * limit, "")
    size = rows.name_sum(literals)
    model.add(total == cp_model.LinearExpr.weighted_sum(literals, [v for v, _ in cells]))
    model.add(squares == cp_model.LinearExpr.weighted_sum(literals, [v * v for v, _ in cells]))
    cases = []
    for n, s in _list_sums(claims, limit, largest):
        case = model.new_bool_var("")
        cases.append(case)
        model.add(size == n).only_enforce_if(case)
        model.add(total == s).only_enforce_if(case)
        for low, high in (bound_squares(claim, n, s) for claim in claims if claim.kind == "sd"):
            model.add_linear_constraint(squares, low, high).only_enforce_if(case)
    model.add_exactly_one(cases)


def _list_sums(claims: list[Claim], limit: int, largest: int) -> list[tuple[int, int]]:
    """Return each n and sum of n whole numbers that has all the printed means."""
    means = [admit_rounded(claim.printed, "binary") for claim in claims if claim.kind == "mean"]
    any_sum = Interval(Fraction(-largest), Fraction(largest), low_closed=True, high_closed=True)
    found: list[tuple[int, int]] = []
    for n in range(1, limit + 1):
        intervals = [one.scale(n) for one in (means or [any_sum])]
        sums = intervals[0].integers()
        found.extend((n, s) for s in sums if all(s in one for one in intervals))
    return found


def bound_squares(claim: Claim, n: int, total: int) -> tuple[int, int]:
    """Return the least and largest sum of squares of `n` numbers with this sum and printed SD.

    The first is above the second when there is none.
    """
    admitted = admit_rounded(claim.printed, "binary")
    low, high = max(admitted.low, Fraction(0)), admitted.high
    squared = Interval(low * low, high * high, low_closed=True, high_closed=True)
    inside = squared.scale(n * (n - 1)).shift(total * total).scale(Fraction(1, n)).integers()
    return inside.start, inside.stop - 1
