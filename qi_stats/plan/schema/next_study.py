"""Look up what the plan says of all analyses together: families of tests, and the next study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote, raise_errors, suggest
from qi_stats.plan.schema.analyses import Effect, Family, GroupComparison, Planning

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qi_stats.plan.schema.analyses import PlannedAnalysis
    from qi_stats.plan.schema.document import PlanDocument

FAMILIES = "families"
PLANNING = "planning"


def resolve_families(
    path: Path, document: PlanDocument, analyses: Sequence[PlannedAnalysis]
) -> tuple[Family, ...]:
    """Return the families; an error for each member that is of no analysis, or there twice.

    Whether a member is the key of a P value is known when the analyses have been carried out.
    """
    errors = []
    known = [analysis.id for analysis in analyses]
    for name, spec in document.families.items():
        for i, member in enumerate(spec.members):
            where = place(path, (FAMILIES, name, "members", i))
            analysis = member.partition(".")[0]
            if analysis not in known:
                do = suggest(analysis, known, "begin with the id of an analysis")
                expected = "the key of a P value of this plan"
                errors.append(InputError(where, quote(member), expected, do))
            if member in spec.members[:i]:
                found = f"{quote(member)} a second time"
                errors.append(InputError(where, found, "each once", "remove one"))
    raise_errors(errors)
    return tuple(Family(name, spec.title, spec.members) for name, spec in document.families.items())


def resolve_planning(
    path: Path, document: PlanDocument, analyses: Sequence[PlannedAnalysis]
) -> Planning | None:
    """Return what the next study is planned by; an error for each name that is no comparison."""
    spec = document.planning
    if spec is None:
        return None
    known = [
        one.id for one in analyses if isinstance(one, GroupComparison) and len(one.groups) == 2
    ]
    raise_errors(
        InputError(
            place(path, (PLANNING, "comparisons", i)),
            quote(name),
            "a comparison of two groups in this plan",
            suggest(name, known, "remove it"),
        )
        for i, name in enumerate(spec.comparisons)
        if name not in known
    )
    effects = tuple(
        Effect(name, one.label, one.proportions, one.standardized)
        for name, one in spec.effects.items()
    )
    return Planning(spec.power, spec.comparisons, effects, spec.powers)
