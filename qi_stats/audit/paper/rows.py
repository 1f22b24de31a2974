"""Findings as rows: for each the claim in doubt, where it stands, and what would be right."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import show_interval
from qi_stats.audit.checks.findings import RANKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.checks.findings import Finding, Rank
    from qi_stats.audit.claims.model import Claims

TECHNIQUES = {
    "percent": "whole numbers out of the denominator",
    "grim": "GRIM: means of whole numbers",
    "grimmer": "GRIMMER: means and SDs of whole numbers",
    "debit": "DEBIT: means and SDs of zeros and ones",
    "spread": "bounds of the SD",
    "sample": "search for a sample",
    "p_value": "P from the statistic",
    "ratio": "Wald's interval of a ratio",
    "summaries": "test recomputed from the groups",
    "counts": "test recomputed from the counts",
    "estimate": "estimate, error and interval against each other",
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Row:
    """A finding in the words of a table; `ends` and `printed` are numbers where there are any."""

    number: int
    rank: Rank
    is_fault: bool
    claim: str
    text: str
    place: str
    says: str
    message: str
    technique: str = ""
    possible: str = ""
    ends: tuple[float, float] | None = None
    printed: float | None = None


def list_rows(claims: Claims, findings: Sequence[Finding]) -> tuple[Row, ...]:
    """Return a row for each finding, in their order."""
    return tuple(_build_row(claims, one, n) for n, one in enumerate(findings, start=1))


def _build_row(claims: Claims, finding: Finding, number: int) -> Row:
    claim = claims.by_name[finding.claims[0]]
    found = finding.consistency
    possible = None if found is None else found.possible
    is_number = claim.kind.quantity is not None and claim.kind.quantity != "limits"
    return Row(
        number=number,
        rank=finding.rank,
        is_fault=finding.is_fault,
        claim=claim.name,
        text=claim.text,
        place=claim.place,
        says=claim.says,
        message=finding.message,
        technique="" if found is None else TECHNIQUES.get(found.technique, found.technique),
        possible="" if possible is None else show_interval(possible, 4),
        ends=None if possible is None else (float(possible.low), float(possible.high)),
        printed=float(claim.printed.value) if is_number else None,
    )


def render_csv(claims: Claims, findings: Sequence[Finding]) -> str:
    """Return the findings as CSV; texts that a spreadsheet would compute get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["grade", "claim", "text", "place", "says", "finding", "possible", "test"])
    for row in list_rows(claims, findings):
        cells = [RANKS[row.rank], row.claim, row.text, row.place, row.says, row.message]
        writer.writerow([_guard(one) for one in (*cells, row.possible, row.technique)])
    return out.getvalue()


def _guard(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def render_markdown(claims: Claims, findings: Sequence[Finding]) -> str:
    """Return the findings as Markdown, under a heading for each grade."""
    title = _escape(str(claims.source.get("title", "a paper")))
    lines = [f"# Audit: {title}", "", f"{len(claims)} claims, {len(findings)} findings.", ""]
    heading = ""
    for row in list_rows(claims, findings):
        if RANKS[row.rank] != heading:
            heading = RANKS[row.rank]
            lines += [f"## {heading}", ""]
        lines += [f"- {_escape(row.message)}", f"  {_escape(row.says)}"]
        if row.possible:
            lines.append(f"  Possible: {row.possible} ({row.technique}).")
        lines.append("")
    return "\n".join(lines)


def _escape(text: str) -> str:
    return "".join(f"\\{one}" if one in r"\`*_{}[]<>#|~$&" else one for one in text)
