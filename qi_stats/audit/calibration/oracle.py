"""Whether any data could give what a paper prints: the audit's judge, by another way.

The tests of single numbers go back from the text. This goes forward: it lists every count and
every sample of whole numbers that there can be, computes what they give and compares the texts.
Only what an error changed is asked about, since the rest comes from data.
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from scipy import special

from qi_stats.audit.calibration.forward import Root, make_exact, print_true
from qi_stats.audit.calibration.papers import LEVELS
from qi_stats.audit.claims.kinds import SIGNIFICANCE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.audit.calibration.errors import Changed
    from qi_stats.audit.calibration.papers import Paper
    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.consistency.printed import Printed

Texts: TypeAlias = "Mapping[str, Claim]"
_EDGE = 1e-9


def is_possible(paper: Paper, changed: Changed) -> bool:
    """Return whether some data give every text of the paper with the `changed` claims in it."""
    claims = {**paper.claims, **changed}
    names = " ".join(changed)
    if any(one in names for one in ("_n", "percent")) or "n" in changed:
        return _counts_are_possible(claims) and _numbers_are_possible(
            claims, names, everywhere=True
        )
    return _numbers_are_possible(claims, names)


def _numbers_are_possible(claims: Texts, names: str, *, everywhere: bool = False) -> bool:
    n = _count(claims["n"])
    if (everywhere or "score" in names) and not any(list_pairs(claims, "score", n)):
        return False
    if (everywhere or "wait" in names) and not _groups_are_possible(claims):
        return False
    if "slope" in names and not _slope_is_possible(claims):
        return False
    return "ratio" not in names or _ratio_is_possible(claims)


def _count(claim: Claim) -> int:
    return int(claim.text)


def _prints(value: Fraction | Root, printed: Printed) -> bool:
    """Return whether the value prints so when rounded, a half either way."""
    return printed.value in (
        Fraction(print_true(value, printed.places, "half_down")),
        Fraction(print_true(value, printed.places, "half_up")),
    )


def _counts_are_possible(claims: Texts) -> bool:
    n = _count(claims["n"])
    wings = [_count(claims[f"{level}_n"]) for level in LEVELS["wing"]]
    arms = [_count(claims[f"arm_{level}_n"]) for level in LEVELS["arm"]]
    smokers, treated = _count(claims["smokers_n"]), _count(claims["treated_n"])
    if not n == sum(wings) == sum(arms) or treated > smokers or smokers > n:
        return False
    shares = [(count, n, level) for count, level in zip(wings, LEVELS["wing"], strict=True)]
    shares += [(smokers, n, "smokers"), (treated, smokers, "treated")]
    return _seasons_are_possible(claims, n) and all(
        total > 0 and _prints(Fraction(100 * count, total), claims[f"{name}_percent"].printed)
        for count, total, name in shares
    )


def _seasons_are_possible(claims: Texts, n: int) -> bool:
    """Return whether counts that are not printed have these percentages and add up to `n`."""
    sums = {0}
    for level in LEVELS["season"]:
        printed = claims[f"{level}_percent"].printed
        counts = [one for one in range(n + 1) if _prints(Fraction(100 * one, n), printed)]
        sums = {total + one for total in sums for one in counts}
    return n in sums


@lru_cache(maxsize=64)
def _reach(n: int, top: int) -> tuple[int, ...]:
    """Return for each sum of `n` whole numbers from 0 to `top` the set of its sums of squares.

    A set of numbers is the bits of one integer.
    """
    if n == 0:
        return (1,)
    before = _reach(n - 1, top)
    found = [0] * (n * top + 1)
    for total, squares in enumerate(before):
        for value in range(top + 1):
            found[total + value] |= squares << (value * value)
    return tuple(found)


def list_pairs(claims: Texts, name: str, n: int) -> Iterator[tuple[int, int]]:
    """Yield the sum and sum of squares of each sample that prints as the claims of `name`."""
    low, high = (_count(claims[f"{name}_{end}"]) for end in ("minimum", "maximum"))
    mean, sd = claims[f"{name}_mean"].printed, claims[f"{name}_sd"].printed
    width, limit = high - low, (n - 1) * (sd.value + sd.step) ** 2
    gaps = [max(abs(mean.value - end) - mean.step, Fraction(0)) for end in (low, high)]
    if n < 2 or width < 0 or sum(gap * gap for gap in gaps) > limit:
        return
    first, last = ((mean.value + side * mean.step) * n for side in (-1, 1))
    for total in range(math.floor(first), math.ceil(last) + 1):
        rest = total - n * low - width
        if not 0 <= rest <= (n - 2) * width or not _prints(Fraction(total, n), mean):
            continue
        squares = _reach(n - 2, width)[rest]
        for shifted in _list_bits(squares):
            full = shifted + width * width + 2 * low * (total - n * low) + n * low * low
            if _prints(Root(Fraction(n * full - total * total, n * (n - 1))), sd):
                yield total, full


def _list_bits(number: int) -> Iterator[int]:
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def _groups_are_possible(claims: Texts) -> bool:
    sizes = [_count(claims[f"arm_{level}_n"]) for level in LEVELS["arm"]]
    samples = [
        list(list_pairs(claims, f"wait_{level}", n))
        for level, n in zip(LEVELS["arm"], sizes, strict=True)
    ]
    p = claims["wait_p"]
    return any(
        _p_prints(_find_p(first, second, sizes, p.reported.test), p.printed)
        for first, second in product(*samples)
    )


def _find_p(
    first: tuple[int, int], second: tuple[int, int], sizes: list[int], method: str | None
) -> float:
    n1, n2 = sizes
    d1, d2 = (q - s * s / n for (s, q), n in zip((first, second), sizes, strict=True))
    a, b = d1 / n1 / (n1 - 1), d2 / n2 / (n2 - 1)
    df, error = n1 + n2 - 2.0, (d1 + d2) / (n1 + n2 - 2) * (1 / n1 + 1 / n2)
    if method == "welch":
        df, error = (a + b) ** 2 / (a * a / (n1 - 1) + b * b / (n2 - 1)), a + b
    t = (first[0] / n1 - second[0] / n2) / math.sqrt(error)
    return 2 * float(special.stdtr(df, -abs(t)))


def _p_prints(p: float, printed: Printed) -> bool:
    if printed.relation != "=":
        return p < printed.value if printed.relation == "<" else p > printed.value
    near = abs(p - float(printed.value)) <= float(printed.step)
    return near and _prints(make_exact(p), printed)


def _slope_is_possible(claims: Texts) -> bool:
    """Walk from the least to the largest P of the statistic, on the side that the word names."""
    p, word = claims["slope_p"], claims["slope_word"]
    statistic = p.reported.statistic
    if statistic is None:
        return False
    half = statistic.value.step / 2
    df = [float(one.value) for one in statistic.df]
    ends = [float(statistic.value.value + side * half) for side in (1, -1)]
    low, high = (_find_tail(statistic.test, max(end, 0.0), df) for end in ends)
    if word.kind.bears_out(word, 0.0):
        high = min(high, SIGNIFICANCE)
    else:
        low = max(low, SIGNIFICANCE)
    return low <= high and _range_prints(low, high, p.printed)


def _find_tail(test: str, size: float, df: list[float]) -> float:
    if test == "t":
        return 2 * float(special.stdtr(df[0], -size))
    return (
        2 * float(special.ndtr(-size)) if test == "z" else float(special.fdtrc(df[0], df[1], size))
    )


def _range_prints(low: float, high: float, printed: Printed) -> bool:
    """Return whether some P value from `low` to `high` prints so; rounding keeps the order."""
    if printed.relation != "=":
        return low < printed.value if printed.relation == "<" else high > printed.value
    below = Fraction(print_true(make_exact(low * (1 - _EDGE)), printed.places, "half_down"))
    above = Fraction(print_true(make_exact(high * (1 + _EDGE)), printed.places, "half_up"))
    return below <= printed.value <= above


def _ratio_is_possible(claims: Texts) -> bool:
    """Ask a linear program for a log ratio and standard error that print so."""
    from scipy.optimize import linprog

    ratio, p = claims["ratio"], claims["ratio_p"].printed
    bounds = ratio.reported.bounds
    if bounds is None:
        return False
    reach = float(special.ndtri(0.975))
    rows, limits = [], []
    for slope, printed in ((0.0, ratio.printed), (-reach, bounds.low), (reach, bounds.high)):
        low, high = (float(printed.value + side * printed.step / 2) for side in (-1, 1))
        rows.append([1.0, slope])
        limits.append(math.log(high))
        if low > 0:
            rows.append([-1.0, -slope])
            limits.append(-math.log(low))
    least, most = (-float(special.ndtri(one / 2)) for one in _span_p(p))
    return any(
        linprog(
            [0, 0],
            A_ub=[*rows, [-sign, least], *([[sign, -most]] if math.isfinite(most) else [])],
            b_ub=[*limits, 0, *([0] if math.isfinite(most) else [])],
            bounds=[(None, None), (0, None)],
        ).success
        for sign in (1, -1)
    )


def _span_p(printed: Printed) -> tuple[float, float]:
    """Return the largest and the least P value that print so."""
    value, half = float(printed.value), float(printed.step) / 2
    if printed.relation == "<":
        return value, 0.0
    if printed.relation == ">":
        return 1.0, value
    return min(value + half, 1.0), max(value - half, 0.0)
