"""P values of a table of counts by every test in use, each with its name.

Boschloo's and Barnard's tests depend on how tables are ordered and on which margin the groups
are, so that each of the ways has a P value of its own.
Sources: Lancaster (1961), Journal of the American Statistical Association 56, 223-234; Boschloo
(1970), Statistica Neerlandica 24, 1-9; Barnard (1945), Nature 156, 177.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.counts import NAMES, compute_count_tests, find_effect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.consistency.counts import CountTest, Table
    from qi_stats.audit.consistency.p_value import Sides

MOST_UNCONDITIONAL = 300
"""Rows up to which the tests that fix one margin are computed; beyond they take seconds."""
_HALVED = frozenset({"pearson", "yates", "n_minus_1", "wald"})
_MARGINS = (("rows", "groups"), ("columns", "outcomes"))


@dataclass(frozen=True, slots=True)
class NamedP:
    """A P value, the test that gives it, and what readers call that."""

    test: CountTest
    name: str
    p: float


def list_count_p(table: Table, stated: CountTest | None = None, sides: Sides = 2) -> list[NamedP]:
    """Return the P values of the tests that take no search, or of the one that is stated.

    Parameters
    ----------
    table
        Counts by row and column.
    stated
        The test that the paper names.
    sides
        1 for a one-sided test of two groups in the direction of the counts.

    Examples
    --------
    >>> [f"{one.p:.3f} ({one.name})" for one in list_count_p([[7, 3], [2, 8]], "pearson")]
    ['0.025 (χ²)']
    """
    is_small = len(table) == len(table[0]) == 2
    found = [
        NamedP(test, NAMES[test], _halve(test, one.p, sides) if is_small else one.p)
        for test, one in compute_count_tests(table).items()
        if test != "fisher" or sides == 2
    ]
    if is_small and found:
        found += _list_small(table, sides)
    listed = [one for one in found if stated in {None, one.test}]
    return listed or ([] if stated is None else list(list_unconditional(table, stated)))


def _halve(test: CountTest, p: float, sides: Sides) -> float:
    return p / 2 if sides == 1 and test in _HALVED else p


def _list_small(table: Table, sides: Sides) -> Iterator[NamedP]:
    """Yield Wald's test of the log odds ratio, mid-P, and Fisher's in one direction."""
    import numpy as np
    from scipy import special, stats

    from qi_stats.stats.counts.fisher import fisher_exact, fisher_mid_p

    effect = find_effect(table, "odds_ratio")
    if effect is not None:
        z = abs(math.log(effect.value)) / effect.error
        yield NamedP("wald", NAMES["wald"], sides * float(special.ndtr(-z)))
    mid = fisher_mid_p(table)
    if mid.p is not None:
        yield NamedP("mid_p", NAMES["mid_p"], mid.p * sides / 2)
    if sides == 1:
        ways = (stats.fisher_exact(np.asarray(table), one)[1] for one in ("less", "greater"))
        yield NamedP("fisher", f"{NAMES['fisher']}, one-sided", float(min(ways)))
        return
    central = fisher_exact(table, two_sided="central")
    if central.p is not None:
        yield NamedP("fisher", f"{NAMES['fisher']}, twice the smaller tail", central.p)


def list_unconditional(table: Table, stated: CountTest | None = None) -> Iterator[NamedP]:
    """Yield the P values of Boschloo's and Barnard's tests, each by its ordering and margin.

    None of larger tables than 2 by 2, and of more than `MOST_UNCONDITIONAL` rows.
    """
    from qi_stats.stats.counts.unconditional import barnard_exact, boschloo_exact

    if len(table) != 2 or len(table[0]) != 2 or sum(map(sum, table)) > MOST_UNCONDITIONAL:
        return
    for fixed, margin in _MARGINS:
        if stated in {None, "boschloo"}:
            for way, said in (("minlike", "by Fisher's two-sided P"), ("doubled", "doubled")):
                found = boschloo_exact(table, two_sided=way, fixed=fixed)  # type: ignore[arg-type]
                if found.p is not None:
                    name = f"{NAMES['boschloo']} {said}, {margin} fixed"
                    yield NamedP("boschloo", name, found.p)
        if stated in {None, "barnard"}:
            for way in ("pooled", "unpooled"):
                found = barnard_exact(table, statistic=way, fixed=fixed)  # type: ignore[arg-type]
                if found.p is not None:
                    name = f"{NAMES['barnard']} with {way} z, {margin} fixed"
                    yield NamedP("barnard", name, found.p)
