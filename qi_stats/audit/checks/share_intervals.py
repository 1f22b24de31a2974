"""The interval of a percentage against its count and denominator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite
from qi_stats.audit.checks.effects import tell_interval
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import find_rows, find_whole
from qi_stats.audit.consistency import check_percent
from qi_stats.audit.consistency.ratio import is_inside
from qi_stats.audit.consistency.share_intervals import list_share_intervals

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.checks.sizes import Sizes
    from qi_stats.audit.claims.model import Claim


def examine_share_interval(claim: Claim, sizes: Sizes) -> Iterator[Finding]:
    """Yield that the interval of a percentage is none of its count by any usual formula.

    A percentage that its own count contradicts is told of elsewhere, and its interval is not held
    against that count.
    """
    bounds = claim.reported.bounds
    if bounds is None or claim.target is None or not (claim.is_exact and bounds.is_exact):
        return
    if not is_inside(claim.printed, bounds):
        message = f"{cite(claim)} lies outside its own interval, {bounds.text}."
        yield Finding("contradiction", (claim.name,), message)
        return
    part, whole = sizes.get(find_rows(claim.target)), sizes.get(find_whole(claim.target))
    if part is None or whole is None or part.exact is None or not whole.exact:
        return
    if not check_percent(claim.printed, whole.exact, part.exact).is_right:
        return
    found = list_share_intervals(part.exact, whole.exact, bounds.level)
    tried = [one.scale(100) for one in found if claim.reported.formula in {None, one.formula}]
    names = tuple(one for one in (*part.claims, *whole.claims) if one != claim.name)
    is_certain = claim.reported.formula is not None
    finding = tell_interval(claim, bounds, tried, names, is_certain=is_certain) if tried else None
    if finding is not None:
        yield finding
