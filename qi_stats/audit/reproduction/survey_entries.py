"""What a survey found as entries of the audit's file."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, cast

from qi_stats.audit.reproduction.audit_file import (
    DrawsEntry,
    PremiseEntry,
    ReadingEntry,
    SamplesEntry,
    SurveyFile,
    TableEntry,
    TestedEntry,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.feasible.tested import TestedTable
    from qi_stats.audit.reproduction.assess import Survey
    from qi_stats.audit.reproduction.audit_file import Ends
    from qi_stats.estimates import Value
    from qi_stats.ledger import State

DIGITS = 12


def record_survey(survey: Survey) -> SurveyFile:
    """Return what a survey found, numbers at 12 significant digits."""
    settlement = survey.settlement
    return SurveyFile(
        findings=survey.findings,
        tested=tuple(
            TestedEntry(
                analysis=one.analysis,
                variables=tuple(one.question.scope[1]),
                claims=tuple(claim.name for claim in one.claims),
                tables=None if one.tables is None else _record_tables(one.tables),
            )
            for one in survey.tested
        ),
        readings=tuple(
            ReadingEntry(
                analysis=one.analysis,
                reading=one.reading.name,
                says=one.reading.says,
                claims=tuple(claim.name for claim in one.claims),
                tables=_record_tables(one.tables),
            )
            for one in survey.reread
        ),
        premises=tuple(PremiseEntry(**asdict(one)) for one in survey.premises),
        samples={
            name: SamplesEntry(
                number=one.number,
                minimum=_round_ends(one.minimum),
                median=_round_ends(one.median),
                maximum=_round_ends(one.maximum),
                skewness=_round_ends(one.skewness),
            )
            for name, one in survey.samples.items()
        },
        sampled=DrawsEntry(datasets=settlement.draws, seed=settlement.seed),
        states={key: _round_state(one) for key, one in sorted(settlement.states.items())},
    )


def _record_tables(tables: Iterable[TestedTable]) -> tuple[TableEntry, ...]:
    return tuple(
        TableEntry(
            counts=tuple((*pair, count) for pair, count in one.counts.items()),
            values={name: _round(value) for name, value in one.values.items()},
            outcomes=dict(one.outcomes),
        )
        for one in tables
    )


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")


def _round_value(value: Value) -> Value:
    return _round(value) if isinstance(value, float) else value


def _round_ends(ends: tuple[float, float] | None) -> Ends:
    return None if ends is None else cast("Ends", tuple(map(_round, ends)))


def _round_state(state: State) -> State:
    return state._replace(value=_round_value(state.value), range=_round_ends(state.range))
