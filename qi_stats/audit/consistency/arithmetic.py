"""A number that a paper computes from others it prints: a sum, a difference, a percent change.

Each printed number stands for an interval, and the result for all that these leave; the paper
may have computed it from numbers that it did not round.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_stats.audit.consistency.p_value import Range, compare_ranges
from qi_stats.audit.consistency.rounding import Rounding, read_number, span_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.result import Consistency

Operation: TypeAlias = Literal["sum", "difference", "ratio", "percent_change", "percent_of"]

_FORMULAS: dict[Operation, Callable[[Sequence[float]], float]] = {
    "sum": math.fsum,
    "difference": lambda one: one[0] - one[1],
    "ratio": lambda one: one[0] / one[1],
    "percent_change": lambda one: 100 * (one[1] - one[0]) / abs(one[0]),
    "percent_of": lambda one: 100 * one[0] / one[1],
}
"""What each operation gives; a percent change is from the first number to the second."""
_BELOW: dict[Operation, int] = {"ratio": 1, "percent_change": 0, "percent_of": 1}
"""Which number is divided by: where it may be 0, nothing is refuted."""
_UNSIGNED = frozenset({"difference", "percent_change"})


def check_computed(
    value: str | Printed | int, operation: Operation, parts: Sequence[str | Printed | int]
) -> Consistency:
    """Tell whether a number can be what an operation gives of others.

    Parameters
    ----------
    value
        As printed. Of differences and percent changes the sign may be left to the words.
    operation
        What the paper did.
    parts
        The numbers as printed: two, or more of a sum. Counts, which nobody rounds, as `int`.

    Raises
    ------
    ValueError
        If a text is no number or a bound, or there are not two parts.

    Examples
    --------
    >>> check_computed("-25", "percent_change", ["4.0", "3.0"]).is_right
    True
    >>> [check_computed(one, "sum", [2, 3]).is_right for one in ("5", 5, 6)]
    [True, True, False]
    """
    if len(parts) < 2 or (len(parts) > 2 and operation != "sum"):
        message = f"{operation} takes two numbers, not {len(parts)}"
        raise ValueError(message)
    printed, *numbers = (
        one if isinstance(one, int) else read_number(one) for one in (value, *parts)
    )
    is_unsigned = operation in _UNSIGNED and _span(printed, "binary")[1] > 0

    def bound(rounding: Rounding) -> tuple[Range, ...]:
        spans = [_span(one, rounding) for one in numbers]
        below = _BELOW.get(operation)
        if below is not None and spans[below][0] <= 0 <= spans[below][1]:
            return ()
        found = [_FORMULAS[operation](one) for one in product(*spans)]
        ends = min(found), max(found)
        return (ends, (-ends[1], -ends[0])) if is_unsigned and ends[0] < 0 else (ends,)

    return compare_ranges(lambda one: _span(printed, one), bound, "computed")


def _span(printed: Printed | int, rounding: Rounding) -> Range:
    if isinstance(printed, int):
        return float(printed), float(printed)
    return span_number(printed, rounding)
