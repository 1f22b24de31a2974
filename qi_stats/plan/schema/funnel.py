"""Units of unequal size: their variables looked up, and what is no number or unit refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.errors import InputErrors
from qi_stats.plan.schema import check
from qi_stats.plan.schema.analyses import Funnel

if TYPE_CHECKING:
    from qi_stats.plan.schema.lookup import Lookup
    from qi_stats.plan_file.funnel import FunnelSpec


def resolve_funnel(lookup: Lookup, spec: FunnelSpec, shared: dict[str, Any]) -> Funnel:
    """Return the analysis with every name looked up; errors stay with `lookup`."""
    unit = lookup.find_variable(spec.unit, "unit")
    value, size = lookup.find_variable(spec.value, "value"), lookup.find_variable(spec.size, "size")
    for key, variable in (("value", value), ("size", size)):
        if variable is not None and not variable.is_numeric:
            found, do = check.describe_variable(variable), "choose another variable"
            lookup.refuse((key,), found, "a number", do)
    if unit is not None and not (unit.levels or unit.type == "integer"):
        found, do = check.describe_variable(unit), "choose what tells the units apart"
        lookup.refuse(("unit",), found, "a variable with levels, or a whole number", do)
    if unit is None or value is None or size is None:
        raise InputErrors(lookup.errors)
    return Funnel(**shared, unit=unit, value=value, size=size, chart=spec.chart)
