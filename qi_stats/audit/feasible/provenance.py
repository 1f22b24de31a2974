"""The states of all records of a plan, as the claims of a publication settle them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.feasible.bounds import settle_question
from qi_stats.audit.feasible.derived import (
    bound_tests,
    derive_sizes,
    match_tests,
    settle_families,
)
from qi_stats.audit.feasible.feasible_set import FeasibleSet
from qi_stats.audit.feasible.sampler.draws import (
    CHAIN_LENGTH,
    DATASETS,
    SEED,
    Sampler,
    adjust_families,
    range_draws,
)
from qi_stats.audit.feasible.tested import hold_tested
from qi_stats.audit.feasible.workers import Workers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.feasible.queries import CountTable
    from qi_stats.audit.feasible.sampler.draws import Counts, Draw
    from qi_stats.audit.feasible.tested import Tested
    from qi_stats.codebook import Codebook
    from qi_stats.estimates import Value
    from qi_stats.ledger import Record, State
    from qi_stats.plan import Plan

    Listed: TypeAlias = Mapping[str, tuple[CountTable, ...] | None]
    Pair: TypeAlias = tuple[int, Counts]


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the claims of a publication leave open of each record of a plan.

    Attributes
    ----------
    states
        By key: `identified`, `bounded` with its proven range, or `illustrative` with the range
        over the `draws` sampled datasets, which proves nothing. What follows from settled records
        and the plan is settled too, see `qi_stats.audit.feasible.derived`.
    draws, seed
        How many datasets were sampled for what can't be listed, and the seed of the sampler.
    """

    states: Mapping[str, State]
    draws: int = 0
    seed: int = SEED


def settle_plan(  # noqa: PLR0913, PLR0917 - the study, its claims, and how far the work is
    codebook: Codebook,
    plan: Plan,
    claims: Sequence[Claim],
    tested: Sequence[Tested],
    advance: Callable[[float], None] = lambda _: None,
    open_claims: Sequence[Claim] = (),
) -> Settlement:
    """Return what `claims`, which all hold, leave open of each record of the plan.

    Parameters
    ----------
    codebook, plan
        The data dictionary and the analyses.
    claims
        Claims that some dataset satisfies together.
    tested
        The tables behind the claims of tests, see `find_tested`.
    advance
        Called with the share of the work that is done.
    open_claims
        Further claims that the drawn datasets satisfy, and that nothing is proved from.

    Raises
    ------
    InputError
        If the codebook leaves a variable without limits.
    """
    feasible = FeasibleSet(codebook, plan, claims)
    states: dict[str, State] = {}
    waiting: dict[int, str] = {}
    arguments = (codebook, plan, tuple(claims), tuple(tested))
    with Workers(_prepare, *arguments) as workers:
        answers = workers.map(_settle_numbered, range(len(feasible.questions)))
        for number, found in enumerate(answers):
            states |= found or {}
            if found is None:
                waiting[number] = feasible.questions[number].analysis.id
            advance(0.5 * (number + 1) / len(feasible.questions))
    if not waiting:
        return Settlement(states | settle_families(plan, claims, states))
    drawing = (codebook, plan, (*claims, *open_claims), tuple(tested))
    drawn = _draw_states(drawing, waiting, lambda share: advance(0.5 + 0.5 * share))
    for number in waiting:
        drawn |= derive_sizes(feasible, feasible.questions[number], drawn)
    states = drawn | states
    states |= bound_tests(claims, states)
    states |= match_tests(plan, states)
    return Settlement(states | settle_families(plan, claims, states), DATASETS)


def _draw_states(
    arguments: tuple[Codebook, Plan, tuple[Claim, ...], tuple[Tested, ...]],
    asked: Mapping[int, str],
    advance: Callable[[float], None],
) -> dict[str, State]:
    """Return the states that drawn datasets illustrate: of some questions, and of families.

    `asked` are the questions' numbers, each with its analysis.
    """
    plan = arguments[1]
    with Workers(_prepare, *arguments, tuple(asked)) as workers:
        draws = []
        for walk in workers.map(_draw_numbered, range(DATASETS // CHAIN_LENGTH)):
            draws.extend(walk)
            advance(0.5 * len(draws) / DATASETS)
        tables = list(dict.fromkeys(pair for one in draws for pair in enumerate(one)))
        known: dict[Pair, tuple[Record, ...]] = {}
        answers = workers.map(_answer_drawn, tables)
        for pair, records in zip(tables, answers, strict=True):
            known[pair] = records
            advance(0.5 + 0.5 * len(known) / len(tables))
    wanted = set(asked.values())
    whole = {one: _join_records(plan, wanted, one, known) for one in dict.fromkeys(draws)}
    return range_draws([whole[one] for one in draws])


def _join_records(
    plan: Plan, asked: Collection[str], draw: Draw, known: Mapping[Pair, tuple[Record, ...]]
) -> dict[str, Value]:
    """Return the records of the analyses `asked` and of families on one drawn dataset."""
    records = [one for pair in enumerate(draw) for one in known[pair]]
    wanted = {one.key: one.stat for one in records if one.analysis in asked}
    return wanted | adjust_families(plan, records)


@dataclass(frozen=True, slots=True)
class _Work:
    """What a process needs: the datasets that the claims allow, and the tables that are listed.

    `sampler` draws datasets, where some questions can't be settled by tables.
    """

    feasible: FeasibleSet
    listed: Listed
    sampler: Sampler | None = None


def _prepare(
    codebook: Codebook,
    plan: Plan,
    claims: tuple[Claim, ...],
    tested: tuple[Tested, ...],
    asked: tuple[int, ...] | None = None,
) -> _Work:
    feasible = FeasibleSet(codebook, plan, claims)
    listed = hold_tested(feasible, tested)
    if asked is None:
        return _Work(feasible, listed)
    known = {name: tables for name, tables in listed.items() if tables is not None}
    return _Work(feasible, listed, Sampler(feasible, plan, asked, known))


def _settle_numbered(work: _Work, number: int) -> dict[str, State] | None:
    question = work.feasible.questions[number]
    name = question.analysis.id
    if name in work.listed and work.listed[name] is None:
        return None
    return settle_question(work.feasible, question, work.listed.get(name))


def _draw_numbered(work: _Work, start: int) -> list[Draw]:
    assert work.sampler is not None  # noqa: S101 - prepared with questions
    return work.sampler.draw(start, CHAIN_LENGTH)


def _answer_drawn(work: _Work, pair: Pair) -> tuple[Record, ...]:
    assert work.sampler is not None  # noqa: S101 - prepared with questions
    return work.sampler.answer(*pair)
