"""DEBIT: whether a printed mean and SD can be those of n zeros and ones.

The sum of squares of zeros and ones is their sum S, so that SD² = S (n - S) / (n (n - 1)).
Source: Heathers & Brown (2019), DEBIT: a simple consistency test for binary data, osf.io/5vb3u.
Their test lets the true mean be any number; here it is a whole number of ones out of n.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.consistency.grim import list_totals
from qi_stats.audit.consistency.grimmer import bound_squares, span_sds
from qi_stats.audit.consistency.result import Consistency
from qi_stats.audit.consistency.rounding import (
    Rounding,
    admit_rounded,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from qi_stats.audit.consistency.printed import Printed


def check_debit(mean: str | Printed, sd: str | Printed, n: int) -> Consistency:
    """Tell whether `mean` and `sd` can be those of `n` values that are 0 or 1.

    Returns
    -------
    Consistency
        `possible` is the interval of true SDs.

    Raises
    ------
    ValueError
        If a text is no number or a bound, or `n` is below 2.

    Examples
    --------
    >>> check_debit("0.36", "0.11", n=20).is_right, check_debit("0.35", "0.49", n=20).is_right
    (False, True)
    """
    if n < 2:
        message = f"an SD needs n of at least 2, not {n}"
        raise ValueError(message)
    printed = read_number(mean), read_number(sd)
    roundings = select_roundings(lambda one: bool(_list_ones(*printed, n, one)))
    ones = [(one, one) for way in roundings for one in _list_ones(*printed, n, way)]
    return Consistency("debit", roundings, span_sds(ones, n) if ones else None)


def _list_ones(mean: Printed, sd: Printed, n: int, rounding: Rounding) -> list[int]:
    """Return the numbers of ones whose mean and SD print so."""
    allowed = admit_rounded(sd, rounding)
    totals = list_totals(mean, n, rounding)
    inside = range(max(totals.start, 0), min(totals.stop, n + 1))
    return [one for one in inside if one in bound_squares(allowed, n, one)]
