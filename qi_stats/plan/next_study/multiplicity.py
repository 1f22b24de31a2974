"""Families of tests that share one error rate: their P values, adjusted together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote
from qi_stats.ledger import Inputs
from qi_stats.plan.calls import Block, Subject, call_method, record_call
from qi_stats.plan.schema.next_study import FAMILIES
from qi_stats.plan.schema.p_values import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan.schema.analyses import Family, Plan

ADJUST = "qi_stats.stats:adjust_family"


def adjust_families(plan: Plan, ledger: Ledger) -> Iterator[Record]:
    """Yield the adjusted P values of the plan's families, from those in the ledger.

    Raises
    ------
    InputError
        If a member of a family is not the key of a P value.
    """
    for family in plan.families:
        if any(f"{key.partition('.')[0]}.failure" in ledger for key in family.members):
            continue  # without one of its tests a family can't be adjusted, and its failure is told
        yield from _adjust_family(plan, family, ledger)


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
