"""What is known of a variable whose highest values were stored as a cap: lower bounds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.plan.arrays import read_numbers
from qi_stats.rounding import AT_LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from qi_stats.codebook import Variable
    from qi_stats.ledger import Record

CAPPED = "capped"
_ALWAYS = frozenset({"mean", "sd"})
"""A cap lowers the mean, and the SD: it brings no two values further apart."""
_IN_ORDER = frozenset({"q1", "median", "q3", "max", "whisker_high"})
_INTERVAL = frozenset({"se", "low", "high"})


def bound_capped(
    records: Iterable[Record], variable: Variable, rows: pd.DataFrame
) -> Iterator[Record]:
    """Yield the records of a number's description, as lower bounds where a cap lowered them.

    The value stays what was computed; its rounding rule and a warning say what it is. Mean and SD
    are bounds if any row holds the cap, a quartile or the maximum if it lies above all other
    values. The interval of the mean is one of the values as they are stored.
    """
    cap = variable.range[1] if variable.identifier == CAPPED and variable.range else None
    values = [] if cap is None else read_numbers(rows, variable).tolist()
    number = sum(value == cap for value in values)
    if not number:
        yield from records
        return
    highest = max((value for value in values if value != cap), default=float("-inf"))
    rows_in_words = f"{number} {'row' if number == 1 else 'rows'}"
    means = f"{cap:g} stands for {cap:g} or more in {rows_in_words}"
    for record in records:
        is_raised = isinstance(record.stat, int | float) and record.stat > highest
        if record.stat_name in _ALWAYS or (record.stat_name in _IN_ORDER and is_raised):
            warning = f"{means}, so that the true value is this or higher."
            yield replace(record, fmt=AT_LEAST + record.fmt, warnings=(*record.warnings, warning))
        elif record.stat_name in _INTERVAL:
            warning = f"{means}: this is computed from the values as they are stored."
            yield replace(record, warnings=(*record.warnings, warning))
        else:
            yield record
