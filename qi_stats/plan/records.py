"""Estimates → records of the ledger."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_stats.estimates import Statistic, statistics
from qi_stats.ledger import Identified, Inputs, Record
from qi_stats.rounding import fit_percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.plan.call import Call

NO_VALUE = "The method gives no value for these rows."


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statistic is about: a variable, a group, and the level of each."""

    variable: str | None = None
    variable_level: str | None = None
    group: str | None = None
    group_level: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """What the records of one call have in common.

    Attributes
    ----------
    analysis
        Id of the analysis.
    inputs
        Data that the call used.
    context
        Name of the method.
    path
        Words between the analysis and the statistic in the keys.
    n
        Rows that entered the call.
    identified
        How much is known about results before any claim is looked at.
    subject
        What the whole estimate is about.
    parts
        What its parts are about, by the part's name.
    """

    analysis: str
    inputs: Inputs
    context: str
    path: tuple[str, ...]
    n: int
    identified: Identified
    subject: Subject = Subject()
    parts: Mapping[str, Subject] = field(default_factory=dict)


def record_call(block: Block, call: Call) -> Iterator[Record]:
    """Yield one record for each statistic of the call's estimate."""
    for statistic in statistics(call.estimate):
        yield _make_record(block, call, statistic)


def _make_record(block: Block, call: Call, statistic: Statistic) -> Record:
    part = () if statistic.part is None else (statistic.part,)
    subject = block.parts.get(statistic.part or "", block.subject)
    warnings = statistic.warnings
    if statistic.value is None and not warnings:
        warnings = (NO_VALUE,)
    return Record(
        key=".".join((block.analysis, *block.path, *part, statistic.name)),
        analysis=block.analysis,
        stat_name=statistic.name,
        stat_label=statistic.label,
        stat=statistic.value,
        fmt=fit_percent(statistic.fmt, block.n),
        inputs=block.inputs,
        method=call.method,
        group=subject.group,
        group_level=subject.group_level,
        variable=subject.variable,
        variable_level=subject.variable_level,
        context=block.context,
        definition=None if statistic.is_plain else call.estimate.definition or None,
        n=block.n,
        warnings=warnings,
        identified=block.identified,
    )
