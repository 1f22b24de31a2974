"""Every sample of whole numbers that has a printed n, mean, SD and range, counted exactly.

A sample is a multiset: which values occur how often.

References: Wilner, Wood and Simons (2018), CORVIDS: complete recovery of values in Diophantine
systems, doi:10.31234/osf.io/7shr8; Heathers, Anaya, van der Zee and Brown (2018), SPRITE,
doi:10.7287/peerj.preprints.26968.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from qi_stats.audit.claims.model import Target
from qi_stats.audit.claims.restrictions import bound_squares
from qi_stats.audit.consistency.rounding import admit_rounded
from qi_stats.audit.feasible.model.order_statistics import rank_values
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.moment_counts import tally_sums

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.feasible.moment_counts import Tally


_ENDS = ("minimum", "maximum")


@dataclass(frozen=True, slots=True)
class Moments:
    """What is printed of whole numbers from `low` to `high`.

    `ends` are those of the two that are printed, and so occur.
    """

    n: int
    mean: Claim
    sd: Claim
    low: int
    high: int
    ends: frozenset[int]

    def list_sums(self) -> Iterator[tuple[int, range]]:
        """Yield each possible sum with its possible sums of squares."""
        for total in admit_rounded(self.mean.printed, "binary").scale(self.n).integers():
            first, last = bound_squares(self.sd.printed, self.n, total)
            yield total, range(first, last + 1)


@dataclass(frozen=True, slots=True)
class Samples:
    """All samples: how many, and the lowest and highest of what they are like.

    `number` and `skewness` are None where there are too many states to count; the skewness, the
    adjusted one (G1) of SAS, SPSS and Excel, also where no sample has one.
    """

    number: int | None
    minimum: tuple[float, float] | None
    median: tuple[float, float] | None
    maximum: tuple[float, float] | None
    skewness: tuple[float, float] | None


def list_samples(moments: Moments) -> Samples:
    """Return what the samples with these printed moments are like."""
    tally = tabulate_samples(moments)
    number = None if tally is None else tally.number
    skewness = None if tally is None else tally.find_skewness()
    return Samples(
        number=number,
        minimum=find_ranked(moments, (1,)),
        median=find_ranked(moments, _list_middle(moments.n)),
        maximum=find_ranked(moments, (moments.n,)),
        skewness=skewness,
    )


def tabulate_samples(moments: Moments) -> Tally | None:
    """Return the number of samples and their cubes by sum and sum of squares.

    None if that would take too many cells. Values are counted from the lowest; those at both ends
    are set aside where they must occur.
    """
    width = moments.high - moments.low
    fixed = sorted(end - moments.low for end in moments.ends)
    n, low = moments.n, moments.low
    goals = [
        (total - n * low, squares - 2 * low * total + n * low**2)
        for total, every in moments.list_sums()
        for squares in every
    ]
    return tally_sums(n, width, fixed, goals)


def find_ranked(moments: Moments, ranks: tuple[int, ...]) -> tuple[float, float] | None:
    """Return the lowest and the highest mean of the values of these ranks, from 1 for the lowest.

    None if there is no sample.
    """
    found = []
    for sense in (1, -1):
        model, counts = _build(moments, list(moments.list_sums()))
        alone = {value: [one] for value, one in counts.items()}
        ranked = [rank_values(model, alone, rank) for rank in ranks]
        model.minimize(sense * sum(ranked))
        read = solve_counts(model)
        if read is None:
            return None
        values = [value for value, one in counts.items() for _ in range(read(one))]
        found.append(sum(values[rank - 1] for rank in ranks) / len(ranks))
    return found[0], found[1]


def _build(
    moments: Moments, sums: list[tuple[int, range]]
) -> tuple[cp_model.CpModel, dict[int, cp_model.IntVar]]:
    """Return the model of how often each value occurs, with one of `sums`."""
    model = cp_model.CpModel()
    values = range(moments.low, moments.high + 1)
    counts = {one: model.new_int_var(int(one in moments.ends), moments.n, "") for one in values}
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


def describe_samples(claims: Claims, held: Sequence[Claim]) -> dict[str, Samples]:
    """Return the samples behind each mean of whole numbers with an SD, by the mean's claim.

    Only means of all rows of a table count whose number is printed; the range is the printed one
    or that of the codebook.
    """
    found: dict[str, Samples] = {}
    seen: set[Target] = set()
    for claim in held:
        if claim.kind.quantity == "mean" and claim.target is not None and claim.target not in seen:
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
    rows = [
        one for one in held if one.kind.quantity == "count" and one.target == Target(target.table)
    ]
    same = {one.kind.quantity: one for one in held if one.target == target}
    if not rows or "sd" not in same or variable.type != "integer" or variable.range is None:
        return None
    if variable.missing or variable.only_if:
        return None  # how many rows have a value is not printed
    printed = [int(same[one].printed.value) if one in same else None for one in _ENDS]
    low, high = (
        int(bound) if end is None else end
        for end, bound in zip(printed, variable.range, strict=True)
    )
    ends = frozenset(end for end in printed if end is not None)
    return Moments(int(rows[0].printed.value), mean, same["sd"], low, high, ends)
