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
    from qi_stats.audit.feasible.conflicts import Conflict
    from qi_stats.audit.feasible.feasible_set import FeasibleSet
    from qi_stats.audit.feasible.queries import Question
    from qi_stats.plan import Plan
    from qi_stats.plan.schema.analyses import Family, PlannedAnalysis

    Ends = tuple[float, float]

SIZES = frozenset({"n", "missing", "df", "lr_df"})
"""Statistics that depend on the plan and the number of complete rows alone, as in a regression."""
LOOKS = frozenset({"fragility", "leave_one_out"})
"""Looks at an analysis that count its rows."""
LEAST_SQUARES = "ols"
SHARE = ".proportion"
SHARES = {"none": 0.0, "half": 0.5, "all": 1.0}
"""Words of claims that stand for one share."""
ADJUSTED = ("holm", "benjamini_hochberg")


def derive_sizes(
    feasible: FeasibleSet, question: Question, drawn: Mapping[str, State]
) -> dict[str, State]:
    """Return as identified what depends only on how many rows an analysis uses, if that is known.

    Terms of a regression are taken to be independent of one another. `drawn` are the states over
    drawn datasets. A record that was the same in all of them, as these must be, has that value;
    another stays as it was.
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
        if _is_size(key, question.analysis) and state.value is not None
    }


def _is_size(key: str, analysis: PlannedAnalysis) -> bool:
    """Say whether a record depends on how many rows its analysis uses, and on no value in them."""
    first, *path, last = key.split(".")
    if first != analysis.id:
        return False
    if last == "charts":
        return bool(path) and path[-1] in LOOKS
    of_model = len(path) == 1 and isinstance(analysis, Regression)
    return last in SIZES and (not path or of_model)


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
            for method in (one for one in analysis.methods if one.name == LEAST_SQUARES):
                path = f"{analysis.id}.{method.name}"
                whole, single = f"{path}.f_p", f"{path}.{analysis.terms[0]}.p"
                if whole in states and single in states:
                    found[whole] = states[single]
    return found


def loosen_yielded(conflicts: Iterable[Conflict], states: Mapping[str, State]) -> dict[str, State]:
    """Return the states, with none proved where a claim about the same rows had to give way.

    Which of the claims in conflict is wrong is not known. So the record that such a claim is about
    is bounded by it and by what the others leave, and what is computed from it is illustrative.
    """
    loosened = dict(states)
    for claim in (one.claim for one in conflicts if not one.is_literal and one.claim.key):
        key, said = claim.key or "", _read_said(claim)
        path = key.rpartition(".")[0]
        for other, state in states.items():
            if other.startswith(f"{path}.") and state.identified == "identified":
                loosened[other] = State("illustrative")
        ends = {key: said}
        total = states.get(f"{path}.total")
        if said is not None and total is not None and isinstance(total.value, int):
            ends[f"{path}.n"] = said * total.value if key.endswith(SHARE) else None
            loosened[f"{path}.total"] = total
        loosened |= {one: _span(states.get(one), end) for one, end in ends.items() if one in states}
    return loosened


def _read_said(claim: Claim) -> float | None:
    """Return the number that a claim prints, or the share that its word stands for."""
    value = claim.printed.value if claim.means is None else SHARES.get(claim.means)
    return None if value is None else float(value)


def _span(known: State | None, said: float | None) -> State:
    """Return the state between what the other claims leave, and what this one says."""
    if known is None or said is None or not isinstance(known.value, int | float):
        return State("illustrative")
    return State("bounded", (min(known.value, said), max(known.value, said)))


def settle_families(
    plan: Plan, claims: Iterable[Claim], states: Mapping[str, State]
) -> dict[str, State]:
    """Return the states of each family: how many tests, their P values, and the adjusted ones.

    That a member has a P value follows from a claim about it. One that is not identified and that
    no claim is about may have none with some rows. The size of its family is not known then, and
    the adjusted values stay as they are.
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
