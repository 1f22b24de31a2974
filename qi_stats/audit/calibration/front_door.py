"""The invented papers as a reader types them: YAML without a codebook.

What a reader can't know is left out: which numbers are whole is said with `items: 1`, as the guide
tells; that a variable has no further levels is not.
"""

from __future__ import annotations

import random
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from qi_stats.audit.calibration.errors import ERRORS, plant_error
from qi_stats.audit.calibration.oracle import is_possible
from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.paper.audit import examine_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qi_stats.audit.calibration.errors import Changed, ErrorKind
    from qi_stats.audit.calibration.papers import Paper
    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claim
    from qi_stats.codebook import Condition

    Door = Callable[[Paper, Changed | None], tuple[Finding, ...]]


@dataclass(frozen=True, slots=True)
class TypedRate:
    """Of `detectable` planted errors of a kind, in how many a fault was found, or at least asked.

    `overcalled` papers that data could give had a fault all the same.
    """

    kind: ErrorKind
    detectable: int
    faults: int
    noticed: int
    overcalled: int


def try_door(
    papers: Sequence[Paper], seed: int, audit: Door | None = None
) -> tuple[int, tuple[TypedRate, ...]]:
    """Return the false alarms on the papers, and what became of each kind of error.

    `audit` writes a paper and reads it again; as YAML (`audit_typed`) if not given.
    """
    door = audit or audit_typed
    alarms = sum(any(found.is_fault for found in door(one, None)) for one in papers)
    return alarms, tuple(_try_error(kind, papers, seed, door) for kind in ERRORS)


def _try_error(kind: ErrorKind, papers: Sequence[Paper], seed: int, door: Door) -> TypedRate:
    detectable = faults = noticed = overcalled = 0
    for number, paper in enumerate(papers):
        draw = random.Random(f"{seed} {kind} {number}")  # noqa: S311 - a simulation
        changed = plant_error(kind, paper, draw)
        if not changed:
            continue
        findings = door(paper, changed)
        is_fault = any(one.is_fault for one in findings)
        if is_possible(paper, changed):
            overcalled += is_fault
            continue
        detectable += 1
        faults += is_fault
        noticed += is_noticed(findings)
    return TypedRate(kind, detectable, faults, noticed, overcalled)


def audit_typed(paper: Paper, changed: Changed | None = None) -> tuple[Finding, ...]:
    """Return the findings on the paper, written as YAML and read again without a codebook."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.yaml"
        path.write_text(write_yaml(paper, changed), encoding="utf-8")
        return examine_paper(load_claims(path), has_levels=False)


def write_yaml(paper: Paper, changed: Changed | None = None) -> str:
    """Return the claims of the paper, some of them `changed`, as a reader types them."""
    claims = {**paper.claims, **(changed or {})}
    source = {"authors": "Nobody", "title": "An invented paper"}
    document = {"source": source, "claims": {n: _describe(one) for n, one in claims.items()}}
    return yaml.safe_dump(document, sort_keys=False, allow_unicode=True)


def _describe(claim: Claim) -> dict[str, Any]:
    """Return one claim as the keys of published.yaml."""
    found: dict[str, Any] = {
        "text": claim.text,
        "place": claim.place,
        "says": claim.says,
        "kind": claim.kind.name,
    }
    target, reported = claim.target, claim.reported
    if target is not None:
        of: dict[str, Any] = {"table": target.table, "variable": target.variable}
        of |= {"variables": list(target.variables), "where": _list_conditions(target.where)}
        of |= {"denominator": _list_conditions(target.denominator)}
        of |= {"items": 1 if target.variable is not None else None}
        found["of"] = {name: value for name, value in of.items() if value}
    if reported.statistic is not None:
        statistic = reported.statistic
        names = ("df1", "df2") if len(statistic.df) > 1 else ("df",)
        degrees = {name: one.text for name, one in zip(names, statistic.df, strict=False)}
        found["statistic"] = {statistic.test: statistic.value.text, **degrees}
    if reported.bounds is not None:
        bounds = reported.bounds
        found["interval"] = {"low": bounds.low.text, "high": bounds.high.text}
        found["interval"] |= {} if reported.formula is None else {"method": reported.formula}
    if reported.test is not None:
        found["test"] = reported.test
    return found


def _list_conditions(conditions: Sequence[Condition]) -> dict[str, list[object]]:
    return {one.variable: list(one.allowed) for one in conditions}


def is_noticed(findings: Sequence[Finding]) -> bool:
    """Return whether a reader is told of a fault, or asked."""
    return any(one.is_fault or one.rank == "question" for one in findings)
