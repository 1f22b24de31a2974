"""Claims that can't all hold: sets that conflict by every one of them, and which one yields.

References: Junker (2004), QuickXplain: preferred explanations and relaxations for over-constrained
problems, AAAI-04, 167-172.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.audit.feasible.feasible_set import find_range, select_known
from qi_stats.audit.feasible.model.constraints import add_claims, count_units
from qi_stats.audit.feasible.model.count_model import CountModel
from qi_stats.audit.feasible.model.solver import Allowance, solve_counts
from qi_stats.audit.feasible.queries import list_scopes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.codebook import Codebook


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim that can't hold with `others`, all of them needed for that.

    `allowed` is the range that the others leave to what the claim counts, `whole` to the rows that
    it is a share of; None where it counts nothing. `is_literal` says that the claim stands for its
    literal reading, and `left` is then the range that all claims together leave.
    """

    claim: Claim
    others: tuple[Claim, ...]
    allowed: tuple[int, int] | None
    whole: tuple[int, int] | None = None
    is_literal: bool = False
    left: tuple[int, int] | None = None


class Checker:
    """Answers whether claims about counts and numbers can hold together.

    Parameters
    ----------
    codebook
        Tables, variables and rules, which always hold.
    claims
        All claims that will be asked about.
    allowance
        What all questions together may take; without limit if not given.
    """

    def __init__(
        self, codebook: Codebook, claims: Sequence[Claim], allowance: Allowance | None = None
    ) -> None:
        self._allowance = allowance
        scopes = dict.fromkeys(list_scopes((), claims))
        self._model = CountModel(codebook, count_units(codebook, claims), None, scopes)

    def can_hold(self, claims: Sequence[Claim]) -> bool:
        """Say whether some dataset satisfies all of `claims`."""
        model = self._bind(claims).solver_model
        return solve_counts(model, allowance=self._allowance) is not None

    def find_core(self, fixed: Sequence[Claim], others: Sequence[Claim]) -> tuple[Claim, ...]:
        """Return a part of `others` that contradicts `fixed`, from which none can be left out."""
        return self._explain(tuple(fixed), bool(fixed), tuple(others))

    def describe(self, claim: Claim, others: Sequence[Claim]) -> Conflict:
        """Return the conflict of `claim` with `others`, with what they leave to it."""
        target = claim.target
        if target is None or claim.kind.about != "rows":
            return Conflict(claim, tuple(others), None)
        model = self._bind(others)
        part, whole = (
            find_range(model.solver_model, model.count(target.table, conditions))
            for conditions in ((*target.where, *target.denominator), target.denominator)
        )
        return Conflict(claim, tuple(others), part, whole)

    def _bind(self, claims: Sequence[Claim]) -> CountModel:
        model = self._model.copy()
        add_claims(model, select_known(model, claims))
        return model

    def _explain(
        self, held: tuple[Claim, ...], is_new: bool, others: tuple[Claim, ...]
    ) -> tuple[Claim, ...]:
        if is_new and not self.can_hold(held):
            return ()
        if not others:
            raise InputError(
                "codebook",
                "rules that no row can keep, whatever was published",
                "rules that some data satisfy",
                "mend the rules, or the ranges of the variables that they name",
            )
        if len(others) == 1:
            return others
        first, second = others[: len(others) // 2], others[len(others) // 2 :]
        late = self._explain((*held, *first), True, second)
        early = self._explain((*held, *late), bool(late), first)
        return (*early, *late)


def find_conflicts(claims: Claims) -> tuple[Conflict, ...]:
    """Return what contradicts what; see `search_conflicts`.

    Raises
    ------
    InputError
        If a claim gives way although it can hold with all others.
    """
    found = search_conflicts(claims)
    counted = (one for one in claims if not one.kind.is_test)
    refuse_needless(counted, {one.claim.name for one in found})
    return found


def search_conflicts(claims: Claims, allowance: Allowance | None = None) -> tuple[Conflict, ...]:
    """Return what contradicts what among the claims about counts and numbers.

    Claims of which a contradiction consists yield one at a time until the rest can hold: first
    those that the file lets give way, else the one whose quantity is stated the fewest times.
    Then each literal reading of a claim is held against all the others that stand.
    """
    counted = [one for one in claims if one.target is not None and not one.kind.is_test]
    literal = [
        replace(one, target=one.literal, where=one.name)
        for one in counted
        if one.literal is not None
    ]
    checker = Checker(claims.codebook, [*counted, *literal], allowance)
    found: list[Conflict] = []
    standing = list(counted)
    while not checker.can_hold(standing):
        core = checker.find_core((), _order_for_core(standing))
        yielding = choose_yielding(core, standing)
        found.append(checker.describe(yielding, [one for one in core if one is not yielding]))
        standing.remove(yielding)
    for one in literal:
        rest = [other for other in standing if other.name != one.name]
        if not checker.can_hold([one, *rest]):
            core = checker.find_core([one], _order_for_core(rest))
            left = checker.describe(one, rest).allowed
            found.append(replace(checker.describe(one, core), is_literal=True, left=left))
    return tuple(found)


def choose_yielding(core: Sequence[Claim], claims: Sequence[Claim]) -> Claim:
    """Return the claim of a contradiction that yields to the others."""
    declared = [one for one in core if one.gives_way is not None]
    support = {one.name: sum(_restates(other, one) for other in claims) for one in core}
    return min(declared or core, key=lambda one: (support[one.name], -_find(claims, one)))


def _restates(one: Claim, other: Claim) -> bool:
    return one.target == other.target and one.gives_way is None


def _find(claims: Sequence[Claim], claim: Claim) -> int:
    return next(n for n, one in enumerate(claims) if one is claim)


def _order_for_core(claims: Sequence[Claim]) -> list[Claim]:
    """Put counts of whole tables and printed numbers first: they make the plainest cores."""
    return sorted(claims, key=lambda one: one.kind.plainness)


def refuse_needless(claims: Iterable[Claim], yielded: Collection[str]) -> None:
    """Refuse a claim that gives way although it is not among those that had to, by name.

    Raises
    ------
    InputError
        If there is one.
    """
    for claim in claims:
        if claim.gives_way and claim.name not in yielded:
            raise InputError(
                f"claims › {claim.name} › gives_way",
                "a claim that gives way although it can hold with those it names",
                "claims that contradict it",
                "remove gives_way, or name the claims that it contradicts",
            )
