"""Which readings and rules each identified result rests on: what another table allows without them.

A result is identified where the claims, as they are read, and the rules of the codebook leave one
table of counts to its question. Each reading and each rule is left out in turn; where the question
then has another table, its results would stop being identified.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from qi_stats.audit.feasible.bounds import find_tables
from qi_stats.audit.feasible.feasible_set import Space, keep_reproduced
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.workers import Workers
from qi_stats.plan import Description

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.feasible.queries import CountTable, Question
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import State
    from qi_stats.plan import Plan

    Known = dict[str, CountTable]


@dataclass(frozen=True, slots=True)
class Premise:
    """A reading or a rule that identified results rest on.

    Attributes
    ----------
    kind
        A reading of a claim, or a rule of the codebook.
    name
        Of the claim; of a rule, its number.
    says
        The reading, or the rule, in words.
    loosens
        Beginnings of the keys of the results that would not be identified without it.
    results
        How many results these are.
    """

    kind: Literal["reading", "rule"]
    name: str
    says: str
    loosens: tuple[str, ...]
    results: int


@dataclass(frozen=True, slots=True)
class _Setting:
    """What a process needs: the study, its claims, and the only table of each question."""

    codebook: Codebook
    plan: Plan
    claims: tuple[Claim, ...]
    known: Known


def find_premises(
    codebook: Codebook, plan: Plan, claims: Sequence[Claim], states: Mapping[str, State]
) -> tuple[Premise, ...]:
    """Return the readings and rules without which some result would not be identified.

    Parameters
    ----------
    codebook, plan
        The data dictionary and the analyses.
    claims
        Claims that all hold, those of tests included.
    states
        What they leave open of each record, see `settle_plan`.
    """
    space = _open_space(codebook, plan, claims)
    known = {
        start: table
        for one in space.questions
        if (start := name_question(one)) and (table := _find_only(space, one)) is not None
    }
    asked = [one.name for one in claims if one.reading]
    asked += [f"rule_{number}" for number, _ in enumerate(codebook.rules, start=1)]
    with Workers(_Setting, codebook, plan, tuple(claims), known) as workers:
        pairs = dict(zip(asked, workers.map(_loosen, asked), strict=True))
    counts = {start: _count_identified(start, states) for start in known}
    said = {one.name: one.reading or "" for one in claims}
    rules = {f"rule_{n}": rule.name for n, rule in enumerate(codebook.rules, start=1)}
    return tuple(
        Premise(
            "rule" if name in rules else "reading",
            name,
            rules.get(name) or said[name],
            starts,
            sum(counts[start] for start in starts),
        )
        for name, starts in pairs.items()
        if starts
    )


def name_question(question: Question) -> str:
    """Return the beginning of the keys of a question's records."""
    if isinstance(question.analysis, Description):
        return f"{question.analysis.id}.{question.analysis.variables[0].name}."
    return f"{question.analysis.id}."


def _count_identified(start: str, states: Mapping[str, State]) -> int:
    return sum(
        key.startswith(start) and one.identified == "identified" for key, one in states.items()
    )


def _open_space(codebook: Codebook, plan: Plan, claims: Sequence[Claim]) -> Space:
    """Return the datasets that satisfy the claims, those of tests where a number is printed.

    Words about significance fit too many tables to leave a single one.
    """
    counting = [one for one in claims if not one.kind.is_test]
    space = Space(codebook, plan, counting)
    tests: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.kind.is_test and claim.key is not None:
            tests.setdefault(claim.key.partition(".")[0], []).append(claim)
    telling = {name: one for name, one in tests.items() if any(c.kind.quantity for c in one)}
    held = list(_list_held(space, telling))
    for question, tables in held:
        space.hold_tables(question, tables)
    return space


def _list_held(
    space: Space, tests: Mapping[str, Sequence[Claim]]
) -> Iterator[tuple[Question, tuple[CountTable, ...]]]:
    for analysis, claims in tests.items():
        question = space.find_question(analysis)
        tables = None if question is None else find_tables(space, question)
        if question is not None and tables is not None:
            yield question, keep_reproduced(question, tables, claims, space.codebook)


def _find_only(space: Space, question: Question) -> CountTable | None:
    """Return the only table of counts that a question can have; None if there are several."""
    counts = space.model.cross(question.scope, question.conditions)
    read = solve_counts(space.model.solver_model)
    if read is None:
        return None
    table = {pair: read(one) for pair, one in counts.items()}
    return None if _has_other(space, question, table) else table


def _has_other(space: Space, question: Question, table: CountTable) -> bool:
    """Say whether some dataset has another table of counts."""
    counts = space.model.cross(question.scope, question.conditions)
    model = space.model.solver_model.clone()
    named = [model.get_int_var_from_proto_index(one.index) for one in counts.values()]
    model.add_forbidden_assignments(named, [[table[pair] for pair in counts]])
    return solve_counts(model) is not None


def _loosen(setting: _Setting, name: str) -> tuple[str, ...]:
    """Return which questions have another table without a reading, or without a rule."""
    codebook, plan, claims = setting.codebook, setting.plan, setting.claims
    if name.startswith("rule_"):
        number = int(name.removeprefix("rule_")) - 1
        rules = (*codebook.rules[:number], *codebook.rules[number + 1 :])
        space = _open_space(replace(codebook, rules=rules), plan, claims)
    else:
        read = next(one for one in claims if one.name == name)
        space = _open_space(codebook, plan, [one for one in claims if not _shares(one, read)])
    questions = {name_question(one): one for one in space.questions}
    return tuple(
        start
        for start, table in setting.known.items()
        if start in questions and _has_other(space, questions[start], table)
    )


def _shares(one: Claim, other: Claim) -> bool:
    """Say whether a claim is read as another one is: it is about the same rows and values."""
    return one.target == other.target
