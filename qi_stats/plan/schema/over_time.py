"""A series over time: its variables looked up, and what can't be charted refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.errors import InputErrors
from qi_stats.plan.schema import check
from qi_stats.plan.schema.analyses import OverTime

if TYPE_CHECKING:
    from qi_stats.plan.schema.lookup import Lookup
    from qi_stats.plan_file.over_time import OverTimeSpec


def resolve_over_time(lookup: Lookup, spec: OverTimeSpec, shared: dict[str, Any]) -> OverTime:
    """Return the series with every name looked up; errors stay with `lookup`."""
    order = lookup.find_variable(spec.order, "order")
    value = lookup.find_variable(spec.value, "value")
    size = None if spec.size is None else lookup.find_variable(spec.size, "size")
    for key, variable in (("value", value), ("size", size)):
        if variable is not None and not variable.is_numeric:
            found, do = check.describe_variable(variable), "choose another variable"
            lookup.refuse((key,), found, "a number", do)
    if order is not None and not (order.is_numeric or order.type == "date"):
        found, do = check.describe_variable(order), "choose what rows are sorted by in time"
        lookup.refuse(("order",), found, "a number or a date", do)
    lookup.refuse_repeats(spec.charts, "charts")
    if order is None or value is None:
        raise InputErrors(lookup.errors)
    return OverTime(
        **shared,
        order=order,
        value=value,
        size=size,
        charts=spec.charts,
        freeze=spec.freeze,
        phases=tuple((phase.starts, phase.reason) for phase in spec.phases),
    )
