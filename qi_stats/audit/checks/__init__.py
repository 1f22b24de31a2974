"""Every test of single numbers that applies to the claims of a publication, without any data.

What a claim counts (`of`) tells which tests apply: a count beside a percentage of the same rows, a
mean beside an SD and a range, a P value beside its statistic or the summaries of two groups, a
word about significance beside a P value, the levels of one variable beside their total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.computed import examine_computed
from qi_stats.audit.checks.decisions import examine_decisions
from qi_stats.audit.checks.findings import rank_findings, settle_findings
from qi_stats.audit.checks.inference import examine_inference
from qi_stats.audit.checks.medians import examine_medians
from qi_stats.audit.checks.moments import examine_moments
from qi_stats.audit.checks.pooled import examine_pooled
from qi_stats.audit.checks.repeats import examine_repeats
from qi_stats.audit.checks.shares import examine_shares
from qi_stats.audit.checks.sizes import find_sizes
from qi_stats.audit.checks.totals import examine_totals

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claims

__all__ = ["examine_claims", "list_doubted"]


def examine_claims(claims: Claims) -> tuple[Finding, ...]:
    """Return what the tests of single numbers find in the claims, the gravest first.

    Claims that no test applies to, and whose number no record of a ledger answers either, are
    findings of rank "not_recomputable".
    """
    sizes = find_sizes(claims)
    found = [
        *examine_repeats(claims),
        *examine_shares(claims, sizes),
        *examine_totals(claims, sizes),
        *examine_moments(claims, sizes),
    ]
    found += examine_medians(claims, sizes, list_doubted(claims, found))
    found += examine_pooled(claims, sizes, list_doubted(claims, found))
    found += examine_inference(claims, sizes, list_doubted(claims, found))
    found += examine_computed(claims, list_doubted(claims, found))
    found += examine_decisions(claims)
    return rank_findings(settle_findings(found))


def list_doubted(claims: Claims, findings: Iterable[Finding]) -> set[str]:
    """Return the claims that faults put in doubt; of a percentage, also the count it contradicts.

    Nothing else can be held against them.
    """
    doubted = set()
    for fault in findings:
        if not fault.is_fault:
            continue
        doubted.add(fault.claims[0])
        if fault.technique == "percent" and fault.rank == "impossible":
            count = claims.by_name[fault.claims[1]]
            if count.kind.quantity == "count" and count.target is not None and count.target.where:
                doubted.add(count.name)
    return doubted
