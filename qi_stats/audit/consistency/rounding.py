"""Ways in which a value becomes its printed text, and what a text admits under each.

Three are the named policies of `printed`. `binary` is what most software does: it rounds the
binary number next to the value, so that a half goes up or down as that number happens to lie. It
admits whatever rounding half up or half to even admits, with both ends.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

from qi_stats.audit.consistency.printed import Interval, Printed, admit, read_printed

if TYPE_CHECKING:
    from collections.abc import Callable

Rounding: TypeAlias = Literal["half_up", "half_even", "binary", "truncation"]

ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)


@functools.lru_cache(maxsize=4096)
def admit_rounded(printed: Printed, rounding: Rounding) -> Interval:
    """Return the values that print as `printed` under `rounding`.

    Raises
    ------
    ValueError
        If `printed` is a bound, such as "<.001": it is no rounded value.
    """
    if printed.relation != "=":
        message = f"“{printed.text}” is a bound, not a rounded number"
        raise ValueError(message)
    if rounding == "binary":
        half = printed.step / 2
        return Interval(printed.value - half, printed.value + half, True, True)
    return admit(printed, rounding)


def admit_loosely(printed: Printed, rounding: Rounding) -> Interval:
    """Return the values that print as `printed` beside another number that is being tested.

    Rounding to the nearest admits both ends. Under truncation the number may be cut off as well
    as rounded, since a text may do the one here and the other there.
    """
    rounded = admit_rounded(printed, "binary")
    if rounding != "truncation":
        return rounded
    cut = admit_rounded(printed, rounding)
    return Interval(min(rounded.low, cut.low), max(rounded.high, cut.high), True, True)


def span_number(printed: Printed, rounding: Rounding) -> tuple[float, float]:
    """Return the least and the largest number that prints so beside others, as `admit_loosely`."""
    admitted = admit_loosely(printed, rounding)
    return float(admitted.low), float(admitted.high)


def select_roundings(holds: Callable[[Rounding], bool]) -> tuple[Rounding, ...]:
    """Return the ways of rounding under which `holds` is true, in the order of `ROUNDINGS`.

    What "binary" refutes the two named ways of rounding refute too, for it admits all they admit.
    """
    ways = ROUNDINGS if holds("binary") else (ROUNDINGS[-1],)
    return tuple(one for one in ways if one == "binary" or holds(one))


def read_number(text: str | Printed) -> Printed:
    """Return `text` as a printed number; see `read_printed`.

    Raises
    ------
    TypeError
        If it is a number and no text: a float does not tell how many digits were printed.
    ValueError
        If the text is no number.
    """
    if isinstance(text, Printed):
        return text
    if not isinstance(text, str):
        message = (
            f"{text!r} is a {type(text).__name__}, which has lost its printed digits: "
            "give the number as it is printed, in quotation marks (“3.50” is not “3.5”)"
        )
        raise TypeError(message)
    return read_printed(text)
