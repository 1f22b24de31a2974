"""The only place where a number becomes text.

Rounding is half up (half away from zero) on the shortest decimal form at 12 significant digits,
so that 0.125 gives 0.13 and 2.675 gives 2.68 whatever their binary form.
The style is that of the AMA Manual of Style, 11th edition, chapter 19.
"""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from qi_files.errors import suggest

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNIFICANT_DIGITS = 12
NOT_ESTIMABLE = "not estimable"
MINUS = "\N{MINUS SIGN}"
INFINITY = "\N{INFINITY}"
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
AT_LEAST = "at_least_"
"""Before a rule: what is printed is a lower bound of the value, as "≥60.2"."""
AT_LEAST_SIGN = "\N{GREATER-THAN OR EQUAL TO}"


def format_number(value: float | None, fmt: str) -> str:
    """Return `value` as text by the rule called `fmt`.

    Parameters
    ----------
    value
        The number; a proportion between 0 and 1 for the percent rules. None is "not estimable".
    fmt
        One of `FORMATS`, with `AT_LEAST` before it for a lower bound; None needs no rule, as a
        missing text has none.

    Raises
    ------
    ValueError
        If `fmt` is unknown, if `value` is NaN, or if it is outside what the rule can print
        (a P value outside 0 to 1, a negative ratio).
    """
    if value is None:
        return NOT_ESTIMABLE
    if fmt.startswith(AT_LEAST):
        return AT_LEAST_SIGN + format_number(value, fmt.removeprefix(AT_LEAST))
    if fmt not in _RULES:
        hint = suggest(fmt, _RULES, f"choose one of {', '.join(_RULES)}")
        message = f"unknown number format “{fmt}”: {hint}"
        raise ValueError(message)
    if math.isnan(value):
        message = "NaN can't be printed: a number that can't be computed is None"
        raise ValueError(message)
    return _RULES[fmt](value)


def choose_rule(own: str, wanted: str | None) -> str:
    """Return the rule that an author wants, or a record's own; a lower bound stays one."""
    if wanted is None:
        return own
    return AT_LEAST + wanted if own.startswith(AT_LEAST) else wanted


def format_p_equals(value: float | None) -> str:
    """Return a P value with its sign, as it follows "P": "= .03", "< .001", "> .99".

    Raises
    ------
    ValueError
        If `value` is not between 0 and 1.
    """
    text = format_number(value, "p")
    if value is None:
        return text
    return f"{text[0]} {text[1:]}" if text[0] in "<>" else f"= {text}"


def format_interval(low: float | None, high: float | None, fmt: str) -> str:
    """Return an interval as "0.01-0.83"; with "to" where a bound is negative or infinite.

    Raises
    ------
    ValueError
        If a bound can't be printed by `fmt`, or if `low` is above `high`.
    """
    if low is None or high is None:
        return format_number(None, fmt)
    return "".join(format_bounds(low, high, fmt))


def format_bounds(low: float, high: float, fmt: str) -> tuple[str, str, str]:
    """Return the lower bound of an interval, what stands between the two, and the upper bound.

    Raises
    ------
    ValueError
        As `format_interval` does.
    """
    if low > high:
        message = f"the interval's lower bound {low} is above its upper bound {high}"
        raise ValueError(message)
    bounds = [format_number(bound, fmt) for bound in (low, high)]
    plain = not any(MINUS in bound or INFINITY in bound for bound in bounds)
    return bounds[0], "-" if plain else " to ", bounds[1]


def format_range(low: float, high: float, fmt: str) -> str:
    """Return a range as "0.01 to 0.83", with as many digits as it takes to tell its ends apart."""
    texts = [format_number(bound, fmt) for bound in (low, high)]
    shift, after = (2, "%") if fmt.startswith("percent") else (0, "")
    digits = 0
    while texts[0] == texts[1] and _to_decimal(low) != _to_decimal(high):
        digits += 1
        texts = [_print_fixed(bound, digits, shift, after) for bound in (low, high)]
    bare = fmt in {"p", "p4"}
    return " to ".join(text.removeprefix("0") if bare and digits else text for text in texts)


