"""What is computed from the results of analyses: adjusted P values, and plans for a next study."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote
from qi_stats.ledger import Inputs
from qi_stats.plan.analysis import GroupComparison
from qi_stats.plan.arrays import event_level
from qi_stats.plan.call import call_method
from qi_stats.plan.p_values import LETTER
from qi_stats.plan.prospects import FAMILIES, PLANNING
from qi_stats.plan.records import Block, Subject, record_call

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan.analysis import Effect, Family, Plan, Planning

ADJUST = "qi_stats.stats.multiplicity:adjust_family"
DETECT_PROPORTIONS = "qi_stats.stats.power_proportions:detectable_proportions"
DETECT_MEANS = "qi_stats.stats.power_means:detectable_means"
SIZES_OF_PROPORTIONS = {
    "exact": "qi_stats.stats.power_proportions:sample_size_proportions",
    "normal": "qi_stats.stats.power_proportions:approximate_size_proportions",
}
SIZES_OF_MEANS = {"exact": "qi_stats.stats.power_means:sample_size_means"}
DETECTABLE = "detectable"


def look_ahead(plan: Plan, ledger: Ledger) -> Iterator[Record]:
    """Yield the records of families and of planning, which rest on those in the ledger.

    Raises
    ------
    InputError
        If a member of a family is not the key of a P value.
    """
    for family in plan.families:
        yield from _adjust_family(plan, family, ledger)
    if plan.planning is None:
        return
    for analysis in plan.analyses:
        if isinstance(analysis, GroupComparison) and analysis.id in plan.planning.comparisons:
            yield from _detect_difference(analysis, plan.planning, ledger)
    for effect in plan.planning.effects:
        yield from _size_study(effect, plan.planning)


def _adjust_family(plan: Plan, family: Family, ledger: Ledger) -> Iterator[Record]:
    """Yield the adjusted P values of a family, each under the key of the test, from its rows."""
    tests = [_find_member(plan, family, number, ledger) for number in range(len(family.members))]
    given = {"p_values": tuple(one.stat for one in tests), "names": family.members}
    by_key = {one.key: one for one in tests}
    block = Block(
        analysis=FAMILIES,
        inputs=Inputs(FAMILIES, ()),
        context=family.id,
        path=(family.id,),
        n=0,
        identified=tests[0].identified,
        parts={
            one.key: Subject(one.variable, one.variable_level, one.group, one.group_level)
            for one in tests
        },
    )
    for record in record_call(block, call_method(ADJUST, given)):
        key = record.key.removeprefix(f"{FAMILIES}.{family.id}.").removesuffix(
            f".{record.stat_name}"
        )
        test = by_key.get(key)
        yield replace(record, inputs=test.inputs, n=test.n) if test is not None else record


def _find_member(plan: Plan, family: Family, number: int, ledger: Ledger) -> Record:
    """Return the record of a test of a family."""
    key = family.members[number]
    where = place(plan.source, (FAMILIES, family.id, "members", number))
    try:
        record = ledger.get(key)
    except InputError as error:
        raise InputError(where, quote(key), "the key of a P value of this plan", error.do) from None
    if not record.stat_name.endswith(LETTER) or record.fmt != LETTER:
        expected = "the key of a P value, which ends in “.p” or “_p”"
        raise InputError(where, f"{quote(key)}, {record.stat_label}", expected, "choose another")
    return record


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
