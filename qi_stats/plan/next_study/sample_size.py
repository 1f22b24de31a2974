"""What the comparisons could have found, and how many rows a next study would need."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.ledger import Inputs
from qi_stats.plan.arrays import event_level
from qi_stats.plan.calls import Block, Subject, call_method, record_call
from qi_stats.plan.schema.analyses import GroupComparison
from qi_stats.plan.schema.next_study import PLANNING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan.schema.analyses import Effect, Plan, Planning

DETECT_PROPORTIONS = "qi_stats.stats:detectable_proportions"
DETECT_MEANS = "qi_stats.stats:detectable_means"
SIZES_OF_PROPORTIONS = {
    "exact": "qi_stats.stats:sample_size_proportions",
    "normal": "qi_stats.stats:approximate_size_proportions",
}
SIZES_OF_MEANS = {"exact": "qi_stats.stats:sample_size_means"}
DETECTABLE = "detectable"


def plan_next_study(plan: Plan, ledger: Ledger) -> Iterator[Record]:
    """Yield the detectable differences of the plan's comparisons, and the sizes of a next study."""
    if plan.planning is None:
        return
    for analysis in plan.analyses:
        wanted = analysis.id in plan.planning.comparisons and f"{analysis.id}.n" in ledger
        if wanted and isinstance(analysis, GroupComparison):
            yield from _detect_difference(analysis, plan.planning, ledger)
    for effect in plan.planning.effects:
        yield from _size_study(effect, plan.planning)


def _detect_difference(
    analysis: GroupComparison, planning: Planning, ledger: Ledger
) -> Iterator[Record]:
    """Yield the smallest difference that a comparison could find with the rows that it has.

    Of two proportions, that of the last group is the one from which the other would differ.
    """
    first, last = (f"{analysis.id}.group.{group}" for group in analysis.groups)
    rows = ledger.get(f"{analysis.id}.n")
    sizes = {"n1": ledger.get(f"{last}.n").stat, "n2": ledger.get(f"{first}.n").stat}
    given: dict[str, object] = {**sizes, "power": planning.power}
    function = DETECT_MEANS
    if len(analysis.variable.levels) == 2:
        share = ledger.get(f"{last}.{event_level(analysis.variable)}.proportion").stat
        if share is None:
            return
        function, given["p1"] = DETECT_PROPORTIONS, share
    block = Block(
        analysis=analysis.id,
        inputs=rows.inputs,
        context=DETECTABLE,
        path=(DETECTABLE,),
        n=rows.n or 0,
        identified=rows.identified,
        subject=Subject(analysis.variable.name, group=analysis.by.name),
    )
    for record in record_call(block, call_method(function, given)):
        yield _name_group(record, analysis)


def _name_group(record: Record, analysis: GroupComparison) -> Record:
    """Return the record with the group whose size or share it is, if it is one."""
    if record.stat_name in {"n1", "n2"}:
        return replace(record, group_level=analysis.groups[-1 if record.stat_name == "n1" else 0])
    if record.stat_name == "baseline":
        level = event_level(analysis.variable)
        return replace(record, variable_level=level, group_level=analysis.groups[-1])
    return record


def _size_study(effect: Effect, planning: Planning) -> Iterator[Record]:
    """Yield how many a study would need to find an effect, for each power."""
    given: Mapping[str, object]
    if effect.proportions is not None:
        given = dict(zip(("p1", "p2"), effect.proportions, strict=True))
        functions = SIZES_OF_PROPORTIONS
    else:
        given, functions = {"difference": effect.standardized}, SIZES_OF_MEANS
    for power in planning.powers:
        for name, function in functions.items():
            block = Block(
                analysis=PLANNING,
                inputs=Inputs(PLANNING, ()),
                context=effect.id,
                path=(effect.id, f"power_{round(100 * power)}", name),
                n=0,
                identified="assumed",
            )
            yield from record_call(block, call_method(function, {**given, "power": power}))
