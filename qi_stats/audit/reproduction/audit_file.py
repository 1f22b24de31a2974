"""The audit's file: its shape, how it is written, and read back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal, TypeAlias, cast

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, ValidationError

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.claims.verdicts import Outcome  # noqa: TC001 - pydantic
from qi_stats.audit.consistency.printed import Policy  # noqa: TC001 - pydantic
from qi_stats.ledger import State

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from qi_stats.audit.checks.findings import Rank
    from qi_stats.ledger import Identified

FORMAT = 4
NOTE = "DO NOT EDIT: written by qi-stats audit from published.yaml and the ledger."

Ends: TypeAlias = tuple[float, float] | None
Content: TypeAlias = str | int | None


def _read_state(entry: list[Any] | State) -> State:
    """Return a state from its name, then its value where it is identified, or its range."""
    if isinstance(entry, State):
        return entry
    name, *rest = entry
    if name == "identified":
        return State(name, value=rest[0])
    ends = (float(rest[0]), float(rest[1])) if rest else None
    return State(cast("Identified", name), ends)


def _write_state(state: State) -> list[Any]:
    if state.identified == "identified":
        return [state.identified, state.value]
    return [state.identified, *(() if state.range is None else state.range)]


def _read_finding(entry: Mapping[str, Any] | Finding) -> Finding:
    if isinstance(entry, Finding):
        return entry
    return Finding(cast("Rank", entry["rank"]), tuple(entry["claims"]), str(entry["message"]))


def _write_finding(finding: Finding) -> dict[str, Any]:
    return {"rank": finding.rank, "claims": list(finding.claims), "message": finding.message}


if TYPE_CHECKING:
    _Finding: TypeAlias = Finding
    _State: TypeAlias = State
else:
    _Finding = Annotated[Any, PlainValidator(_read_finding), PlainSerializer(_write_finding)]
    _State = Annotated[Any, PlainValidator(_read_state), PlainSerializer(_write_state)]


class Entry(BaseModel):
    """A part of the file."""

    model_config = ConfigDict(frozen=True)


class VerdictEntry(Entry):
    """A claim and what became of it."""

    claim: str
    place: str
    says: str
    kind: str
    text: str
    recomputed: str | None = None
    outcome: Outcome
    policies: tuple[Policy, ...] = ()
    key: str | None = None
    reading: str | None = None
    reason: str | None = None
    gives_way_to: tuple[str, ...] | None = None


class TableEntry(Entry):
    """A table of counts, each after the values that it counts, and what tests give on it."""

    counts: tuple[tuple[Content, ...], ...]
    values: dict[str, float | None]
    outcomes: dict[str, Outcome]


class TestedEntry(Entry):
    """An analysis with claims about its tests; `tables` is None where they are too many."""

    analysis: str
    variables: tuple[str, ...]
    claims: tuple[str, ...]
    tables: tuple[TableEntry, ...] | None


class ReadingEntry(Entry):
    """An analysis under another reading of a variable."""

    analysis: str
    reading: str
    says: str
    claims: tuple[str, ...]
    tables: tuple[TableEntry, ...]


class SamplesEntry(Entry):
    """The samples of whole numbers behind a mean and SD."""

    number: int | None
    minimum: Ends
    median: Ends
    maximum: Ends
    skewness: Ends


class DrawsEntry(Entry):
    """How many datasets were drawn, and the seed of the drawing."""

    datasets: int
    seed: int


class PremiseEntry(Entry):
    """A reading or a rule that identified results rest on; see `Premise`."""

    kind: Literal["reading", "rule"]
    name: str
    says: str
    loosens: tuple[str, ...]
    results: int


class SurveyFile(Entry):
    """What a survey found; see `Survey`."""

    findings: tuple[_Finding, ...]
    tested: tuple[TestedEntry, ...]
    readings: tuple[ReadingEntry, ...]
    premises: tuple[PremiseEntry, ...]
    samples: dict[str, SamplesEntry]
    sampled: DrawsEntry
    states: dict[str, _State]


class AuditFile(Entry):
    """The whole file.

    Attributes
    ----------
    digest
        Of the sources that it was made from, see `digest_sources`.
    source
        The publication.
    counts
        How many claims have each outcome.
    verdicts
        One for each claim.
    survey
        What the claims prove, allow and contradict.
    """

    digest: str
    source: dict[str, str | int] = {}
    counts: dict[Outcome, int] = {}
    verdicts: tuple[VerdictEntry, ...] = ()
    survey: SurveyFile

    def render(self) -> str:
        """Return the file as JSON, with a line for each entry of its longest lists."""
        document = {
            "note": NOTE,
            "format": FORMAT,
            **self.model_dump(mode="json", exclude={"survey", "verdicts"}),
            "verdicts": [one.model_dump(mode="json", exclude_none=True) for one in self.verdicts],
            **self.survey.model_dump(mode="json"),
        }
        lines = [f"{_to_json(name)}: {_render(value)}" for name, value in document.items()]
        return "{\n" + ",\n".join(lines) + "\n}\n"


def load_audit_file(path: Path) -> AuditFile:
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
        survey = {name: document[name] for name in SurveyFile.model_fields}
        return AuditFile.model_validate({**document, "survey": survey})
    except FileNotFoundError:
        raise _refuse(path, "no such file") from None
    except (KeyError, TypeError, ValueError, ValidationError):
        raise _refuse(path, "a damaged file") from None


def _render(value: object) -> str:
    if isinstance(value, dict) and value:
        inside = (f"  {_to_json(key)}: {_to_json(one)}" for key, one in value.items())
        return "{\n" + ",\n".join(inside) + "\n}"
    if isinstance(value, list) and value:
        return "[\n" + ",\n".join(f"  {_to_json(one)}" for one in value) + "\n]"
    return _to_json(value)


def _to_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _refuse(path: Path, found: str) -> InputError:
    expected = f"an audit of format {FORMAT}"
    return InputError(show_path(path), found, expected, "run `qi-stats audit`")
