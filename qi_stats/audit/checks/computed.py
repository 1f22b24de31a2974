"""Numbers that are said to be computed from other printed numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, cite_all, show_interval
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sizes import read_count
from qi_stats.audit.consistency.arithmetic import check_computed

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency.printed import Printed

_WORDS = {
    "sum": "the sum",
    "difference": "the difference",
    "ratio": "the ratio",
    "percent_change": "the change in percent",
    "percent_of": "the share in percent",
}


def examine_computed(claims: Claims, doubted: Collection[str] = ()) -> Iterator[Finding]:
    """Yield the numbers that their parts do not give; none of a part that is in doubt itself."""
    for claim in claims:
        computed = claim.computed
        if computed is None or not claim.is_exact or set(computed.parts) & set(doubted):
            continue
        parts = [claims.by_name[name] for name in computed.parts]
        if not all(one.is_exact and one.kind.quantity is not None for one in parts):
            continue
        found = check_computed(_read(claim), computed.operation, [_read(one) for one in parts])
        if found.is_right or found.possible is None:
            continue
        names, word = (claim.name, *computed.parts), _WORDS[computed.operation]
        tail = f"{word} of {cite_all(claims, computed.parts)} is {show_interval(found.possible)}"
        if found.is_truncated:
            message = f"{cite(claim)}: {tail}, so a number was cut off, not rounded."
            yield Finding("truncated", names, message, found)
        else:
            yield Finding("contradiction", names, f"{cite(claim)}: {tail}.", found)


def _read(claim: Claim) -> Printed | int:
    """Return the printed number; of a count the whole number that it is."""
    count = read_count(claim)
    return claim.printed if count is None else count
