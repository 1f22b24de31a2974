"""The states of all records of a plan, as the claims of a publication settle them."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.possible.draws import SEED, draw_values, range_draws
from qi_stats.audit.possible.ranges import settle_question
from qi_stats.audit.possible.space import Space

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from qi_stats.audit.claims import Claim
    from qi_stats.audit.possible.tested import Tested
    from qi_stats.codebook import Codebook
    from qi_stats.estimates import Value
    from qi_stats.ledger import State
    from qi_stats.plan import Plan

DRAWS = 50
_MOST_WORKERS = 2
_worker: list[tuple[Space, Plan]] = []


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the claims of a publication leave open of each record of a plan.

    Attributes
    ----------
    states
        By key: `identified`, `bounded` with its proven range, or `illustrative` with the range
        over the `draws` sampled datasets, which proves nothing.
    draws, seed
        How many datasets were sampled for what can't be listed, and the seed of the drawing.
    """

    states: Mapping[str, State]
    draws: int = 0
    seed: int = SEED


def settle_plan(
    codebook: Codebook,
    plan: Plan,
    claims: Sequence[Claim],
    tested: Sequence[Tested],
    advance: Callable[[float], None] = lambda _: None,
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

    Raises
    ------
    InputError
        If the codebook leaves a variable without limits.
    """
    space = Space(codebook, plan, claims)
    states: dict[str, State] = {}
    arguments = (codebook, plan, tuple(claims), tuple(tested))
    with ProcessPoolExecutor(_count_workers(), None, _open_space, arguments) as pool:
        waiting: list[str] = []
        answers = pool.map(_settle_numbered, range(len(space.questions)))
        for number, (question, found) in enumerate(zip(space.questions, answers, strict=True)):
            states |= found or {}
            if found is None:
                waiting.append(question.analysis.id)
            advance(0.6 * (number + 1) / len(space.questions))
        drawn: list[dict[str, Value]] = []
        for values in pool.map(_draw_numbered, [waiting] * DRAWS, range(DRAWS)):
            drawn.append(values)
            advance(0.6 + 0.4 * len(drawn) / DRAWS)
    return Settlement(range_draws(drawn) | states, DRAWS)


def _hold_tested(space: Space, tested: Sequence[Tested]) -> None:
    """Leave only datasets on which the space's claims of tests come out, where that is known."""
    held = {claim.name for claim in space.claims}
    for one in tested:
        if one.tables is not None:
            space.hold_tables(one.question, [table.counts for table in one.keep(held)])


def _open_space(
    codebook: Codebook, plan: Plan, claims: tuple[Claim, ...], tested: tuple[Tested, ...]
) -> None:
    """Make a worker's own copy of the space, the claims of tests held."""
    space = Space(codebook, plan, claims)
    _hold_tested(space, tested)
    _worker[:] = [(space, plan)]


def _settle_numbered(number: int) -> dict[str, State] | None:
    ((space, _),) = _worker
    return settle_question(space, space.questions[number])


def _draw_numbered(asked: list[str], number: int) -> dict[str, Value]:
    ((space, plan),) = _worker
    return draw_values(space, plan, asked, number)


def _count_workers() -> int:
    return min(_MOST_WORKERS, os.cpu_count() or 1)
