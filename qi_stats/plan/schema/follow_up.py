"""Times to an event: variables looked up, and what can't be followed refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.errors import InputErrors
from qi_stats.plan.schema import check
from qi_stats.plan.schema.analyses import FollowUp
from qi_stats.plan.schema.groups import resolve_groups

if TYPE_CHECKING:
    from qi_stats.plan.schema.lookup import Lookup
    from qi_stats.plan_file.follow_up import FollowUpSpec


def resolve_follow_up(lookup: Lookup, spec: FollowUpSpec, shared: dict[str, Any]) -> FollowUp:
    """Return the analysis with every name looked up; errors stay with `lookup`."""
    time = lookup.find_variable(spec.time, "time")
    event = lookup.find_variable(spec.event, "event")
    by = None if spec.by is None else lookup.find_variable(spec.by, "by")
    if time is not None and not time.is_numeric:
        found, do = check.describe_variable(time), "choose how long each row was followed"
        lookup.refuse(("time",), found, "a number", do)
    if event is not None and len(event.levels) != 2:
        found, do = check.describe_variable(event), "choose whether the event happened"
        lookup.refuse(("event",), found, "a variable of two levels", do)
    groups = () if by is None else resolve_groups(lookup, spec.groups, by)
    if time is None or event is None:
        raise InputErrors(lookup.errors)
    return FollowUp(**shared, time=time, event=event, by=by, groups=groups)
