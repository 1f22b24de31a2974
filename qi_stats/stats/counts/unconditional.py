"""Exact tests of a 2×2 table that fix one margin only: Boschloo's and Barnard's."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy import optimize, special

from qi_stats.stats.arrays import check_choice, read_table
from qi_stats.stats.counts.fisher import CERTAIN, find_empty_margin
from qi_stats.stats.counts.hypergeometric import LIKELY, log_choose
from qi_stats.stats.counts.results import UnconditionalTest

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from qi_stats.stats.arrays import Counts, Sample

    Region = NDArray[np.bool_]

Fixed = Literal["rows", "columns"]

_FIXED = ("rows", "columns")
_ORDERINGS = {
    "minlike": "tables ordered by Fisher's two-sided P",
    "doubled": "twice the smaller of the two one-sided tests",
}
_STATISTICS = {
    "pooled": "tables ordered by |z| with pooled variance",
    "unpooled": "tables ordered by |z| with unpooled variance",
}
_INFINITE = "The outcome does not vary within the groups, so z is infinite."
MOST_TABLES = 4_000_000
"""Tables beyond which the tests are not made: some seconds, and 300 MB."""
TOO_MANY = (
    "The test would weigh {tables:,} tables; {most:,} are weighed at most, which takes seconds and "
    "300 MB: use Fisher's or the chi-square test."
)
LONG = 300
"""Tables with one sum beyond which they are put in order, and not compared with each other."""
_STEPS = 1001
_PEAKS = 5
_NUISANCE_DIGITS = 6  # a maximum is flat: its height is exact to 1e-15, its place to 1e-8
_ROUNDING = 1e-12  # relative, of a sum of binomial chances


def boschloo_exact(
    table: ArrayLike,
    *,
    two_sided: Literal["minlike", "doubled"] = "minlike",
    fixed: Fixed = "rows",
) -> UnconditionalTest:
    """Test a 2×2 table by Boschloo's exact test, never less powerful than Fisher's.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    two_sided
        "minlike" (default; R's `Exact::exact.test(method = "boschloo")`): tables ordered by
        Fisher's two-sided P; or "doubled" (`scipy.stats.boschloo_exact`, and `tsmethod = "central"`
        of R's `exact2x2::boschloo`): twice the smaller of the two one-sided tests.
    fixed
        The margin that the design fixes: "rows" (two groups of given size) or "columns".

    Returns
    -------
    UnconditionalTest
        `statistic` is Fisher's P that orders the tables, `p` the largest chance over the common
        risk, `nuisance` that risk. With a warning, P is 1 where all outcomes are the same, and None
        where a group is empty, or where more than four million tables would be weighed.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts, or an argument is unknown.

    References
    ----------
    Boschloo (1970), Statistica Neerlandica 24:1-9.
    """
    check_choice("two_sided", two_sided, _ORDERINGS)
    check_choice("fixed", fixed, _FIXED)
    counts = read_table(table, (2, 2))
    definition = f"Boschloo's exact test, {_ORDERINGS[two_sided]}, {fixed} fixed"
    problem = find_empty_margin(counts)
    if problem:
        return _report_margins(counts if fixed == "rows" else counts.T, definition, problem)
    if (excess := _find_excess(counts, fixed)) is not None:
        return UnconditionalTest(definition=definition, warnings=(excess,))
    sides = ("both",) if two_sided == "minlike" else ("less", "greater")
    oriented = counts if fixed == "rows" else counts.T
    found = min((_test_by_fisher(oriented, side) for side in sides), key=lambda each: each[1])
    statistic, p, nuisance = found
    return UnconditionalTest(
        statistic=statistic, p=min(1.0, len(sides) * p), nuisance=nuisance, definition=definition
    )


def barnard_exact(
    table: ArrayLike,
    *,
    statistic: Literal["pooled", "unpooled"] = "pooled",
    fixed: Fixed = "rows",
) -> UnconditionalTest:
    """Test a 2×2 table by Barnard's exact test with the score (z) ordering.

    Barnard's own ordering (CSM) is another one; the score ordering is the default of R's
    `Exact::exact.test` ("z-pooled") and of `scipy.stats.barnard_exact`.

    Parameters
    ----------
    table
        Counts, shape (2, 2): rows are groups, the first column is the event.
    statistic
        Variance of z: "pooled" (default) or "unpooled".
    fixed
        The margin that the design fixes: "rows" (two groups of given size) or "columns".

    Returns
    -------
    UnconditionalTest
        `statistic` is z, positive where the first group has more events; `p` is the largest chance
        of |z| or more over the common risk, `nuisance` that risk. With a warning, P is 1 where all
        outcomes are the same, and None where a group is empty, or where more than four million
        tables would be weighed.

    Raises
    ------
    ValueError
        If the table is not 2×2 counts, or an argument is unknown.

    References
    ----------
    Barnard (1945), Nature 156:177. Suissa and Shuster (1985), J R Stat Soc A 148:317-327.
    """
    check_choice("statistic", statistic, _STATISTICS)
    check_choice("fixed", fixed, _FIXED)
    counts = read_table(table, (2, 2))
    definition = f"Barnard's exact test, {_STATISTICS[statistic]}, {fixed} fixed"
    problem = find_empty_margin(counts)
    if problem:
        return _report_margins(counts if fixed == "rows" else counts.T, definition, problem)
    if (excess := _find_excess(counts, fixed)) is not None:
        return UnconditionalTest(definition=definition, warnings=(excess,))
    oriented = counts if fixed == "rows" else counts.T
    z = _tabulate_z(oriented, pooled=statistic == "pooled")
    observed = float(z[tuple(oriented[:, 0])])
    p, nuisance = _maximize_chance(np.abs(z) >= abs(observed) / LIKELY)
    infinite = math.isinf(observed)
    return UnconditionalTest(
        statistic=None if infinite else observed,
        p=p,
        nuisance=nuisance,
        definition=definition,
        warnings=(_INFINITE,) if infinite else (),
    )


def _find_excess(counts: Counts, fixed: Fixed) -> str | None:
    """Say how many tables the test would weigh, if they are too many."""
    first, second = counts.sum(axis=1 if fixed == "rows" else 0).tolist()
    tables = (first + 1) * (second + 1)
    return TOO_MANY.format(tables=tables, most=MOST_TABLES) if tables > MOST_TABLES else None


def _report_margins(counts: Counts, definition: str, problem: str) -> UnconditionalTest:
    """Return P of 1 where nothing tells two groups apart: every table is as extreme as this one."""
    if not counts.sum(axis=1).all():
        return UnconditionalTest(definition=definition, warnings=(problem,))
    return UnconditionalTest(p=1.0, definition=definition, warnings=(problem, CERTAIN))


def _test_by_fisher(counts: Counts, side: str) -> tuple[float, float, float]:
    """Return Fisher's P of the observed table, Boschloo's P and the common risk behind it."""
    ordering = _tabulate_fisher(counts, side)
    observed = float(ordering[tuple(counts[:, 0])])
    return observed, *_maximize_chance(ordering <= observed * LIKELY)


def _tabulate_fisher(counts: Counts, side: str) -> Sample:
    """Return Fisher's P of every pair of event counts, shape (n1 + 1, n2 + 1)."""
    n1, n2 = counts.sum(axis=1).tolist()
    conditional = _tabulate_conditional(n1, n2)
    table = np.empty_like(conditional)
    for events in range(n1 + n2 + 1):
        first = np.arange(max(0, events - n2), min(n1, events) + 1)
        chances = conditional[first, events - first]
        if side == "both":
            p = _add_likely(chances)
        else:
            p = np.cumsum(chances) if side == "less" else np.cumsum(chances[::-1])[::-1]
        table[first, events - first] = p
    return table


def _add_likely(chances: Sample) -> Sample:
    """Return for each table the chance of all that are at most as likely."""
    if len(chances) > LONG:
        ordered = np.sort(chances)
        before = np.searchsorted(ordered, chances * LIKELY, side="right")
        return np.asarray(np.cumsum(ordered)[before - 1], dtype=np.float64)
    likely = chances[:, None] <= chances[None, :] * LIKELY
    return np.asarray((chances[:, None] * likely).sum(axis=0), dtype=np.float64)


def _tabulate_conditional(n1: int, n2: int) -> Sample:
    """Return the chance of every pair of event counts given their sum, shape (n1 + 1, n2 + 1).

    It is hypergeometric: the common risk has no part in it.
    """
    first, second = np.arange(n1 + 1.0)[:, None], np.arange(n2 + 1.0)
    ways = log_choose(n1, first) + log_choose(n2, second)
    return np.asarray(np.exp(ways - log_choose(n1 + n2, first + second)), dtype=np.float64)


def _tabulate_z(counts: Counts, *, pooled: bool) -> Sample:
    """Return z of every pair of event counts, shape (n1 + 1, n2 + 1); 0 / 0 is 0."""
    n1, n2 = counts.sum(axis=1).tolist()
    p1, p2 = np.meshgrid(np.arange(n1 + 1) / n1, np.arange(n2 + 1) / n2, indexing="ij")
    if pooled:
        risk = (p1 * n1 + p2 * n2) / (n1 + n2)
        variance = risk * (1 - risk) * (1 / n1 + 1 / n2)
    else:
        variance = p1 * (1 - p1) / n1 + p2 * (1 - p2) / n2
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(p1 == p2, 0.0, (p1 - p2) / np.sqrt(variance))


def _maximize_chance(region: Region) -> tuple[float, float]:
    """Return the largest chance of a region over the common risk, and the smallest such risk.

    That risk is the least of the grid and the peaks whose chance is within rounding of the largest:
    0 where the chance is 1 at every risk. The chance is the sum of the region's shares given the
    number of events, times the binomial chances of the numbers of events. A grid finds the peaks,
    and each of the highest is refined.
    """
    n1, n2 = region.shape[0] - 1, region.shape[1] - 1
    events = np.add.outer(np.arange(n1 + 1), np.arange(n2 + 1))[region]
    counted = np.bincount(events, _tabulate_conditional(n1, n2)[region], n1 + n2 + 1)
    shares = np.asarray(counted, dtype=np.float64)
    grid = np.linspace(0.0, 1.0, _STEPS)
    chances = _weigh(shares, grid)
    found = [(float(chances.max()), float(grid[chances.argmax()]))]
    for peak in _find_peaks(chances):
        refined = optimize.minimize_scalar(
            lambda risk: -float(_weigh(shares, np.array([risk]))[0]),
            bounds=(float(grid[max(peak - 1, 0)]), float(grid[min(peak + 1, _STEPS - 1)])),
            method="bounded",
            options={"xatol": 1e-12},
        )
        found.append((-float(refined.fun), float(refined.x)))
    best = max(found)[0]
    peaks = [risk for chance, risk in found if chance > best * (1 - 1e-9)]
    plateau = grid[chances >= best * (1 - _ROUNDING)]  # else rounding would choose a place on it
    nuisance = min([*peaks, *plateau.tolist()])
    return min(1.0, best), round(nuisance, _NUISANCE_DIGITS)


def _weigh(shares: Sample, risks: Sample) -> Sample:
    """Return the mean of the shares over a binomial number of events, for each risk."""
    n = len(shares) - 1
    events = np.arange(n + 1.0)
    logs = special.xlogy(events, risks[:, None]) + special.xlog1py(n - events, -risks[:, None])
    return np.asarray(np.exp(log_choose(n, events) + logs) @ shares, dtype=np.float64)


def _find_peaks(chances: Sample) -> list[int]:
    """Return where the highest local maxima of a curve stand."""
    padded = np.concatenate([[-1.0], chances, [-1.0]])
    peaks = np.flatnonzero((chances >= padded[:-2]) & (chances >= padded[2:]))
    return [int(each) for each in peaks[np.argsort(chances[peaks])[::-1][:_PEAKS]]]
