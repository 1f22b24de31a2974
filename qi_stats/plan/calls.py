"""Call a method, keep what it was called with, and make a record of each statistic."""

from __future__ import annotations

import importlib
import inspect
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qi_stats.estimates import Statistic, statistics
from qi_stats.ledger import Identified, Inputs, Method, Record
from qi_stats.plan.arrays import Named
from qi_stats.rounding import fit_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qi_stats.estimates import Estimate

NO_VALUE = "The method gives no value for these rows."


@dataclass(frozen=True, slots=True)
class Call:
    """What a method returned, and the call that made it."""

    estimate: Estimate
    method: Method


def call_method(function: str, arguments: Mapping[str, Any]) -> Call:
    """Call `package:function` by keyword and record the call.

    The record is made from the very arguments of the call, with the defaults of those that were
    not given; a `Named` value is passed as it is and recorded by its name and length.
    """
    called = find_function(function)
    bound = inspect.signature(called).bind(**arguments)
    bound.apply_defaults()
    given = {name: _unwrap(value) for name, value in bound.arguments.items()}
    return Call(
        estimate=called(**given),
        method=Method(
            function=function,
            arguments={name: _record(value) for name, value in bound.arguments.items()},
        ),
    )


def find_function(function: str) -> Callable[..., Estimate]:
    """Return the function at `package:name`."""
    module, name = function.split(":")
    found: Callable[..., Estimate] = getattr(importlib.import_module(module), name)
    return found


def _unwrap(value: object) -> object:
    return value.value if isinstance(value, Named) else value


def _record(value: object) -> object:
    """Return a value as the ledger keeps it: an array by name and length, a tuple as a list."""
    if isinstance(value, Named):
        return str(value)
    return list(value) if isinstance(value, tuple) else value


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
    fewest
        Rows of the smallest group that the call compares; None where it compares none.
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
    fewest: int | None = None


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
        fmt=fit_percent(statistic.fmt, block.n if block.fewest is None else block.fewest),
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
