"""The groups that an analysis compares: levels of one variable, looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.plan.schema import check

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.codebook import Variable
    from qi_stats.plan.schema.lookup import Lookup


def resolve_groups(lookup: Lookup, named: Sequence[str] | None, by: Variable) -> tuple[str, ...]:
    """Return the groups as named, or both levels of a two-level variable, the event first."""
    if not by.levels:
        expected, do = "a variable with levels", "choose a variable that splits the rows in groups"
        lookup.refuse(("by",), check.describe_variable(by), expected, do)
        return ()
    if named is not None:
        check.check_groups(lookup, by, named)
        return tuple(named)
    return by.groups
