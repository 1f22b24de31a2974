"""A table by group: its variables and methods looked up, and what can't be compared refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.errors import InputErrors, quote, suggest
from qi_stats.methods import COMPARISONS
from qi_stats.plan.schema import check
from qi_stats.plan.schema.analyses import TableOne, Tabulated
from qi_stats.plan.schema.groups import resolve_groups
from qi_stats.plan_file.table_one import choose_methods

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.codebook import Variable
    from qi_stats.methods import Method
    from qi_stats.plan.schema.lookup import Lookup
    from qi_stats.plan_file.table_one import TableOneSpec

TESTS = {one.name: one for one in COMPARISONS if one.compares_groups and one.takes != "pairs"}


def resolve_table_one(lookup: Lookup, spec: TableOneSpec, shared: dict[str, Any]) -> TableOne:
    """Return the table with every name looked up; errors stay with `lookup`."""
    by = lookup.find_variable(spec.by, "by")
    strata = None if spec.strata is None else lookup.find_variable(spec.strata, "strata")
    names = [one.name for one in spec.listed]
    lookup.refuse_repeats(names, "variables")
    if by is None:
        raise InputErrors(lookup.errors)
    groups = resolve_groups(lookup, spec.groups, by)
    if strata is not None and not strata.levels:
        found, do = check.describe_variable(strata), "choose a variable that splits the rows"
        lookup.refuse(("strata",), found, "a variable with levels", do)
    for used, key in ((by, "by"), *(() if strata is None else ((strata, "strata"),))):
        if used.name in names or (key == "strata" and used.name == by.name):
            found = f"{quote(used.name)}, which is described or compared too"
            lookup.refuse((key,), found, "different variables", "remove it from one of the two")
    check.check_filter(lookup, shared["cohort"].conditions, groups, by)
    lines = []
    for number, line in enumerate(spec.listed):
        variable = lookup.find_variable(line.name, "variables", number)
        if variable is not None:
            check.check_countable(lookup, variable, ("variables", number))
            choice = choose_methods(spec, line, variable)
            methods = _find_methods(lookup, choice.methods, variable, ("variables", number))
            check.check_group_count(lookup, methods, groups)
            lines.append(Tabulated(variable, methods))
    return TableOne(
        **shared,
        by=by,
        groups=groups,
        strata=strata,
        variables=tuple(lines),
        by_row=spec.percent == "row",
    )


def _find_methods(
    lookup: Lookup, names: Sequence[str], variable: Variable, keys: tuple[str | int, ...]
) -> tuple[Method, ...]:
    """Return the methods called `names`, or keep an error for what is no test of groups."""
    found = []
    for name in names:
        if name not in TESTS:
            expected = f"`none`, or a test of groups: {', '.join(TESTS)}"
            lookup.refuse(keys, f"the test {quote(name)}", expected, suggest(name, TESTS, "choose"))
        elif variable.is_numeric or variable.levels:
            check.check_method(lookup, TESTS[name], variable, keys)
            found.append(TESTS[name])
    return tuple(found)
