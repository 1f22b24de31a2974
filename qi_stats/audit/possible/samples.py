"""Every sample of whole numbers that has a printed n, mean, SD and range, counted exactly.

A sample is a multiset: which values occur how often. They are counted by dynamic programming over
the values, with how many, their sum and their sum of squares as the state.

References: Wilner, Wood and Simons (2018), CORVIDS: complete recovery of values in Diophantine
systems, doi:10.31234/osf.io/7shr8; Heathers, Anaya, van der Zee and Brown (2018), SPRITE,
doi:10.7287/peerj.preprints.26968.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from ortools.sat.python import cp_model

from qi_stats.audit.claims import Target
from qi_stats.audit.consistency.rounding import admit_rounded
from qi_stats.audit.constraints import bound_squares
from qi_stats.audit.possible.space import solve

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qi_stats.audit.claims import Claim, Claims

LARGEST_STATE = 60_000_000
"""Cells of the table of sums that are still worth filling in."""


LARGEST_COUNT = 2**62
"""No more samples than an integer of the table can hold."""


@dataclass(frozen=True, slots=True)
class Moments:
    """What is printed of whole numbers from `low` to `high`, both of which occur if `is_closed`."""

    n: int
    mean: Claim
    sd: Claim
    low: int
    high: int
    is_closed: bool

    def list_sums(self) -> Iterator[tuple[int, range]]:
        """Yield each possible sum with its possible sums of squares."""
        for total in admit_rounded(self.mean.printed, "binary").scale(self.n).integers():
            first, last = bound_squares(self.sd, self.n, total)
            yield total, range(first, last + 1)


@dataclass(frozen=True, slots=True)
class Samples:
    """All samples: how many, and the lowest and highest median and skewness among them.

    `number` is None where there are too many states to count. The skewness is the adjusted one
    (G1) of SAS, SPSS and Excel.
    """

    number: int | None
    median: tuple[float, float] | None
    skewness: tuple[float, float] | None


def list_samples(moments: Moments) -> Samples:
    """Return what the samples with these printed moments are like.

    References: Joanes and Gill (1998), The Statistician 47:183-189 (G1).
    """
    return Samples(count_samples(moments), find_medians(moments), find_skewness(moments))


def count_samples(moments: Moments) -> int | None:
    """Return the number of samples; None if that would take more than `LARGEST_STATE` cells."""
    n, width = moments.n, moments.high - moments.low
    fixed = [0, width] if moments.is_closed and width else [0] * moments.is_closed
    goals = [
        (total - n * moments.low, squares - 2 * moments.low * total + n * moments.low**2)
        for total, every in moments.list_sums()
        for squares in every
    ]
    if n < len(fixed):
        return 0
    free, drop = n - len(fixed), (sum(fixed), sum(one * one for one in fixed))
    goals = [(s - drop[0], q - drop[1]) for s, q in goals if s >= drop[0] and q >= drop[1]]
    if not goals:
        return 0
    shape = (free + 1, max(s for s, _ in goals) + 1, max(q for _, q in goals) + 1)
    if math.prod(shape) > LARGEST_STATE or math.comb(free + width, free) > LARGEST_COUNT:
        return None
    ways = _fill_sums(shape, width)
    return sum(int(ways[free, s, q]) for s, q in goals)


def _fill_sums(shape: tuple[int, int, int], width: int) -> NDArray[np.int64]:
    """Return, for each number, sum and sum of squares, in how many ways 0 to `width` make it."""
    ways = np.zeros(shape, dtype=np.int64)
    ways[0, 0, 0] = 1
    for value in range(width + 1):
        square = value * value
        if value >= shape[1] or square >= shape[2]:
            break
        for size in range(1, shape[0]):
            ways[size, value:, square:] += ways[size - 1, : shape[1] - value, : shape[2] - square]
    return ways


def find_medians(moments: Moments) -> tuple[float, float] | None:
    """Return the lowest and the highest median; None if there is no sample."""
    found = []
    for sense in (1, -1):
        model, counts = _build(moments, list(moments.list_sums()))
        middle = [_add_ranked(model, counts, rank) for rank in _list_middle(moments.n)]
        model.minimize(sense * sum(middle))
        read = solve(model)
        if read is None:
            return None
        values = [value for value, one in counts.items() for _ in range(read(one))]
        found.append(float(np.median(values)))
    return found[0], found[1]


def find_skewness(moments: Moments) -> tuple[float, float] | None:
    """Return the lowest and the highest skewness; None if there is no sample, or n is below 3."""
    found = []
    for total, every in moments.list_sums():
        for squares in every:
            for sense in (1, -1):
                one = [(total, range(squares, squares + 1))]
                model, counts = _build(moments, one)
                model.minimize(sense * _weigh(counts, 3))
                read = solve(model)
                if read is None:
                    break
                values = [value for value, count in counts.items() for _ in range(read(count))]
                found.append(measure_skewness(values))
    known = [one for one in found if one is not None]
    return (min(known), max(known)) if known else None


def measure_skewness(values: list[int]) -> float | None:
    """Return the adjusted skewness G1; None below three values, or where all are the same."""
    n, mean = len(values), sum(values) / len(values)
    second = math.fsum((one - mean) ** 2 for one in values) / n
    if n < 3 or second == 0:
        return None
    third = math.fsum((one - mean) ** 3 for one in values) / n
    return third / float(second**1.5) * math.sqrt(n * (n - 1)) / (n - 2)


def _build(
    moments: Moments, sums: list[tuple[int, range]]
) -> tuple[cp_model.CpModel, dict[int, cp_model.IntVar]]:
    """Return the model of how often each value occurs, with one of `sums`."""
    model = cp_model.CpModel()
    values = range(moments.low, moments.high + 1)
    ends = {moments.low, moments.high} if moments.is_closed else set()
    counts = {one: model.new_int_var(int(one in ends), moments.n, "") for one in values}
    model.add(cp_model.LinearExpr.sum(list(counts.values())) == moments.n)
    cases = []
    for total, squares in sums:
        case = model.new_bool_var("")
        model.add(_weigh(counts, 1) == total).only_enforce_if(case)
        model.add_linear_constraint(
            _weigh(counts, 2), squares.start, squares.stop - 1
        ).only_enforce_if(case)
        cases.append(case)
    model.add_exactly_one(cases)
    return model, counts


def _weigh(counts: dict[int, cp_model.IntVar], power: int) -> cp_model.LinearExprT:
    return cp_model.LinearExpr.weighted_sum(list(counts.values()), [one**power for one in counts])


def _list_middle(n: int) -> tuple[int, ...]:
    return (n // 2, n // 2 + 1) if n % 2 == 0 else ((n + 1) // 2,)


def _add_ranked(
    model: cp_model.CpModel, counts: dict[int, cp_model.IntVar], rank: int
) -> cp_model.LinearExprT:
    """Return the value of the given rank, from 1 for the lowest, as a sum of steps."""
    values = list(counts)
    steps: list[cp_model.LinearExprT] = [values[0]]
    for number in range(1, len(values)):
        below = cp_model.LinearExpr.sum([counts[one] for one in values[:number]])
        is_higher = model.new_bool_var("")
        model.add(below < rank).only_enforce_if(is_higher)
        model.add(below >= rank).only_enforce_if(is_higher.negated())
        steps.append((values[number] - values[number - 1]) * is_higher)
    return sum(steps)


def describe_samples(claims: Claims, held: Sequence[Claim]) -> dict[str, Samples]:
    """Return the samples behind each mean of whole numbers with an SD, by the mean's claim.

    Only means of all rows of a table count whose number is printed; the range is the printed one
    or that of the codebook.
    """
    found: dict[str, Samples] = {}
    seen: set[Target] = set()
    for claim in held:
        if claim.kind == "mean" and claim.target is not None and claim.target not in seen:
            moments = _gather_moments(claims, held, claim, claim.target)
            if moments is not None:
                seen.add(claim.target)
                found[claim.name] = list_samples(moments)
    return found


def _gather_moments(
    claims: Claims, held: Sequence[Claim], mean: Claim, target: Target
) -> Moments | None:
    """Return what is printed beside a mean, if it is enough to list samples."""
    if target.variable is None or target.where:
        return None
    variable = claims.codebook.variable(target.table, target.variable)
    rows = [one for one in held if one.kind == "count" and one.target == Target(target.table)]
    same = {one.kind: one for one in held if one.target == target}
    if not rows or "sd" not in same or variable.type != "integer" or variable.range is None:
        return None
    ends = [same[kind].printed.value if kind in same else None for kind in ("minimum", "maximum")]
    low, high = (
        int(bound if end is None else end) for end, bound in zip(ends, variable.range, strict=True)
    )
    n = int(rows[0].printed.value)
    return Moments(n, mean, same["sd"], low, high, is_closed=None not in ends)
