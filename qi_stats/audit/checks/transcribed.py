"""Findings about spelling, told of a transcription unless the publication itself was looked at."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claims

UNCHECKED = (
    "It is so in the transcription that was read, and was not checked against the publication."
)


def attribute_spelling(claims: Claims, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings; those about spelling say whose spelling it is, as far as is known.

    A slip of a transcription is no fault of authors. Where `claims` were read from one, a finding
    of the rank `typographic` is theirs only if each of its claims says where it was checked.
    """
    transcribed = claims.source.get("read_from") == "transcription"
    for finding in findings:
        checked = all(claims.by_name[name].checked for name in finding.claims)
        if transcribed and finding.rank == "typographic" and not checked:
            yield replace(finding, message=f"{finding.message} {UNCHECKED}")
        else:
            yield finding
