"""Which readings and rules each identified result rests on: what another table allows without them.

A result is identified where the claims, as they are read, and the rules of the codebook leave one
table of counts to its question. Each reading and each rule is left out in turn; where the question
then has another table, its results would stop being identified.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from qi_stats.audit.feasible.bounds import find_tables
from qi_stats.audit.feasible.feasible_set import FeasibleSet, keep_reproduced
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.workers import Workers
from qi_stats.plan import Description

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ortools.sat.python import cp_model

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.feasible.model import domains
    from qi_stats.audit.feasible.model.count_model import Combination
    from qi_stats.audit.feasible.queries import CountTable, Question
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import State
    from qi_stats.plan import Plan

    Known = Mapping[str, CountTable]
    Judged = dict[tuple[object, ...], bool]


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
    """What a process needs: the study, its claims, and the only table of each question.

    `judged` keeps which tables bear out the claims of a test, since the same tables recur.
    """

    codebook: Codebook
    plan: Plan
    claims: tuple[Claim, ...]
    known: Known
    judged: Judged = field(default_factory=dict)


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
    known = _find_only(_open_set(codebook, plan, claims, {}))
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


def _open_set(
    codebook: Codebook, plan: Plan, claims: Sequence[Claim], judged: Judged
) -> FeasibleSet:
    """Return the datasets that satisfy the claims, those of tests where a number is printed.

    Words about significance fit too many tables to leave a single one.
    """
    feasible = FeasibleSet(codebook, plan, claims)
    tests = feasible.group_tests().items()
    telling = {name: one for name, one in tests if any(c.kind.quantity for c in one)}
    held = list(_list_held(feasible, telling, judged))
    for question, tables in held:
        feasible.hold_tables(question, tables)
    return feasible


def _list_held(
    feasible: FeasibleSet, tests: Mapping[str, Sequence[Claim]], judged: Judged
) -> Iterator[tuple[Question, tuple[CountTable, ...]]]:
    for analysis, claims in tests.items():
        question = feasible.find_question(analysis)
        tables = None if question is None else find_tables(feasible, question)
        if question is not None and tables is not None:
            yield question, tuple(_keep(question, tables, claims, feasible.codebook, judged))


def _keep(
    question: Question,
    tables: Iterable[CountTable],
    claims: Sequence[Claim],
    codebook: Codebook,
    judged: Judged,
) -> Iterator[CountTable]:
    """Yield the tables on which the claims of a test come out as printed."""
    names = tuple(one.name for one in claims)
    for table in tables:
        asked = (question.analysis.id, names, tuple(table.items()))
        if asked not in judged:
            judged[asked] = bool(keep_reproduced(question, (table,), claims, codebook))
        if judged[asked]:
            yield table


def _find_only(feasible: FeasibleSet) -> Known:
    """Return the only table of counts of each question that has one."""
    asked = {name_question(one): one for one in feasible.questions}
    counts = {name: feasible.model.cross(one.scope, one.conditions) for name, one in asked.items()}
    read = solve_counts(feasible.model.solver_model)
    if read is None:
        return {}
    tables = {
        name: {pair: read(one) for pair, one in cells.items()} for name, cells in counts.items()
    }
    others = _find_others(feasible, tables)
    return {name: table for name, table in tables.items() if name not in others}


def _find_others(feasible: FeasibleSet, tables: Known) -> tuple[str, ...]:
    """Return the questions of `tables` that have another table of counts in some dataset.

    Each dataset that is found tells of all questions that differ in it, so that few are asked for.
    """
    asked = {name_question(one): one for one in feasible.questions}
    left = {name: table for name, table in tables.items() if name in asked}
    found: list[str] = []
    while left:
        counts = {
            name: feasible.model.cross(asked[name].scope, asked[name].conditions) for name in left
        }
        read = solve_counts(_differ(feasible, counts, left))
        if read is None:
            break
        other = [
            name
            for name, table in left.items()
            if any(read(count) != table.get(pair, 0) for pair, count in counts[name].items())
        ]
        found += other
        left = {name: table for name, table in left.items() if name not in other}
    return tuple(name for name in tables if name in found)


def _differ(
    feasible: FeasibleSet,
    counts: Mapping[str, Mapping[Combination, domains.Literal]],
    tables: Known,
) -> cp_model.CpModel:
    """Return the model with at least one count that is not the one in `tables`."""
    model = feasible.model.solver_model.clone()
    flags = []
    for name, cells in counts.items():
        for pair, cell in cells.items():
            flag = model.new_bool_var("")
            count = model.get_int_var_from_proto_index(cell.index)
            model.add(count != tables[name].get(pair, 0)).only_enforce_if(flag)
            flags.append(flag)
    model.add_bool_or(flags)
    return model


def _loosen(setting: _Setting, name: str) -> tuple[str, ...]:
    """Return which questions have another table without a reading, or without a rule."""
    codebook, plan, claims = setting.codebook, setting.plan, setting.claims
    if name.startswith("rule_"):
        number = int(name.removeprefix("rule_")) - 1
        rules = (*codebook.rules[:number], *codebook.rules[number + 1 :])
        feasible = _open_set(replace(codebook, rules=rules), plan, claims, setting.judged)
    else:
        read = next(one for one in claims if one.name == name)
        rest = [one for one in claims if not _shares(one, read)]
        feasible = _open_set(codebook, plan, rest, setting.judged)
    return _find_others(feasible, setting.known)


def _shares(one: Claim, other: Claim) -> bool:
    """Say whether a claim is read as another one is: it is about the same rows and values."""
    return one.target == other.target