def round_half_up(value: float, digits: int) -> Decimal:
    """Return `value` rounded half up to `digits` decimals.

    The rounding starts from the decimal form at 12 significant digits.

    Raises
    ------
    ValueError
        If `value` is not finite.
    """
    if not math.isfinite(value):
        message = f"{value} can't be rounded"
        raise ValueError(message)
    return _quantize(_to_decimal(value), digits)


def _to_decimal(value: float) -> Decimal:
    """Return an integer exactly, another number at 12 significant digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{SIGNIFICANT_DIGITS}g}")


def _quantize(number: Decimal, digits: int) -> Decimal:
    """Round half up in a context wide enough for any number; zero carries no sign."""
    wide = Context(prec=max(number.adjusted(), 0) + digits + 2)
    rounded = number.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, wide)
    return abs(rounded) if rounded == 0 else rounded


def _print_fixed(value: float, digits: int, shift: int = 0, after: str = "") -> str:
    """Return `value` times 10 to the power `shift` with `digits` decimals and `after` behind."""
    if math.isinf(value):
        return (MINUS if value < 0 else "") + INFINITY
    number = _to_decimal(value).scaleb(shift)
    return f"{_quantize(number, digits):f}".replace("-", MINUS) + after


def _print_p(value: float) -> str:
    """Return a P value in AMA style: 2 digits, 3 below .01, no leading zero.

    A value on either side of .05 never reads .05: it gets as many digits as it takes to see which.
    """
    if not 0 <= value <= 1:
        message = f"a P value lies between 0 and 1, not {value}"
        raise ValueError(message)
    number = _to_decimal(value)
    if number < Decimal("0.001"):
        return "<.001"
    if number > Decimal("0.99"):
        return ">.99"
    digits = 3 if number < Decimal("0.01") else 2
    level = Decimal("0.05")
    while number != level == _quantize(number, digits):
        digits += 1
    return f"{_quantize(number, digits):f}".removeprefix("0")


def _print_grouped(value: float) -> str:
    """Return a whole number with narrow spaces between thousands, from five digits on (AMA)."""
    text = _print_fixed(value, 0)
    if len(text.removeprefix(MINUS)) < 5 or not math.isfinite(value):
        return text
    return f"{_to_decimal(value):,.0f}".replace(",", THIN_SPACE).replace("-", MINUS)


def _print_p4(value: float) -> str:
    """Return a P value with 4 digits, where it matters on which side of a rounding it lies."""
    text = _print_p(value)
    return text if text[0] in "<>" else _print_fixed(value, 4).removeprefix("0")


def _print_ratio(value: float) -> str:
    """Return a ratio with 2 decimals, none from 100 on, "<0.01" where 2 decimals read 0."""
    if value < 0:
        message = f"a ratio can't be negative, as {value} is"
        raise ValueError(message)
    if math.isfinite(value):
        rounded = round_half_up(value, 2)
        if rounded >= 100:
            return _print_fixed(value, 0)
        if rounded == 0 < value:
            return "<0.01"
    return _print_fixed(value, 2)


_RULES: dict[str, Callable[[float], str]] = {
    "integer": lambda value: _print_fixed(value, 0),
    "grouped": _print_grouped,
    "decimal1": lambda value: _print_fixed(value, 1),
    "decimal2": lambda value: _print_fixed(value, 2),
    "decimal3": lambda value: _print_fixed(value, 3),
    "percent0": lambda value: _print_fixed(value, 0, shift=2, after="%"),
    "percent1": lambda value: _print_fixed(value, 1, shift=2, after="%"),
    "p": _print_p,
    "p4": _print_p4,
    "ratio": _print_ratio,
}

FORMATS = tuple(_RULES)

FEWEST_FOR_DECIMALS = 20
"""Percentages of fewer rows have no decimals: one row is more than five points there."""


def fit_percent(fmt: str, rows: int) -> str:
    """Return the rounding rule `fmt`; that of a percentage without decimals if `rows` are few.

    Examples
    --------
    >>> fit_percent("percent1", 12), fit_percent("percent1", 24), fit_percent("p", 12)
    ('percent0', 'percent1', 'p')
    """
    return "percent0" if fmt == "percent1" and 0 < rows < FEWEST_FOR_DECIMALS else fmt
