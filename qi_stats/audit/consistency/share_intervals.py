"""Intervals of one proportion from its count, by every usual formula.

Sources: Wilson (1927), Journal of the American Statistical Association 22, 209-212; Clopper &
Pearson (1934), Biometrika 26, 404-413; Newcombe (1998), Statistics in Medicine 17, 857-872;
Agresti & Coull (1998), American Statistician 52, 119-126; Brown, Cai & DasGupta (2001),
Statistical Science 16, 101-133.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qi_stats.audit.consistency.formulas import NamedInterval, find_quantile

if TYPE_CHECKING:
    from collections.abc import Iterator


def list_share_intervals(count: int, n: int, level: float) -> list[NamedInterval]:
    """Return the intervals of the proportion `count` of `n`, as fractions.

    Parameters
    ----------
    count, n
        How many of how many; `n` of at least 1.
    level
        In percent.

    Examples
    --------
    >>> found = list_share_intervals(10, 24, 95)
    >>> [one.show() for one in found if one.formula == "exact"][0]
    '0.221 to 0.634 (Clopper and Pearson)'
    """
    from qi_stats.stats.description.proportions import bound_clopper_pearson, bound_wilson

    share, clopper = level / 100, "Clopper and Pearson"
    return [
        *_list_wald(count, n, level),
        NamedInterval("Wilson", "score", bound_wilson(count, n, share)),
        NamedInterval("Wilson, corrected", "score", bound_wilson_corrected(count, n, share)),
        NamedInterval(clopper, "exact", bound_clopper_pearson(count, n, share)),
        NamedInterval("mid-P", "exact", _bound_mid_p(count, n, share), 1e-9),
        NamedInterval("Jeffreys", "exact", _bound_jeffreys(count, n, share)),
    ]


def _list_wald(count: int, n: int, level: float) -> Iterator[NamedInterval]:
    """Yield the symmetric intervals; also cut at 0 and 1, and on the scale of log odds."""
    from scipy import special

    p, z = count / n, find_quantile(level)
    error = math.sqrt(p * (1 - p) / n)
    center = (count + z**2 / 2) / (n + z**2)
    wilson = z * math.sqrt(center * (1 - center) / (n + z**2))
    reaches = [("Wald", p, z * error), ("Wald, corrected for continuity", p, z * error + 0.5 / n)]
    reaches.append(("Agresti and Coull", center, wilson))
    if n > 1:
        t = float(special.stdtrit(n - 1, 0.5 + level / 200))
        reaches.append(("Student's t of zeros and ones", p, t * error * math.sqrt(n / (n - 1))))
    for name, middle, reach in reaches:
        whole = NamedInterval(name, "wald", (middle - reach, middle + reach))
        yield whole
        if whole.bounds[0] < 0 or whole.bounds[1] > 1:
            yield whole.cut(0, 1)
    if 0 < count < n:
        reach = z / math.sqrt(n * p * (1 - p))
        low, high = (float(special.expit(special.logit(p) + side * reach)) for side in (-1, 1))
        yield NamedInterval("Wald on the scale of log odds", "wald", (low, high))


def bound_wilson_corrected(count: int, n: int, level: float) -> tuple[float, float]:
    """Return Wilson's interval with continuity correction (Newcombe's method 4).

    `level` is a fraction.
    """
    z, p = find_quantile(100 * level), count / n
    scale, base = 2 * (n + z**2), 2 * n * p + z**2
    below = z * math.sqrt(max(z**2 - 2 - 1 / n + 4 * p * (n * (1 - p) + 1), 0.0)) + 1
    above = z * math.sqrt(max(z**2 + 2 - 1 / n + 4 * p * (n * (1 - p) - 1), 0.0)) + 1
    low = 0.0 if count == 0 else max(0.0, (base - below) / scale)
    high = 1.0 if count == n else min(1.0, (base + above) / scale)
    return low, high


def _bound_jeffreys(count: int, n: int, level: float) -> tuple[float, float]:
    from scipy import special

    tail, a, b = (1 - level) / 2, count + 0.5, n - count + 0.5
    low = 0.0 if count == 0 else float(special.betaincinv(a, b, tail))
    return low, 1.0 if count == n else float(special.betaincinv(a, b, 1 - tail))


def _bound_mid_p(count: int, n: int, level: float) -> tuple[float, float]:
    """Return the two p whose tail, less half the chance of the count, is half of 1 - level."""
    from scipy import optimize, special

    tail = (1 - level) / 2

    def above(p: float) -> float:
        """Return the mean of the chances of at least, and of more than, the count."""
        least = float(special.betainc(count, n - count + 1, p)) if count else 1.0
        more = float(special.betainc(count + 1, n - count, p)) if count < n else 0.0
        return (least + more) / 2

    low = optimize.brentq(lambda p: above(p) - tail, 0, 1, xtol=1e-14) if count else 0.0
    high = optimize.brentq(lambda p: above(p) - 1 + tail, 0, 1, xtol=1e-14) if count < n else 1.0
    return float(low), float(high)
