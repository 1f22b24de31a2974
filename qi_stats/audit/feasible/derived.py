"""What follows from settled records, the claims and the plan, though the rows are not known.

An adjusted P value of Holm's, and of Benjamini and Hochberg's, never falls where a P value of the
family rises. So its limits are its values where all members are at their lowest and all at their
highest; where these are the same, it is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from qi_stats.audit.feasible.bounds import Values
from qi_stats.audit.feasible.feasible_set import find_range
from qi_stats.ledger import State
from qi_stats.plan.schema.analyses import Regression
from qi_stats.plan.schema.next_study import FAMILIES
from qi_stats.stats import adjust_family

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.feasible.feasible_set import FeasibleSet
    from qi_stats.audit.feasible.queries import Question
    from qi_stats.plan import Plan
    from qi_stats.plan.schema.analyses import Family

    Ends = tuple[float, float]

SIZES = frozenset({"n", "missing", "charts", "df", "lr_df"})
"""Statistics of an analysis that depend on the plan and the number of complete rows alone."""
ADJUSTED = ("holm", "benjamini_hochberg")


def derive_sizes(
    feasible: FeasibleSet, question: Question, drawn: Mapping[str, State]
) -> dict[str, State]:
    """Return as identified what depends only on how many rows an analysis uses, if that is known.

    `drawn` are the states over drawn datasets. A record that was the same in all of them, as these
    must be, has that value; another stays as it was.
    """
    counts = feasible.model.cross(question.scope, question.conditions)
    complete = [one for pair, one in counts.items() if None not in pair]
    model = feasible.model.solver_model.clone()
    for chosen in (complete, list(counts.values())):
        number = model.new_int_var(0, 2**31, "")
        model.add(cp_model.LinearExpr.sum(chosen) == number)
        ends = find_range(model, number)
        if ends is None or ends[0] != ends[1]:
            return {}
    return {
        key: State("identified", value=state.value)
        for key, state in drawn.items()
        if key.partition(".")[0] == question.analysis.id
        and key.rpartition(".")[2] in SIZES
        and state.value is not None
    }


def bound_tests(claims: Iterable[Claim], states: Mapping[str, State]) -> dict[str, State]:
    """Return as bounded the illustrative P values about which a claim says something.

    That a result is not significant, or is printed with other digits, sets limits to its P.
    """
    return {
        claim.key: State("bounded", ends)
        for claim in claims
        if claim.key is not None
        and states.get(claim.key, State("illustrative")).identified == "illustrative"
        and (ends := claim.kind.bound_p(claim)) is not None
    }


def match_tests(plan: Plan, states: Mapping[str, State]) -> dict[str, State]:
    """Return the states of P values of F in linear models with one coefficient.

    F is then the square of the coefficient's t, and the P values are the same.
    """
    found: dict[str, State] = {}
    for analysis in plan.analyses:
        if isinstance(analysis, Regression) and len(analysis.terms) == 1:
            for method in analysis.methods:
                path = f"{analysis.id}.{method.name}"
                whole, single = f"{path}.f_p", f"{path}.{analysis.terms[0]}.p"
                if whole in states and single in states:
                    found[whole] = states[single]
    return found


def settle_families(
    plan: Plan, claims: Iterable[Claim], states: Mapping[str, State]
) -> dict[str, State]:
    """Return the states of each family: how many tests, their P values, and the adjusted ones.

    A member that is not identified and that no claim is about may have no P value with some
    rows. The size of its family is not known then, and the adjusted values stay as they are.
    """
    found: dict[str, State] = {}
    claimed = {one.key for one in claims if one.kind.bound_p(one) is not None}
    for family in plan.families:
        path = f"{FAMILIES}.{family.id}"
        found |= {f"{path}.{key}.p": states[key] for key in family.members if key in states}
        ends = [_find_ends(states.get(key), key in claimed) for key in family.members]
        known = [one for one in ends if one is not None]
        if len(known) == len(ends):
            found[f"{path}.n"] = State("identified", value=len(ends))
            found |= _adjust(path, family, known)
    return found


def _find_ends(state: State | None, is_claimed: bool) -> Ends | None:
    """Return the proven limits of a P value that there is; None where there are none."""
    if state is None or state.identified == "illustrative":
        return None
    if isinstance(state.value, float):
        return state.value, state.value
    return state.range if is_claimed else None


def _adjust(path: str, family: Family, ends: list[Ends]) -> dict[str, State]:
    low, high = (
        adjust_family(p_values=[one[end] for one in ends], names=family.members).tests
        for end in (0, 1)
    )
    return {
        f"{path}.{one.test}.{name}": Values((getattr(one, name), getattr(other, name))).settle()
        for one, other in zip(low, high, strict=True)
        for name in ADJUSTED
    }
