"""P values against the test statistic and degrees of freedom that they are printed with.

Source: Nuijten, Hartgerink, van Assen, Epskamp & Wicherts (2016), The prevalence of statistical
reporting errors in psychology (1985-2013), Behavior Research Methods 48, 1205-1226 (statcheck).
Every statistic that could have been printed so counts.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from qi_stats.audit.consistency.printed import Interval
from qi_stats.audit.consistency.result import Consistency, Technique
from qi_stats.audit.consistency.rounding import (
    ROUNDINGS,
    Rounding,
    admit_loosely,
    admit_rounded,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qi_stats.audit.consistency.printed import Printed

Test: TypeAlias = Literal["t", "z", "f", "chi2", "r", "g"]
Sides: TypeAlias = Literal[1, 2]
Range: TypeAlias = tuple[float, float]

TESTS: tuple[Test, ...] = get_args(Test)
DEGREES: dict[Test, int] = {"t": 1, "z": 0, "f": 2, "chi2": 1, "r": 1, "g": 1}
SIDED: frozenset[Test] = frozenset({"t", "z", "r"})
TOLERANCE = 1e-9  # the distributions are right to about 1e-12; a P is never refuted by less


@dataclass(frozen=True, slots=True)
class Statistic:
    """A test statistic as printed, with its degrees of freedom: none for z, two for F, else one."""

    test: Test
    value: Printed
    df: tuple[Printed, ...] = ()

    def __post_init__(self) -> None:
        if len(self.df) != DEGREES[self.test]:
            message = f"{self.test} takes {DEGREES[self.test]} degrees of freedom, not {self.df}"
            raise ValueError(message)


def read_statistic(test: Test, value: str, *df: str) -> Statistic:
    """Return the statistic that these texts print.

    Raises
    ------
    ValueError
        If a text is no number, or the degrees of freedom are not as many as the test has.
    """
    return Statistic(test, read_number(value), tuple(read_number(one) for one in df))


def check_p(p: str | Printed, statistic: Statistic, sides: Sides = 2) -> Consistency:
    """Tell whether `p` can be the P value of `statistic`.

    Parameters
    ----------
    p
        The P value as printed; "<.001" and ">.05" are bounds that it has to keep.
    statistic
        As printed. F and chi2 have one tail, so that `sides` does not matter for them.
    sides
        1 for a one-sided test in the direction of the statistic.

    Returns
    -------
    Consistency
        `possible` is the interval of P values that the statistic allows, whatever was printed.

    Raises
    ------
    ValueError
        If `p` is no number.

    Examples
    --------
    >>> statistic = read_statistic("t", "2.20", "28")
    >>> check_p(".036", statistic).is_right, check_p(".03", statistic).roundings
    (True, ('truncation',))
    >>> check_p(".018", statistic, sides=1).is_right
    True
    """

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        found = bound_p(statistic, sides, rounding)
        return () if found is None else (found,)

    return compare_p(read_number(p), bound, "p_value")


def compare_p(
    p: Printed, bound: Callable[[Rounding], Sequence[Range]], technique: Technique
) -> Consistency:
    """Tell whether some value in the ranges that `bound` gives for a rounding prints as `p`.

    `bound` is asked for "binary", when all numbers beside the P value were rounded, and for
    "truncation", when any of them may have been cut off; the P value is then rounded or cut off.
    """
    rounded = bound("binary")
    roundings = select_roundings(lambda one: _any_prints(p, rounded, one)) if rounded else ()
    if "truncation" in roundings:
        return Consistency(technique, roundings, _enclose(rounded))
    cut = bound("truncation")
    if _any_prints(p, cut, "binary") or _any_prints(p, cut, "truncation"):
        roundings = (*roundings, "truncation")
    return Consistency(technique, roundings, _enclose(rounded or cut))


def compare_ranges(
    given: Callable[[Rounding], Range],
    bound: Callable[[Rounding], Sequence[Range]],
    technique: Technique,
) -> Consistency:
    """Tell whether what is printed can be what other printed numbers leave of it.

    Both are asked for the range of true values when every number was rounded, and when any may
    have been cut off.
    """
    ways: tuple[Rounding, ...] = ("binary", "truncation")
    kept = [one for one in ways if _meet(given(one), bound(one))]
    roundings = ROUNDINGS if "binary" in kept else tuple(kept)
    return Consistency(technique, roundings, _enclose(bound("binary")))


def _meet(given: Range, ranges: Sequence[Range]) -> bool:
    """Return whether the ranges overlap, a rounding error of the computer aside."""
    slack = TOLERANCE * max(abs(given[0]), abs(given[1]))
    return any(given[0] - slack <= high and low <= given[1] + slack for low, high in ranges)


def _any_prints(p: Printed, ranges: Sequence[Range], rounding: Rounding) -> bool:
    return any(prints_as(p, one, rounding) for one in ranges)


def _enclose(ranges: Sequence[Range]) -> Interval | None:
    if not ranges:
        return None
    low, high = min(one[0] for one in ranges), max(one[1] for one in ranges)
    if math.isinf(high):
        return None
    return Interval(Fraction(low), Fraction(high), True, True)


def prints_as(p: Printed, possible: Range, rounding: Rounding) -> bool:
    """Return whether a P value between the ends of `possible` prints as `p`."""
    low, high = (
        end + side * TOLERANCE * abs(end) for end, side in zip(possible, (-1, 1), strict=True)
    )
    if p.relation == "<":
        return low < p.value
    if p.relation == ">":
        return high > p.value
    admitted = admit_rounded(p, rounding)
    reaches_up = high >= admitted.low if admitted.low_closed else high > admitted.low
    return reaches_up and (low <= admitted.high if admitted.high_closed else low < admitted.high)


def bound_p(statistic: Statistic, sides: Sides = 2, rounding: Rounding = "binary") -> Range | None:
    """Return the least and the largest P value of statistics that print so; None if there is none.

    The P value falls with the size of the statistic; degrees of freedom printed with decimals
    are tried at both ends.
    """
    sizes = _bound_size(statistic, rounding)
    if sizes is None:
        return None
    corners: list[list[float]] = [[]]
    for one in statistic.df:
        corners = [[*corner, end] for corner in corners for end in _bound_df(one, rounding)]
    found = [find_p(statistic.test, size, corner, sides) for size in sizes for corner in corners]
    return min(found), max(found)


def find_p(test: Test, size: float, df: list[float], sides: Sides = 2) -> float:
    """Return the P value of a statistic of this absolute size, which may be infinite."""
    from scipy import special

    if test == "z":
        return sides * float(special.ndtr(-size))
    if test == "t":
        return sides * float(special.stdtr(df[0], -size))
    if test == "r":
        slope = math.inf if size >= 1 else size * math.sqrt(df[0] / (1 - size * size))
        return sides * float(special.stdtr(df[0], -slope))
    if math.isinf(size):
        return 0.0
    if test == "f":
        return float(special.fdtrc(df[0], df[1], size))
    return float(special.chdtrc(df[0], size))


def _bound_size(statistic: Statistic, rounding: Rounding) -> Range | None:
    """Return the least and largest absolute value; the sign tells the direction only."""
    value = statistic.value
    largest = 1.0 if statistic.test == "r" else math.inf
    if value.relation == "<":
        return 0.0, abs(float(value.value))
    if value.relation == ">":
        return float(value.value), largest
    if statistic.test not in SIDED and value.value < 0:
        return None
    admitted = admit_loosely(value, rounding)
    low, high = sorted((abs(float(admitted.low)), abs(float(admitted.high))))
    low = 0.0 if 0 in admitted else low
    return (low, min(high, largest)) if low <= largest else None


def _bound_df(printed: Printed, rounding: Rounding) -> tuple[float, ...]:
    """Return the ends of what is admitted; whole degrees of freedom are exact."""
    if printed.places == 0:
        return (float(printed.value),)
    admitted = admit_loosely(printed, rounding)
    return max(float(admitted.low), 1e-6), float(admitted.high)
