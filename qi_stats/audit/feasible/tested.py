"""The tables of counts behind claims of tests, and what each test gives on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.claims.verdicts import judge_claim
from qi_stats.audit.feasible.bounds import find_tables
from qi_stats.audit.feasible.feasible_set import Space, select_methods
from qi_stats.audit.feasible.queries import answer_question
from qi_stats.audit.feasible.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.claims.verdicts import Outcome
    from qi_stats.audit.feasible.queries import CountTable, Question
    from qi_stats.codebook import Codebook
    from qi_stats.plan import Plan


@dataclass(frozen=True, slots=True)
class TestedTable:
    """One table of counts, and for each claim its statistic there and how it comes out."""

    counts: CountTable
    values: Mapping[str, float | None]
    outcomes: Mapping[str, Outcome]

    def keeps(self, claims: Iterable[str]) -> bool:
        """Say whether all of `claims`, by name, come out as printed."""
        return all(self.outcomes[name] == "reproduced" for name in claims)


@dataclass(frozen=True, slots=True)
class Tested:
    """Every table that the claims that count rows allow for one analysis.

    Attributes
    ----------
    analysis
        Id of the analysis.
    question
        What its records depend on.
    claims
        The claims about its tests.
    tables
        The tables; None if there are too many to list.
    """

    analysis: str
    question: Question
    claims: tuple[Claim, ...]
    tables: tuple[TestedTable, ...] | None

    def keep(self, held: Iterable[str]) -> tuple[TestedTable, ...]:
        """Return the tables on which those claims come out that are among `held`, by name."""
        names = {claim.name for claim in self.claims} & set(held)
        return tuple(one for one in self.tables or () if one.keeps(names))

    def select_binding(self) -> tuple[Claim, ...]:
        """Return the claims that do not come out on every table."""
        tables = self.tables or ()
        return tuple(
            claim for claim in self.claims if not all(table.keeps([claim.name]) for table in tables)
        )


def find_tested(
    codebook: Codebook, plan: Plan, counting: Sequence[Claim], tests: Iterable[Claim]
) -> tuple[Tested, ...]:
    """Return, for each analysis that `tests` are about, what they give on every possible table.

    Parameters
    ----------
    codebook, plan
        The data dictionary, and the analyses that answer the tests.
    counting
        Claims that count rows, which all hold.
    tests
        Claims of tests.
    """
    groups: dict[str, list[Claim]] = {}
    for claim in tests:
        if claim.key is not None:
            groups.setdefault(claim.key.partition(".")[0], []).append(claim)
    with Workers(Space, codebook, plan, tuple(counting)) as workers:
        found = tuple(workers.map(_examine_group, groups.items()))
    return tuple(one for one in found if one is not None)


def _examine_group(space: Space, group: tuple[str, Sequence[Claim]]) -> Tested | None:
    """Return what the tests of one analysis give; None if the plan does not ask it in one go."""
    analysis, claims = group
    question = space.find_question(analysis)
    if question is None:
        return None
    tables = find_tables(space, question)
    tested = (
        None if tables is None else tuple(examine_tables(question, tables, claims, space.codebook))
    )
    return Tested(analysis, question, tuple(claims), tested)


def hold_tested(space: Space, tested: Iterable[Tested]) -> dict[str, tuple[CountTable, ...] | None]:
    """Leave only datasets on which the space's claims of tests come out, where that is known.

    Returns the tables left to each analysis; None where they are too many to list.
    """
    held = {claim.name for claim in space.claims}
    listed: dict[str, tuple[CountTable, ...] | None] = {}
    for one in tested:
        listed[one.analysis] = None
        if one.tables is not None:
            tables = tuple(table.counts for table in one.keep(held))
            space.hold_tables(one.question, tables)
            listed[one.analysis] = tables
    return listed


def examine_tables(
    question: Question, tables: Iterable[CountTable], claims: Sequence[Claim], codebook: Codebook
) -> Iterator[TestedTable]:
    """Yield the statistics of `claims` on each table."""
    asked = select_methods(question, claims)
    for table in tables:
        ledger = answer_question(asked, table, codebook)
        verdicts = {one.name: judge_claim(one, ledger) for one in claims}
        values = {}
        for one in claims:
            stat = ledger.get(one.key or "").stat
            values[one.name] = float(stat) if isinstance(stat, int | float) else None
        outcomes = {name: verdict.outcome for name, verdict in verdicts.items()}
        yield TestedTable(table, values, outcomes)
