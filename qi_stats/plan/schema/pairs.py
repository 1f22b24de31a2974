"""Two numbers of the same rows, and two groups within strata: names looked up, misfits refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.errors import InputErrors, quote
from qi_stats.methods import PAIRED
from qi_stats.plan.schema import check
from qi_stats.plan.schema.analyses import Pairs, Stratified
from qi_stats.plan.schema.groups import resolve_groups

if TYPE_CHECKING:
    from qi_stats.plan.schema.lookup import Lookup
    from qi_stats.plan_file.pairs import PairsSpec
    from qi_stats.plan_file.stratified import StratifiedSpec


def resolve_pairs(lookup: Lookup, spec: PairsSpec, shared: dict[str, Any]) -> Pairs:
    """Return the analysis with every name looked up; errors stay with `lookup`."""
    first = lookup.find_variable(spec.first, "first")
    second = lookup.find_variable(spec.second, "second")
    methods = lookup.find_methods(spec.methods, PAIRED)
    for key, variable in (("first", first), ("second", second)):
        if variable is not None and not (variable.is_numeric or variable.ordered):
            found, do = check.describe_variable(variable), "choose another variable"
            lookup.refuse((key,), found, "a number or an ordered category", do)
    if first is None or second is None:
        raise InputErrors(lookup.errors)
    if first.name == second.name:
        _refuse_twice(lookup, "second", first.name)
    return Pairs(**shared, first=first, second=second, methods=methods)


def resolve_stratified(lookup: Lookup, spec: StratifiedSpec, shared: dict[str, Any]) -> Stratified:
    """Return the analysis with every name looked up; errors stay with `lookup`."""
    variable = lookup.find_variable(spec.variable, "variable")
    by, strata = lookup.find_variable(spec.by, "by"), lookup.find_variable(spec.strata, "strata")
    if variable is None or by is None or strata is None:
        raise InputErrors(lookup.errors)
    if len(variable.levels) != 2:
        found, do = check.describe_variable(variable), "choose another variable"
        lookup.refuse(("variable",), found, "a variable of two levels", do)
    if not strata.levels:
        found, do = check.describe_variable(strata), "choose another variable"
        lookup.refuse(("strata",), found, "a variable with levels", do)
    groups = resolve_groups(lookup, spec.groups, by)
    if by.levels and len(groups) != 2:
        found = f"{len(groups)} groups: {', '.join(groups)}"
        lookup.refuse(("groups",), found, "two groups", "name two of the groups under `groups`")
    names = [variable.name, by.name, strata.name]
    for key, name in zip(("by", "strata"), names[1:], strict=True):
        if name in names[: names.index(name)] or names.count(name) > 1:
            _refuse_twice(lookup, key, name)
    return Stratified(**shared, variable=variable, by=by, groups=groups, strata=strata)


def _refuse_twice(lookup: Lookup, key: str, name: str) -> None:
    lookup.refuse((key,), f"{quote(name)} twice", "different variables", "choose another variable")
