"""Every test of single numbers that applies to the claims of a publication, without any data.

What a claim counts (`of`) tells which tests apply: a count beside a percentage of the same rows, a
mean beside an SD and a range, a P value beside its statistic or the summaries of two groups, a
word about significance beside a P value, the levels of one variable beside their total.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.decisions import examine_decisions
from qi_stats.audit.checks.findings import rank_findings, settle_findings
from qi_stats.audit.checks.inference import examine_inference
from qi_stats.audit.checks.moments import examine_moments
from qi_stats.audit.checks.repeats import examine_repeats
from qi_stats.audit.checks.shares import examine_shares
from qi_stats.audit.checks.sizes import find_sizes
from qi_stats.audit.checks.totals import examine_totals

if TYPE_CHECKING:
    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claims

__all__ = ["examine_claims"]


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
    doubted = {one.claims[0] for one in found if one.is_fault}
    found += examine_inference(claims, sizes, doubted)
    found += examine_decisions(claims)
    return rank_findings(settle_findings(found))
