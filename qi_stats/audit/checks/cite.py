"""Claims in the words of a finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import quote

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency import Statistic
    from qi_stats.audit.consistency.printed import Interval


def cite(claim: Claim) -> str:
    """Return the claim as “41.7%” (Table: Men)."""
    return f"{quote(claim.text)} ({claim.place}: {claim.says})"


def cite_all(claims: Claims, names: tuple[str, ...]) -> str:
    """Return the claims of these names, each as `cite` has it."""
    return ", ".join(cite(claims.by_name[name]) for name in names)


_SIGNS = {"f": "F", "chi2": "χ²", "g": "G"}


def show_statistic(statistic: Statistic) -> str:
    """Return a test statistic as "χ² = 4.21"."""
    sign = _SIGNS.get(statistic.test, statistic.test)
    return f"{sign} {statistic.value.relation} {statistic.value.text.lstrip('<> ')}"


def show_interval(interval: Interval | None, digits: int = 3) -> str:
    """Return an interval as "0.031 to 0.042", at so many significant digits."""
    if interval is None:
        return "nothing"
    return show_range((float(interval.low), float(interval.high)), digits)


def show_range(ends: tuple[float, float], digits: int = 3) -> str:
    """Return two ends as "0.031 to 0.042", at so many significant digits."""
    low, high = (f"{one:.{digits}g}" for one in ends)
    return low if low == high else f"{low} to {high}"
