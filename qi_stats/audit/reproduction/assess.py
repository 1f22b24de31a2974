"""What a publication's claims prove, allow and contradict: all of it, from the claims alone."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.audit.checks import examine_claims
from qi_stats.audit.checks.findings import rank_findings
from qi_stats.audit.checks.omissions import examine_omissions, examine_words
from qi_stats.audit.checks.sentences import say_conflict, say_exclusion, say_test, say_unproved
from qi_stats.audit.checks.transcribed import attribute_spelling
from qi_stats.audit.feasible.alternative_readings import Reread, reread_tests
from qi_stats.audit.feasible.conflicts import find_conflicts, refuse_needless
from qi_stats.audit.feasible.feasible_set import FeasibleSet
from qi_stats.audit.feasible.integer_samples import Samples, describe_samples
from qi_stats.audit.feasible.model.constraints import count_units
from qi_stats.audit.feasible.model.solver import SearchTooLongError, solve_counts
from qi_stats.audit.feasible.premises import Premise, find_premises
from qi_stats.audit.feasible.provenance import Settlement, settle_plan
from qi_stats.audit.feasible.tested import Tested, find_tested
from qi_stats.audit.feasible.unproved import find_unproved

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.feasible.conflicts import Conflict
    from qi_stats.codebook import Codebook
    from qi_stats.plan import Plan


@dataclass(frozen=True, slots=True)
class Survey:
    """What the claims of a publication leave of the data behind it.

    Attributes
    ----------
    findings
        What is wrong or unclear, the gravest first.
    settlement
        The state of each record of the plan; empty where the data are observed.
    tested
        The tables behind each analysis that claims of tests are about.
    reread
        The same under other meanings of a variable.
    samples
        The whole-number samples behind each mean with its SD, by the claim of the mean.
    premises
        The readings and rules that identified results rest on.
    """

    findings: tuple[Finding, ...]
    settlement: Settlement
    tested: tuple[Tested, ...]
    reread: tuple[Reread, ...]
    samples: Mapping[str, Samples]
    premises: tuple[Premise, ...] = ()


def survey_claims(
    claims: Claims, plan: Plan, advance: Callable[[float], None] = lambda _: None
) -> Survey:
    """Return what the claims, with their codebook, prove, allow and contradict.

    Parameters
    ----------
    claims
        The claims, read with a codebook.
    plan
        Analyses that answer the claims of tests.
    advance
        Called with the share of the work that is done.

    Raises
    ------
    InputError
        If the codebook leaves a variable without limits, a claim gives way needlessly, or the
        solver can't tell what the claims allow.
    """
    if not has_sizes(claims):
        found = attribute_spelling(claims, [*examine_claims(claims), *examine_words(claims)])
        return Survey(rank_findings(found), Settlement({}), (), (), {})
    try:
        return _survey_counts(claims, plan, advance)
    except SearchTooLongError:
        raise InputError(
            show_path(claims.codebook.source),
            "claims of which the solver can't tell what they allow",
            "fewer claims, or a codebook with fewer values",
            "narrow the ranges of its variables, or leave claims out",
        ) from None


def _survey_counts(claims: Claims, plan: Plan, advance: Callable[[float], None]) -> Survey:
    """Return the survey of claims that count units."""
    conflicts = find_conflicts(claims)
    advance(0.05)
    yielded = {one.claim.name for one in conflicts if not one.is_literal}
    counting = [one for one in claims if not one.kind.is_test and one.name not in yielded]
    firm = [one for one in counting if one.open is None]
    tests = [one for one in claims if one.kind.is_test]
    feasible = FeasibleSet(claims.codebook, plan, firm)
    tested = find_tested(claims.codebook, plan, firm, tests)
    advance(0.15)
    failed = find_failed(tested)
    excluded = find_excluded(claims.codebook, plan, firm, tested, failed)
    out = {*failed, *(one.name for one in chain.from_iterable(excluded))}
    refuse_needless(tests, out)
    held = [*firm, *(one for one in tests if one.name not in out)]
    reread = tuple(reread_tests(feasible, tested, claims.readings))
    samples = describe_samples(claims, held)
    advance(0.2)
    settlement = Settlement({})
    premises: tuple[Premise, ...] = ()
    if claims.codebook.provenance != "observed":
        settlement = settle_plan(
            claims.codebook,
            plan,
            held,
            tested,
            lambda share: advance(0.2 + 0.6 * share),
            [one for one in counting if one.open is not None],
        )
        premises = find_premises(claims.codebook, plan, held, settlement.states)
    findings = _list_findings(claims, conflicts, excluded, failed)
    return Survey(findings, settlement, tested, reread, samples, premises)


def has_sizes(claims: Claims) -> bool:
    """Say whether the claims tell how many units there are, without which nothing is countable."""
    try:
        return bool(count_units(claims.codebook, claims))
    except InputError:
        return False


def find_failed(tested: Iterable[Tested]) -> dict[str, Tested]:
    """Return the claims of tests that come out on no table on which the other ones do.

    Of several about one analysis, those fail that leave no table to the ones before them.
    """
    failed: dict[str, Tested] = {}
    for one in tested:
        left = one.tables
        if left is None:
            continue
        for claim in sorted(one.claims, key=lambda claim: claim.gives_way is not None):
            kept = tuple(table for table in left if table.keeps([claim.name]))
            if kept:
                left = kept
            else:
                failed[claim.name] = one
    return failed


def find_excluded(
    codebook: Codebook,
    plan: Plan,
    counting: Sequence[Claim],
    tested: Iterable[Tested],
    failed: Collection[str],
) -> dict[tuple[Claim, ...], tuple[Claim, ...]]:
    """Return claims of tests that come out by themselves, but with no data together with others.

    The claims of one analysis at a time join those before it, the yielding ones last. Each group
    that can't is given with the claims that exclude it.
    """

    def can_hold(group: Sequence[Tested]) -> bool:
        feasible = FeasibleSet(codebook, plan, counting)
        for one in group:
            feasible.hold_tables(one.question, [table.counts for table in one.keep(held)])
        return solve_counts(feasible.model.solver_model) is not None

    listed = [one for one in tested if one.tables is not None]
    held = {claim.name for one in listed for claim in one.claims} - set(failed)
    standing: list[Tested] = []
    excluded: dict[tuple[Claim, ...], tuple[Claim, ...]] = {}
    for one in sorted(listed, key=lambda each: any(claim.gives_way for claim in each.claims)):
        if can_hold([*standing, one]):
            standing.append(one)
            continue
        alone = [other for other in standing if not can_hold([other, one])]
        others = alone[:1] or standing
        excluded[_select_held(one, held)] = tuple(
            claim for other in others for claim in _select_held(other, held)
        )
    return excluded


def _select_held(tested: Tested, held: Collection[str]) -> tuple[Claim, ...]:
    """Return the claims of an analysis, by name among `held`, that not every table meets."""
    return tuple(claim for claim in tested.select_binding() if claim.name in held)


def _list_findings(
    claims: Claims,
    conflicts: Sequence[Conflict],
    excluded: Mapping[tuple[Claim, ...], tuple[Claim, ...]],
    failed: Mapping[str, Tested],
) -> tuple[Finding, ...]:
    """Return all findings; of two of one rank about the same claim, the first.

    Of a conflict nothing is said where a test of single numbers says more of the same claim.
    """
    singles = examine_claims(claims)
    told = {one.claims[0] for one in singles if one.is_fault and one.rank != "contradiction"}
    pinning = {name: find_pinning(claims, one) for name, one in failed.items()}
    listed = chain(
        (say_conflict(one) for one in conflicts if one.is_literal or one.claim.name not in told),
        (say_test(claims.by_name[n], one, pinning[n]) for n, one in failed.items()),
        (say_exclusion(names, others) for names, others in excluded.items()),
        map(say_unproved, find_unproved(claims)),
        singles,
        examine_omissions(claims),
        examine_words(claims),
    )
    kept: dict[tuple[str, str], Finding] = {}
    for finding in listed:
        kept.setdefault((finding.rank, finding.claims[0]), finding)
    return rank_findings(attribute_spelling(claims, kept.values()))


def find_pinning(claims: Claims, tested: Tested) -> tuple[Claim, ...]:
    """Return one claim for each quantity that fixes the margins of a test's table."""
    table, names = tested.question.scope
    found: dict[object, Claim] = {}
    for claim in claims.standing():
        target = claim.target
        if claim.kind.quantity != "count" or target is None or target.table != table:
            continue
        if {one.variable for one in target.where} <= set(names):
            found.setdefault(target, claim)
    return tuple(found.values())
