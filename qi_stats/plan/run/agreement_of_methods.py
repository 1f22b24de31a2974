"""Whether the methods of one analysis agree about significance, said where they do not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.methods import METHODS
from qi_stats.plan.calls import Block, Subject, call_method, record_call
from qi_stats.plan.schema.analyses import Regression
from qi_stats.stats.regression.results import INTERCEPT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.ledger import Record
    from qi_stats.plan.schema.analyses import GroupComparison

Question: TypeAlias = tuple[str, ...]

AGREEMENT = "agreement_of_methods"
JUDGE = "qi_stats.stats:judge_agreement"
P_VALUES = {"p": "", "lr_p": " (likelihood ratio)"}
"""P values that answer the question itself, and the words that tell them apart."""
_METHODS = {one.name: one for one in METHODS}


def judge_methods(
    analysis: GroupComparison | Regression, records: Sequence[Record]
) -> Iterator[Record]:
    """Yield the records of an analysis, and for each question with several tests their agreement.

    A comparison asks one question, a regression one for each term. Where tests of a question fall
    on different sides of the level of significance, each of their P values carries the warning.
    """
    questions: dict[Question, list[Record]] = {}
    for record in records:
        question = find_question(analysis, record)
        if question is not None:
            questions.setdefault(question, []).append(record)
    warnings: dict[str, tuple[str, ...]] = {}
    for question, tests in questions.items():
        if len(tests) > 1:
            agreement = tuple(_record_agreement(question, tests))
            warnings |= {one.key: _list_splits(agreement) for one in tests}
            yield from agreement
    for record in records:
        yield replace(record, warnings=(*record.warnings, *warnings.get(record.key, ())))


def find_question(analysis: GroupComparison | Regression, record: Record) -> Question | None:
    """Return the question that a P value answers: () or its term; None if it answers none."""
    method = _METHODS.get(record.context or "")
    if record.stat_name not in P_VALUES or record.stat is None or method is None:
        return None
    if record.method.function != method.function or not method.compares_groups:
        return None
    start, end = f"{analysis.id}.{method.name}", f".{record.stat_name}"
    term = record.key[len(start) : -len(end)].removeprefix(".")
    if isinstance(analysis, Regression):
        return (term,) if term and term != INTERCEPT else None
    return ()


def _record_agreement(question: Question, tests: Sequence[Record]) -> Iterator[Record]:
    """Yield what the tests of one question say together."""
    first = tests[0]
    given = {
        "p_values": tuple(one.stat for one in tests),
        "names": tuple(_name_test(one) for one in tests),
    }
    block = Block(
        analysis=first.analysis,
        inputs=first.inputs,
        context=AGREEMENT,
        path=(AGREEMENT, *question),
        n=first.n or 0,
        identified=first.identified,
        subject=Subject(first.variable, first.variable_level, first.group, first.group_level),
    )
    yield from record_call(block, call_method(JUDGE, given))


def _name_test(record: Record) -> str:
    """Return the words for a test in a warning, such as "Maximum likelihood (likelihood ratio)"."""
    return name_method(record) + P_VALUES[record.stat_name]


def name_method(record: Record) -> str:
    """Return what a reader sees of the method that computed a record."""
    return _METHODS[record.context or ""].label


def _list_splits(agreement: Sequence[Record]) -> tuple[str, ...]:
    """Return the warnings of an agreement that is none, nothing where the tests agree."""
    return tuple(
        warning
        for record in agreement
        if record.stat_name == "verdict" and record.stat is not None
        for warning in record.warnings
    )
