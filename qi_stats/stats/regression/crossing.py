"""Where a curve that falls from its top reaches a limit: the bounds of a profile interval."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from scipy.optimize import brentq

if TYPE_CHECKING:
    from collections.abc import Callable

_MAX_DOUBLINGS = 60
_PRECISION = 1e-14


def find_crossing(
    fall: Callable[[float], float], *, start: float, step: float, limit: float
) -> float | None:
    """Find where a fall from the top reaches a limit.

    Parameters
    ----------
    fall
        Grows in the direction of `step`, from less than `limit` to more.
    start
        Where the search begins, on either side of the crossing.
    step
        First stride; its sign is the direction in which `fall` grows.
    limit
        The fall to reach.

    Returns
    -------
    float or None
        The crossing; None if it lies beyond any stride that makes sense.
    """
    inside, outside = start, start + step
    for doubling in range(_MAX_DOUBLINGS):
        stride = step * 2.0**doubling
        if fall(inside) >= limit:
            inside, outside = inside - stride, inside
        elif fall(outside) < limit:
            inside, outside = outside, outside + stride
        else:
            return _refine_crossing(fall, inside, outside, limit)
    return None


def _refine_crossing(
    fall: Callable[[float], float], inside: float, outside: float, limit: float
) -> float | None:
    for _ in range(_MAX_DOUBLINGS):
        if math.isfinite(fall(outside)):
            crossing: float = brentq(lambda v: fall(v) - limit, inside, outside, xtol=_PRECISION)
            return crossing
        middle = (inside + outside) / 2
        if fall(middle) < limit:
            inside = middle
        else:
            outside = middle
    return None
