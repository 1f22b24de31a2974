"""The states of all records of a plan, as the claims of a publication settle them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.feasible.bounds import settle_question
from qi_stats.audit.feasible.derived import bound_tests, derive_sizes, settle_families
from qi_stats.audit.feasible.feasible_set import Space
from qi_stats.audit.feasible.sampler.draws import (
    DATASETS,
    LEGS,
    SEED,
    Drawing,
    adjust_families,
    range_draws,
)
from qi_stats.audit.feasible.workers import open_workers

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

_CHUNK = 8
_spaces: list[tuple[Space, Listed]] = []
_drawings: list[Drawing] = []


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
        How many datasets were sampled for what can't be listed, and the seed of the drawing.
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
    space = Space(codebook, plan, claims)
    states: dict[str, State] = {}
    waiting: list[int] = []
    arguments = (codebook, plan, tuple(claims), tuple(tested))
    with open_workers(_open_space, *arguments) as pool:
        answers = pool.map(_settle_numbered, range(len(space.questions)))
        for number, found in enumerate(answers):
            states |= found or {}
            if found is None:
                waiting.append(number)
            advance(0.5 * (number + 1) / len(space.questions))
    if not waiting:
        return Settlement(states | settle_families(plan, claims, states))
    drawing = (codebook, plan, (*claims, *open_claims), tuple(tested))
    drawn = _draw_states(drawing, waiting, lambda share: advance(0.5 + 0.5 * share))
    for number in waiting:
        drawn |= derive_sizes(space, space.questions[number], drawn)
    states = drawn | states
    states |= bound_tests(claims, states)
    return Settlement(states | settle_families(plan, claims, states), DATASETS)


def _draw_states(
    arguments: tuple[Codebook, Plan, tuple[Claim, ...], tuple[Tested, ...]],
    asked: Sequence[int],
    advance: Callable[[float], None],
) -> dict[str, State]:
    """Return the states that drawn datasets illustrate, of the questions `asked` and families."""
    plan, opening = arguments[1], (*arguments, tuple(asked))
    with open_workers(_open_drawing, *opening) as pool:
        _open_drawing(*opening)
        wanted = {_spaces[0][0].questions[number].analysis.id for number in asked}
        draws = []
        for walk in pool.map(_draw_numbered, range(DATASETS // LEGS)):
            draws.extend(walk)
            advance(0.5 * len(draws) / DATASETS)
        tables = list(dict.fromkeys(pair for one in draws for pair in enumerate(one)))
        known: dict[Pair, tuple[Record, ...]] = {}
        answers = pool.map(_answer_drawn, tables, chunksize=_CHUNK)
        for pair, records in zip(tables, answers, strict=True):
            known[pair] = records
            advance(0.5 + 0.5 * len(known) / len(tables))
    whole = {one: _join_records(plan, wanted, one, known) for one in dict.fromkeys(draws)}
    return range_draws([whole[one] for one in draws])


def _join_records(
    plan: Plan, asked: Collection[str], draw: Draw, known: Mapping[Pair, tuple[Record, ...]]
) -> dict[str, Value]:
    """Return the records of the analyses `asked` and of families on one drawn dataset."""
    records = [one for pair in enumerate(draw) for one in known[pair]]
    wanted = {one.key: one.stat for one in records if one.analysis in asked}
    return wanted | adjust_families(plan, records)


def _hold_tested(
    space: Space, tested: Sequence[Tested]
) -> dict[str, tuple[CountTable, ...] | None]:
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


def _open_space(
    codebook: Codebook, plan: Plan, claims: tuple[Claim, ...], tested: tuple[Tested, ...]
) -> None:
    """Make a worker's own copy of the space, the claims of tests held."""
    space = Space(codebook, plan, claims)
    _spaces[:] = [(space, _hold_tested(space, tested))]


def _settle_numbered(number: int) -> dict[str, State] | None:
    ((space, listed),) = _spaces
    question = space.questions[number]
    name = question.analysis.id
    if name in listed and listed[name] is None:
        return None
    return settle_question(space, question, listed.get(name))


def _open_drawing(
    codebook: Codebook,
    plan: Plan,
    claims: tuple[Claim, ...],
    tested: tuple[Tested, ...],
    asked: tuple[int, ...],
) -> None:
    """Make a worker ready to draw datasets."""
    _open_space(codebook, plan, claims, tested)
    ((space, listed),) = _spaces
    known = {name: tables for name, tables in listed.items() if tables is not None}
    _drawings[:] = [Drawing(space, plan, asked, known)]


def _draw_numbered(start: int) -> list[Draw]:
    return _drawings[0].draw(start, LEGS)


def _answer_drawn(pair: Pair) -> tuple[Record, ...]:
    return _drawings[0].answer(*pair)
