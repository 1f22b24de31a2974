"""The audit of a paper by its own numbers, with no data and no codebook."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_files.paths import write_atomically
from qi_stats.audit.checks import examine_claims
from qi_stats.audit.checks.all_at_once import examine_together
from qi_stats.audit.checks.findings import RANKS, Finding, rank_findings
from qi_stats.audit.checks.omissions import examine_omissions, examine_shortfalls, examine_words
from qi_stats.audit.checks.transcribed import attribute_spelling
from qi_stats.audit.claims.load import load_claims
from qi_stats.codebook import load_codebook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qi_stats.audit.checks.findings import Rank
    from qi_stats.audit.claims.model import Claims

FORMAT = 1
NOTE = "DO NOT EDIT: written by qi-stats audit from a paper's numbers alone."


@dataclass(frozen=True, slots=True)
class PaperAudit:
    """What a paper's numbers say of one another.

    `findings` are ordered by rank; `out` is the file written, None if none was asked for.
    """

    claims: Claims
    findings: tuple[Finding, ...]
    out: Path | None = None
    written: bool = False

    @property
    def counts(self) -> dict[Rank, int]:
        """How many findings there are of each rank that occurs, the gravest first."""
        tally = Counter(one.rank for one in self.findings)
        return {rank: tally[rank] for rank in RANKS if tally[rank]}

    @property
    def is_clean(self) -> bool:
        """Whether no finding is a fault."""
        return not any(one.is_fault for one in self.findings)

    @property
    def sound(self) -> int:
        """How many claims no fault is about."""
        doubted = {name for one in self.findings if one.is_fault for name in one.claims[:1]}
        return len(self.claims) - len(doubted)


def audit_paper(
    path: Path, codebook_path: Path | None = None, out: Path | None = None
) -> PaperAudit:
    """Examine the claims in the YAML file at `path`, and write the findings to `out` if given.

    Parameters
    ----------
    path
        The claims; `qi-stats audit --new` writes a template.
    codebook_path
        A codebook, if there is one: it tells which numbers are whole and which levels there are.
    out
        A JSON file to write.

    Raises
    ------
    InputError
        If a file is unusable; `out` is then left as it was.
    """
    codebook = None if codebook_path is None else load_codebook(codebook_path)
    claims = load_claims(path, codebook)
    findings = examine_paper(claims, has_levels=codebook is not None)
    written = out is not None and write_atomically(out, render_findings(claims, findings))
    return PaperAudit(claims, findings, out, written)


def examine_paper(claims: Claims, *, has_levels: bool) -> tuple[Finding, ...]:
    """Return what can't be right of the claims, each by itself and all at once.

    `has_levels` says that a codebook has all levels, so that it is known which are not counted.
    """
    singles = examine_claims(claims)
    doubted = {name for one in singles if one.is_fault for name in _list_doubted(claims, one)}
    together = examine_together(claims, doubted)
    omitted = examine_omissions(claims) if has_levels else examine_shortfalls(claims)
    found = (*singles, *together, *omitted, *examine_words(claims))
    return rank_findings(attribute_spelling(claims, found))


def _list_doubted(claims: Claims, fault: Finding) -> Iterator[str]:
    """Yield the claim in doubt, and the count that a percentage does not fit."""
    yield fault.claims[0]
    if fault.technique == "percent" and fault.rank == "impossible":
        count = claims.by_name[fault.claims[1]]
        if count.kind.quantity == "count" and count.target is not None and count.target.where:
            yield count.name


def render_findings(claims: Claims, findings: Sequence[Finding]) -> str:
    """Return the findings as JSON: the same text for the same claims."""
    document = {
        "note": NOTE,
        "format": FORMAT,
        "source": dict(claims.source),
        "claims": len(claims),
        "findings": [_describe(one) for one in findings],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def _describe(finding: Finding) -> dict[str, Any]:
    entries: dict[str, Any] = {
        "rank": finding.rank,
        "claims": list(finding.claims),
        "message": finding.message,
    }
    consistency = finding.consistency
    if consistency is not None:
        entries["technique"] = consistency.technique
        entries["roundings"] = list(consistency.roundings)
        if consistency.possible is not None:
            ends = consistency.possible.low, consistency.possible.high
            entries["possible"] = [float(f"{float(end):.12g}") for end in ends]
    return entries
