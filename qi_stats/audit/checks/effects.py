"""Ratios and differences of proportions, and their intervals, against the printed counts.

Which group was compared with which, on which outcome, by which measure and which formula a paper
does not always say: every way that gives the printed estimate is tried.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.consistency.counts import MEASURES
from qi_stats.audit.consistency.effect_intervals import list_effect_intervals, list_effect_values
from qi_stats.audit.consistency.p_value import prints_as

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qi_stats.audit.checks.findings import Rank
    from qi_stats.audit.checks.groups import CountTable
    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.consistency import Bounds
    from qi_stats.audit.consistency.counts import Measure
    from qi_stats.audit.consistency.formulas import NamedInterval
    from qi_stats.audit.consistency.p_value import Range

MOST_COUNTED = 20_000
"""Of more rows the exact intervals take too long, so that none is compared."""
_list_effect_values = lru_cache(maxsize=256)(list_effect_values)


@dataclass(frozen=True, slots=True)
class Comparison:
    """A way to compare the groups: the counts, the measure, and 100 where it is in percent."""

    counts: tuple[tuple[int, ...], ...]
    measure: Measure
    scale: int = 1

    def list_values(self) -> list[Range]:
        """Return the estimates that are in use, each with the precision of its search."""
        found = _list_effect_values(self.counts, self.measure)
        return [(self.scale * low, self.scale * high) for low, high in found]

    def list_intervals(self, level: float) -> list[NamedInterval]:
        """Return the intervals by every usual formula."""
        found = list_effect_intervals(self.counts, self.measure, level)
        return [one.scale(self.scale) for one in found]


def examine_effect(claim: Claim, table: CountTable) -> Iterator[Finding]:
    """Yield that a ratio or difference is none of the counts, whichever way it was taken."""
    ways = list(list_comparisons(claim, table))
    values = {one: one.list_values() for one in ways}
    if not any(values.values()) or any(_prints(claim, listed) for listed in values.values()):
        return
    shown: dict[str, list[str]] = {}
    for way, listed in values.items():
        shown.setdefault(MEASURES[way.measure], []).extend(f"{low:.3g}" for low, _ in listed[:1])
    texts = (f"{name} {' or '.join(list(dict.fromkeys(one))[:2])}" for name, one in shown.items())
    message = f"{cite(claim)}: the counts have {', '.join(texts)}"
    if claim.reported.measure is None:
        message = f"{message}, unless it is adjusted or another measure"
    rank: Rank = "ambiguous" if claim.reported.measure is None else "impossible"
    yield Finding(rank, (claim.name, *table.claims), f"{message}.")


def list_comparisons(claim: Claim, table: CountTable) -> Iterator[Comparison]:
    """Yield every way in which the claim's estimate can have been taken from the counts."""
    stated, is_ratio = claim.reported.measure, claim.kind.quantity == "ratio"
    for measure in MEASURES:
        is_other = is_ratio == (measure == "risk_difference")
        if stated not in {None, measure} or is_other or claim.kind.quantity == "coefficient":
            continue
        # of the others, to turn the outcome around is to turn the groups around
        for columns in (1, -1) if measure == "risk_ratio" else (1,):
            for rows in (1, -1):
                counts = tuple(row[::columns] for row in table.counts[::rows])
                yield Comparison(counts, measure)
                if measure == "risk_difference":
                    yield Comparison(counts, measure, 100)


def _prints(claim: Claim, values: Iterable[Range]) -> bool:
    return any(prints_as(claim.printed, one, "binary") for one in values)


def examine_effect_interval(
    claim: Claim, table: CountTable, bounds: Bounds
) -> tuple[bool, Finding | None]:
    """Return whether counts and formulas settle the interval, and what is wrong with it.

    Where the estimate itself is none of the counts, it may be adjusted, and nothing is settled.
    """
    if sum(map(sum, table.counts)) > MOST_COUNTED:
        return False, None
    ways = [one for one in list_comparisons(claim, table) if _prints(claim, one.list_values())]
    listed = [found for way in ways for found in way.list_intervals(bounds.level)]
    tried = [one for one in listed if claim.reported.formula in {None, one.formula}]
    if not tried:
        return False, None
    is_certain = None not in {claim.reported.measure, claim.reported.formula}
    return True, tell_interval(claim, bounds, tried, table.claims, is_certain=is_certain)


def tell_interval(
    claim: Claim,
    bounds: Bounds,
    tried: list[NamedInterval],
    others: tuple[str, ...],
    *,
    is_certain: bool,
) -> Finding | None:
    """Return that an interval is none of those tried, all of which it names; None if it is one."""
    if any(one.prints(bounds, "binary") for one in tried):
        return None
    names = (claim.name, *others)
    text = f"the interval {bounds.text}"
    cut = next((one for one in tried if one.prints(bounds, "truncation")), None)
    if cut is not None:
        message = f"{cite(claim)}: {text} is {cut.show()} cut off, not rounded."
        return Finding("truncated", names, message)
    shown = ", ".join(dict.fromkeys(one.show() for one in tried))
    message = f"{cite(claim)}: {text} is none that these counts give, which are {shown}"
    if is_certain:
        return Finding("impossible", names, f"{message}.")
    message = f"{message}, unless it is adjusted or computed in another way."
    return Finding("ambiguous", names, message)
