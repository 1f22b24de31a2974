"""Verdicts → what the publication settles about each record of the ledger."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.audit.feasible.bounds import CLOSENESS
from qi_stats.ledger import State, annotate_ledger
from qi_stats.plan.repeats import find_original

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qi_stats.audit.claims.verdicts import Verdict
    from qi_stats.estimates import Value
    from qi_stats.ledger import Ledger, Record


def settle_states(verdicts: Iterable[Verdict]) -> dict[str, State]:
    """Return the state of every record that a claim is about, by the record's key.

    A record is `published` where a claim that prints its value, and can be read in one way only, is
    reproduced. Where the claim says
    less than the value (“not significant”, “most of them”) or is not reproduced, the record is
    `illustrative` and names the claim. Of several claims about one record, the first that settles
    it counts.
    """
    states: dict[str, State] = {}
    for verdict in verdicts:
        claim = verdict.claim
        if claim.key is None:
            continue
        settled = verdict.outcome == "reproduced" and claim.open is None
        settled = settled and claim.kind.settles(claim)
        if settled and states.get(claim.key, State("illustrative")).identified != "published":
            states[claim.key] = State("published", claim=claim.name)
        states.setdefault(claim.key, State("illustrative", claim=claim.name))
    return states


def mark_ledger(
    ledger: Ledger, verdicts: Iterable[Verdict], proven: Mapping[str, State] | None
) -> Ledger:
    """Return the ledger with the state of each record, whatever states it had before.

    Parameters
    ----------
    ledger
        The ledger of a run.
    verdicts
        On the claims, by this ledger.
    proven
        What the claims leave open of each record, see `settle_plan`. A record whose value is not
        the proven one, or not in its range, comes from other data than the claims describe: it is
        `illustrative`. None where no one has asked the claims as they are now: what none of them
        prints is `unchecked`.

    Returns
    -------
    Ledger
        A record that repeats another one has the state of that one.

    Raises
    ------
    InputError
        If a record has another value than the one that it repeats.
    """
    states = {
        record.key: State("unchecked")
        if proven is None
        else _fit_state(record, proven.get(record.key))
        for record in ledger
    }
    for key, state in settle_states(verdicts).items():
        if key not in states or state.identified == "published":
            states[key] = state
        else:
            states[key] = states[key]._replace(claim=state.claim)
    for record in ledger:
        original = find_original(record, ledger)
        if original is None:
            continue
        if not _is_same(record.stat, original.stat):
            raise InputError(
                f"results/ledger.json ({record.key})",
                "a record with another value than the one that it repeats",
                f"the value of {original.key}",
                "report it: two ways to compute one number disagree",
            )
        states[record.key] = states[original.key]
    return annotate_ledger(ledger, states)


def _fit_state(record: Record, state: State | None) -> State:
    if state is None:
        return State("illustrative")
    if state.identified == "identified":
        fits = _is_same(record.stat, state.value)
        return State("identified") if fits else State("illustrative")
    if state.range is None or not isinstance(record.stat, int | float):
        return state
    reach = CLOSENESS * max(1.0, *map(abs, state.range))
    fits = state.range[0] - reach <= record.stat <= state.range[1] + reach
    return state if fits else State("illustrative")


def _is_same(one: Value, other: Value) -> bool:
    if isinstance(one, int | float) and isinstance(other, int | float):
        return math.isclose(one, other, rel_tol=CLOSENESS, abs_tol=CLOSENESS)
    return one == other
