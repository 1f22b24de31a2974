"""An audit as a file: what was surveyed, and the states of records, written and read back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.audit.checks.findings import Finding
from qi_stats.ledger import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.audit.checks.findings import Rank
    from qi_stats.audit.feasible.alternative_readings import Reread
    from qi_stats.audit.feasible.tested import Tested, TestedTable
    from qi_stats.audit.reproduction.assess import Survey
    from qi_stats.estimates import Value
    from qi_stats.ledger import Identified

FORMAT = 4
DIGITS = 12
SECTIONS = ("findings", "tested", "readings", "premises", "samples", "sampled", "states")


@dataclass(frozen=True, slots=True)
class Archive:
    """An audit that was read from its file.

    Attributes
    ----------
    digest
        Of the sources that it was made from, see `digest_sources`.
    states
        The state of each record that it settles.
    findings
        What is wrong or unclear, the gravest first.
    document
        The whole file.
    """

    digest: str
    states: Mapping[str, State]
    findings: tuple[Finding, ...]
    document: Mapping[str, Any]


def load_archive(path: Path) -> Archive:
    """Return the audit in the file at `path`.

    Raises
    ------
    InputError
        If the file is missing, is no audit, or is one of another format.
    """
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != FORMAT:
            raise _refuse(path, f"format {document['format']}")
        states = read_states(document)
        findings = tuple(_read_finding(one) for one in document["findings"])
        return Archive(document["digest"], states, findings, document)
    except FileNotFoundError:
        raise _refuse(path, "no such file") from None
    except (KeyError, TypeError, ValueError):
        raise _refuse(path, "a damaged file") from None


def read_states(document: Mapping[str, Any]) -> dict[str, State]:
    """Return the states of records that a survey, as JSON knows it, proves."""
    return {key: _read_state(one) for key, one in document["states"].items()}


def describe_survey(survey: Survey) -> dict[str, Any]:
    """Return the survey as JSON knows it."""
    settlement = survey.settlement
    return {
        "findings": [
            {"rank": one.rank, "claims": list(one.claims), "message": one.message}
            for one in survey.findings
        ],
        "tested": [_describe_tested(one) for one in survey.tested],
        "readings": [_describe_reread(one) for one in survey.reread],
        "premises": [
            {
                "kind": one.kind,
                "name": one.name,
                "says": one.says,
                "loosens": list(one.loosens),
                "results": one.results,
            }
            for one in survey.premises
        ],
        "samples": {
            name: {
                "number": one.number,
                "minimum": _round_all(one.minimum),
                "median": _round_all(one.median),
                "maximum": _round_all(one.maximum),
                "skewness": _round_all(one.skewness),
            }
            for name, one in survey.samples.items()
        },
        "sampled": {"datasets": settlement.draws, "seed": settlement.seed},
        "states": {key: _describe_state(one) for key, one in sorted(settlement.states.items())},
    }


def _describe_tested(tested: Tested) -> dict[str, Any]:
    return {
        "analysis": tested.analysis,
        "variables": list(tested.question.scope[1]),
        "claims": [one.name for one in tested.claims],
        "tables": None
        if tested.tables is None
        else [_describe_table(one) for one in tested.tables],
    }


def _describe_reread(reread: Reread) -> dict[str, Any]:
    return {
        "analysis": reread.analysis,
        "reading": reread.reading.name,
        "says": reread.reading.says,
        "claims": [one.name for one in reread.claims],
        "tables": [_describe_table(one) for one in reread.tables],
    }


def _describe_table(table: TestedTable) -> dict[str, Any]:
    return {
        "counts": [[*pair, count] for pair, count in table.counts.items()],
        "values": {name: _round(value) for name, value in table.values.items()},
        "outcomes": dict(table.outcomes),
    }


def _describe_state(state: State) -> list[Any]:
    """Return the state, then the value of an identified record, or the ends of its range."""
    if state.identified == "identified":
        return [state.identified, _round_number(state.value)]
    ends = () if state.range is None else map(_round, state.range)
    return [state.identified, *ends]


def _read_state(entry: list[Any]) -> State:
    name, *rest = entry
    if name == "identified":
        return State(name, value=rest[0])
    ends = (float(rest[0]), float(rest[1])) if rest else None
    return State(cast("Identified", name), ends)


def _read_finding(entry: Mapping[str, Any]) -> Finding:
    return Finding(cast("Rank", entry["rank"]), tuple(entry["claims"]), str(entry["message"]))


def render_document(document: Mapping[str, Any]) -> str:
    """Return a document as JSON, one line for each entry of its longest lists."""
    lines = [f'"{name}": {_render(value)}' for name, value in document.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _render(value: object) -> str:
    if isinstance(value, dict) and value:
        inside = (f"  {_to_json(key)}: {_to_json(one)}" for key, one in value.items())
        return "{\n" + ",\n".join(inside) + "\n}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_to_json(one)}" for one in value) + "\n]"
    return _to_json(value)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _round(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")


def _round_number(value: Value) -> Value:
    return _round(value) if isinstance(value, float) else value


def _round_all(values: tuple[float, float] | None) -> list[float | None] | None:
    return None if values is None else [_round(one) for one in values]


def _refuse(path: Path, found: str) -> InputError:
    expected = f"an audit of format {FORMAT}"
    return InputError(show_path(path), found, expected, "run `qi-stats audit`")
