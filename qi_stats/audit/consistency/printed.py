"""Printed numbers: a text with its precision, and the values that could have been printed so.

A reported number is a string: "5.20" and "5.2" are different claims. How a value became that
string is a named policy. All arithmetic is exact.
"""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from typing import Literal, TypeAlias, get_args

Policy: TypeAlias = Literal["half_up", "half_even", "truncation"]

POLICIES: tuple[Policy, ...] = get_args(Policy)
_MODES = {"half_up": ROUND_HALF_UP, "half_even": ROUND_HALF_EVEN, "truncation": ROUND_DOWN}
_DIGITS = Context(prec=12)
_NUMBER = re.compile(r"([<>]?) ?([-−]?(?:\d+(?:,\d{3})*(?:\.\d+)?|\.\d+))%?")
_NAMES = {
    "no": 0, "none": 0, "zero": 0, "one": 1, "another": 1, "two": 2, "three": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
    "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed: its text, exact value, and the places after the decimal point.

    `relation` is "=", or "<" or ">" where only a bound is printed, as in "<.001".
    """

    text: str
    value: Fraction
    places: int
    relation: Literal["=", "<", ">"] = "="

    @property
    def step(self) -> Fraction:
        """One unit of the last printed place."""
        return Fraction(1, 10**self.places)


@dataclass(frozen=True, slots=True)
class Interval:
    """The exact values from `low` to `high`; a closed end belongs to it."""

    low: Fraction
    high: Fraction
    low_closed: bool
    high_closed: bool

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, int | Fraction):
            return False
        above = value >= self.low if self.low_closed else value > self.low
        below = value <= self.high if self.high_closed else value < self.high
        return above and below

    def integers(self) -> range:
        """Return the whole numbers inside."""
        first = math.ceil(self.low)
        last = math.floor(self.high)
        first += first == self.low and not self.low_closed
        last -= last == self.high and not self.high_closed
        return range(first, last + 1)

    def scale(self, factor: Fraction | int) -> Interval:
        """Return the interval with both ends times `factor`, which is positive."""
        return Interval(self.low * factor, self.high * factor, self.low_closed, self.high_closed)

    def shift(self, distance: Fraction | int) -> Interval:
        """Return the interval with both ends moved by `distance`."""
        return Interval(
            self.low + distance, self.high + distance, self.low_closed, self.high_closed
        )


@functools.lru_cache(maxsize=4096)
def read_printed(text: str) -> Printed:
    """Return the number that `text` prints; a number word up to twenty is a whole number.

    A percent sign is dropped, so "62.5%" has the value 62.5. "<.001" is a bound.

    Raises
    ------
    ValueError
        If `text` is no number.
    """
    word = text.strip().lower()
    if word in _NAMES:
        return Printed(text, Fraction(_NAMES[word]), 0)
    match = _NUMBER.fullmatch(word)
    if match is None:
        message = f"“{text}” is no number"
        raise ValueError(message)
    digits = match[2].replace(",", "").replace("−", "-")
    relation: Literal["=", "<", ">"] = "<" if match[1] == "<" else ">" if match[1] else "="
    return Printed(text, Fraction(digits), len(digits.partition(".")[2]), relation)


def admit(printed: Printed, policy: Policy = "half_up") -> Interval:
    """Return the values that print as `printed` under `policy`.

    `half_up` rounds halves away from zero, `half_even` to the even digit, `truncation` cuts off.

    Examples
    --------
    >>> admit(read_printed("3.4")).low
    Fraction(67, 20)
    """
    value, half = printed.value, printed.step / 2
    if policy == "half_even":
        even = (value / printed.step) % 2 == 0
        return Interval(value - half, value + half, even, even)
    reach = half if policy == "half_up" else printed.step
    inward = half if policy == "half_up" else Fraction(0)
    if value > 0:
        return Interval(value - inward, value + reach, True, False)
    if value < 0:
        return Interval(value - reach, value + inward, False, True)
    return Interval(-reach, reach, False, False)


def print_number(value: float, places: int, policy: Policy = "half_up") -> str:
    """Return `value` with `places` decimals under `policy`, from its 12 significant digits."""
    exact = _DIGITS.create_decimal(repr(float(value)))
    return str(exact.quantize(Decimal(1).scaleb(-places), rounding=_MODES[policy]))


def find_policies(value: float, printed: Printed) -> tuple[Policy, ...]:
    """Return the policies under which `value` prints as `printed`, in the order of `POLICIES`."""
    target = printed.value
    if printed.relation != "=":
        holds = value < target if printed.relation == "<" else value > target
        return POLICIES if holds else ()
    return tuple(
        policy
        for policy in POLICIES
        if Fraction(print_number(value, printed.places, policy)) == target
    )
