"""How a number is spread: variables looked up, and what is no number refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.errors import InputErrors
from qi_stats.plan.schema import check
from qi_stats.plan.schema.analyses import Distribution
from qi_stats.plan.schema.groups import resolve_groups

if TYPE_CHECKING:
    from qi_stats.plan.schema.lookup import Lookup
    from qi_stats.plan_file.distribution import DistributionSpec


def resolve_distribution(
    lookup: Lookup, spec: DistributionSpec, shared: dict[str, Any]
) -> Distribution:
    """Return the analysis with every name looked up; errors stay with `lookup`."""
    variable = lookup.find_variable(spec.variable, "variable")
    by = None if spec.by is None else lookup.find_variable(spec.by, "by")
    if variable is not None and not variable.is_numeric:
        found, do = check.describe_variable(variable), "describe levels by their counts"
        lookup.refuse(("variable",), found, "a number", do)
    groups = () if by is None else resolve_groups(lookup, spec.groups, by)
    if variable is None:
        raise InputErrors(lookup.errors)
    return Distribution(
        **shared, variable=variable, by=by, groups=groups, width=spec.width, points=spec.points
    )
