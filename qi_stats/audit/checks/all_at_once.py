"""Claims of a paper held against one another by a solver, with no data and perhaps no codebook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.sentences import say_conflict
from qi_stats.audit.feasible.model.constraints import find_totals
from qi_stats.audit.feasible.model.solver import Allowance, SearchTooLongError

if TYPE_CHECKING:
    from collections.abc import Collection

    from qi_stats.audit.claims.model import Claims
    from qi_stats.codebook import Codebook

LONGEST = 10.0


def examine_together(claims: Claims, doubted: Collection[str] = ()) -> tuple[Finding, ...]:
    """Return the contradictions that show only when all claims are held at once.

    Parameters
    ----------
    claims
        The claims.
    doubted
        Names of claims that can't be right whatever the others say; they are left out, as are
        claims about tables whose number of rows no other claim tells.

    Returns
    -------
    tuple of Finding
        One of rank "undecided" where the solver did not settle it in `LONGEST` deterministic
        seconds, or the claims name too many things together.
    """
    from qi_stats.audit.feasible.conflicts import search_conflicts

    left = {name: one for name, one in claims.by_name.items() if name not in doubted}
    codebook = keep_sized(claims.codebook, find_totals(left.values()))
    known = {
        name: one
        for name, one in left.items()
        if one.target is not None and one.target.table in codebook.tables
    }
    if not known:
        return ()
    try:
        conflicts = search_conflicts(
            replace(claims, by_name=known, codebook=codebook), Allowance(LONGEST)
        )
    except (SearchTooLongError, InputError):
        message = (
            f"Whether all {len(known)} claims about counts can hold at once was not decided "
            f"within {LONGEST:g} seconds of search; each was checked by itself."
        )
        return (Finding("undecided", tuple(known), message),)
    return tuple(say_conflict(one) for one in conflicts)


def keep_sized(codebook: Codebook, totals: Collection[str]) -> Codebook:
    """Return the codebook without tables, or children of tables, that are not in `totals`."""
    kept = {
        name: table
        for name, table in codebook.tables.items()
        if codebook.lineage(name)[-1].name in totals
    }
    rules = tuple(one for one in codebook.rules if one.table in kept)
    return replace(codebook, tables=kept, rules=rules)
