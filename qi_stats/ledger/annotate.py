"""Write into a ledger what is known about its values beside the data."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from qi_stats.ledger.ledger import Ledger

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_stats.estimates import Value
    from qi_stats.ledger.record import Identified, Record

_SETTLED = frozenset({"observed", "assumed"})


class State(NamedTuple):
    """How much is known about one value.

    Attributes
    ----------
    identified
        State of the record, see `Record`.
    range
        Lowest and highest possible value, where the value is not settled.
    claim
        Id of the published claim that the record answers.
    value
        The only possible value of an identified one; None where it can't be computed.
    """

    identified: Identified
    range: tuple[float, float] | None = None
    claim: str | None = None
    value: Value = None


def annotate_ledger(ledger: Ledger, states: Mapping[str, State]) -> Ledger:
    """Return the ledger with the state of each record written into it.

    Records of observed data stay `observed` whatever a publication says of them, and those that
    rest on no data `assumed`; they take the claim only. Records without a state stay as they are,
    and so do values: nothing is computed.

    Parameters
    ----------
    ledger
        Ledger of a run.
    states
        What is known, by key. A key that the ledger does not have is left aside: there is no
        record to mark, and the audit reports the claim as not answerable.
    """
    return Ledger(_annotate_record(record, states.get(record.key)) for record in ledger)


def _annotate_record(record: Record, state: State | None) -> Record:
    if state is None:
        return record
    if record.identified in _SETTLED:
        return replace(record, claim=state.claim)
    return replace(
        record,
        identified=state.identified,
        range=state.range,
        claim=state.claim,
    )
