"""The audit of a paper by its own numbers, with no data and no codebook."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qi_files.paths import write_atomically
from qi_stats.audit.checks import examine_claims, list_doubted
from qi_stats.audit.checks.all_at_once import examine_together
from qi_stats.audit.checks.findings import RANKS, Finding, rank_findings
from qi_stats.audit.checks.omissions import examine_omissions, examine_shortfalls, examine_words
from qi_stats.audit.checks.transcribed import attribute_spelling
from qi_stats.audit.paper.page import render_page
from qi_stats.audit.paper.rows import render_csv, render_markdown
from qi_stats.audit.paper.sources import load_source
from qi_stats.codebook import load_codebook

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qi_stats.audit.checks.findings import Rank
    from qi_stats.audit.claims.model import Claims
    from qi_stats.audit.paper.extract.found import Reading

FORMAT = 1
NOTE = "DO NOT EDIT: written by qi-stats audit from a paper's numbers alone."


@dataclass(frozen=True, slots=True)
class PaperAudit:
    """What a paper's numbers say of one another.

    `findings` are ordered by rank; `written` has each file that was asked for, and whether it is
    other than before. Of a paper that was read as text, `reading` is what was found in it.
    """

    claims: Claims
    findings: tuple[Finding, ...]
    written: Mapping[Path, bool] = field(default_factory=dict)
    reading: Reading | None = None

    @property
    def unread(self) -> tuple[str, ...]:
        """The sentences and cells with something like a statistic that was not understood."""
        return () if self.reading is None else self.reading.list_unread()

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
    path: Path,
    codebook_path: Path | None = None,
    out: Path | None = None,
    extract: Path | None = None,
) -> PaperAudit:
    """Examine the claims of the paper at `path`, and write the findings to `out` if given.

    Parameters
    ----------
    path
        Claims as YAML (`qi-stats audit --new` writes a template), or the paper as text, Markdown,
        HTML, Word or PDF, whose statistics are then recognized.
    codebook_path
        A codebook, if there is one: it tells which numbers are whole and which levels there are.
    out
        A file to write: a page (.html), Markdown (.md), a table (.csv), or else JSON.
    extract
        A YAML file to write: the claims that were found in a text, to complete.

    Raises
    ------
    InputError
        If a file is unusable; nothing is then written.
    """
    codebook = None if codebook_path is None else load_codebook(codebook_path)
    source = load_source(path, codebook)
    claims = source.claims
    findings = examine_paper(claims, has_levels=codebook is not None)
    done = PaperAudit(claims, findings, {}, source.reading)
    written = {}
    if out is not None:
        written[out] = write_atomically(out, render_audit(done, out.suffix.lower()))
    if extract is not None and source.yaml is not None:
        written[extract] = write_atomically(extract, source.yaml)
    return replace(done, written=written)


def render_audit(audit: PaperAudit, suffix: str) -> str:
    """Return the findings in the format that the ending of a file's name says."""
    if suffix in {".html", ".htm"}:
        return render_page(audit.claims, audit.findings, audit.unread)
    if suffix == ".md":
        return render_markdown(audit.claims, audit.findings)
    if suffix == ".csv":
        return render_csv(audit.claims, audit.findings)
    return render_findings(audit.claims, audit.findings)


def examine_paper(claims: Claims, *, has_levels: bool) -> tuple[Finding, ...]:
    """Return what can't be right of the claims, each by itself and all at once.

    `has_levels` says that a codebook has all levels, so that it is known which are not counted.
    """
    singles = examine_claims(claims)
    together = examine_together(claims, list_doubted(claims, singles))
    omitted = examine_omissions(claims) if has_levels else examine_shortfalls(claims)
    found = (*singles, *together, *omitted, *examine_words(claims))
    return rank_findings(attribute_spelling(claims, found))


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
