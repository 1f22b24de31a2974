"""True values → printed text, exactly: the way that the tests of single numbers go back."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor, isqrt
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from qi_stats.audit.consistency.printed import Policy


@dataclass(frozen=True, slots=True)
class Root:
    """The square root of a fraction, as an SD is of its variance."""

    square: Fraction


HalfDown: TypeAlias = Literal["half_down"]

_DIGITS = 12


def make_exact(value: float) -> Fraction:
    """Return the number at 12 significant digits, as `qi_stats.rounding` prints from."""
    return Fraction(Decimal(f"{value:.{_DIGITS}g}"))


def print_true(value: Fraction | Root, places: int, policy: Policy | HalfDown) -> str:
    """Return a value with `places` decimals under `policy`; no value is rounded twice.

    "half_down" is what a program may do with a half that it holds as a binary number below it.

    Examples
    --------
    >>> print_true(Fraction(5, 2), 0, "half_up"), print_true(Fraction(5, 2), 0, "half_even")
    ('3', '2')
    >>> print_true(Root(Fraction(2)), 3, "half_up"), print_true(Root(Fraction(2)), 3, "truncation")
    ('1.414', '1.414')
    """
    if isinstance(value, Root):
        scaled = value.square * 100**places
        whole = isqrt(floor(scaled))
        middle = (whole + Fraction(1, 2)) ** 2
    else:
        scaled = abs(value) * 10**places
        whole = floor(scaled)
        middle = whole + Fraction(1, 2)
    digits = whole + _rounds_up(scaled, middle, whole, policy)
    is_negative = isinstance(value, Fraction) and value < 0 and digits > 0
    return ("-" if is_negative else "") + _place_point(digits, places)


def _rounds_up(value: Fraction, middle: Fraction, whole: int, policy: Policy | HalfDown) -> bool:
    if policy == "truncation" or value < middle:
        return False
    return value > middle or policy == "half_up" or (policy == "half_even" and whole % 2 == 1)


def _place_point(digits: int, places: int) -> str:
    text = str(digits).rjust(places + 1, "0")
    return f"{text[:-places]}.{text[-places:]}" if places else text
