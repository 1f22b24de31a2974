"""P values and test statistics against each other, and against the groups that are compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_interval, show_statistic
from qi_stats.audit.checks.count_tests import examine_count_tests
from qi_stats.audit.checks.decisions import span_size, tell_test
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.groups import find_groups, find_table
from qi_stats.audit.checks.intervals import examine_estimate, is_same
from qi_stats.audit.checks.mean_differences import examine_mean_difference
from qi_stats.audit.checks.moments import find_quantities
from qi_stats.audit.checks.paired import examine_paired, find_pair
from qi_stats.audit.checks.sizes import find_rows
from qi_stats.audit.checks.standard_errors import examine_standard_error
from qi_stats.audit.consistency import check_anova, check_p, check_t_test
from qi_stats.audit.consistency.anova import bound_anova
from qi_stats.audit.consistency.p_value import SIDED, compare_ranges
from qi_stats.audit.consistency.t_test import bound_distance, bound_t_test

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from qi_stats.audit.checks.groups import CountTable, NamedGroup
    from qi_stats.audit.checks.moments import Quantities
    from qi_stats.audit.checks.sizes import Sizes
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency import Consistency
    from qi_stats.audit.consistency.p_value import Range, Statistic
    from qi_stats.audit.consistency.rounding import Rounding
    from qi_stats.audit.consistency.t_test import Method


def examine_inference(
    claims: Claims, sizes: Sizes, doubted: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the P values, statistics and estimates that can't follow from what stands beside them.

    What rests on a claim in `doubted`, which can't be right itself, is not checked, and said so.
    """
    quantities = find_quantities(claims, sizes)
    for claim in claims:
        if claim.kind.checks & {"interval", "p_value"}:
            summary = _find_summary(claim, quantities, sizes)
            culprit = next((name for name in summary.claims if name in doubted), None)
            if "interval" in claim.kind.checks:
                yield from _examine_estimate(claim, claims, summary if culprit is None else _ALONE)
            else:
                yield from _examine_test(claim, claims, summary, sizes, culprit)


@dataclass(frozen=True, slots=True)
class Summary:
    """What is printed of the rows that a test compares: pairs, or groups, or else counts."""

    pair: tuple[NamedGroup, ...] = ()
    groups: tuple[NamedGroup, ...] = ()
    table: CountTable | None = None

    @property
    def claims(self) -> tuple[str, ...]:
        """The claims that print it."""
        names = [name for one in (*self.pair, *self.groups) for name in one.claims]
        return (*names, *(self.table.claims if self.table is not None else ()))


_ALONE = Summary()


def _find_summary(claim: Claim, quantities: Quantities, sizes: Sizes) -> Summary:
    pair = find_pair(claim, quantities)
    groups = () if pair else find_groups(claim, quantities)
    return Summary(pair, groups, None if pair or groups else find_table(claim, sizes))


def _examine_estimate(claim: Claim, claims: Claims, summary: Summary) -> Iterator[Finding]:
    yield from examine_estimate(claim, claims, summary.table)
    yield from examine_mean_difference(claim, summary.groups)
    same = [one for one in claims if "p_value" in one.kind.checks and is_same(one, claim)]
    yield from examine_standard_error(claim, same)


def _examine_test(
    claim: Claim, claims: Claims, summary: Summary, sizes: Sizes, culprit: str | None
) -> Iterator[Finding]:
    """Hold a P value against its statistic and its summary, unless `culprit` is in doubt."""
    yield from _examine_range(claim)
    if claim.reported.statistic is not None:
        yield from _examine_statistic(claim, claim.reported.statistic)
        if not (summary.groups or summary.pair):
            yield from _examine_df(claim, claim.reported.statistic, sizes)
    elif summary == _ALONE and not any(_has_interval(one, claim) for one in claims):
        yield from _tell_silent(claim)
    if culprit is not None:
        yield _tell_unchecked(claim, claims.by_name[culprit])
    elif summary.pair:
        yield from examine_paired(claim, summary.pair)
    elif summary.groups:
        yield from _examine_groups(claim, summary.groups)
    elif summary.table is not None:
        yield from examine_count_tests(claim, summary.table)


def _has_interval(one: Claim, claim: Claim) -> bool:
    return "interval" in one.kind.checks and is_same(one, claim)


def _tell_silent(claim: Claim) -> Iterator[Finding]:
    if claim.key is None:
        message = f"{cite(claim)} has no statistic or summary beside it."
        yield Finding("not_recomputable", (claim.name,), message)


def _tell_unchecked(claim: Claim, culprit: Claim) -> Finding:
    message = f"{cite(claim)} is not checked against its groups, since {cite(culprit)} is in doubt."
    return Finding("not_recomputable", (claim.name, culprit.name), message)


def _examine_range(claim: Claim) -> Iterator[Finding]:
    value = claim.printed.value
    if value > 1 or value < 0:
        message = f"{cite(claim)}: a P value lies between 0 and 1."
        yield Finding("impossible", (claim.name,), message)
    elif value == 0 and claim.printed.relation == "=":
        message = f"{cite(claim)}: no P value is 0; a bound such as <.001 is meant."
        yield Finding("typographic", (claim.name,), message)


def _examine_statistic(claim: Claim, statistic: Statistic) -> Iterator[Finding]:
    sides = claim.reported.sides
    found = check_p(claim.printed, statistic, sides)
    if found.is_right:
        return
    tail = f"{show_statistic(statistic)} has P from {show_interval(found.possible)}"
    if sides == 2 and statistic.test in SIDED and check_p(claim.printed, statistic, 1).is_right:
        tail = f"{tail}; it would be right for a one-sided test"
    yield tell_test(claim, found, tail)


_LEAST_LOST = {"t": 1, "f": 1, "r": 2}


def _examine_df(claim: Claim, statistic: Statistic, sizes: Sizes) -> Iterator[Finding]:
    """Hold degrees of freedom against the rows that are counted; missing values leave fewer."""
    rows = None if claim.target is None else sizes.get(find_rows(claim.target))
    lost = _LEAST_LOST.get(statistic.test)
    if rows is None or lost is None or statistic.df[-1].value <= rows.high - lost:
        return
    text = f"{show_statistic(statistic)} has {statistic.df[-1].text} degrees of freedom"
    tail = f"{text}, but {rows.high} rows leave {max(rows.high - lost, 0)} at most"
    yield tell_test(claim, None, tail, rows.claims, is_certain=False)


def _examine_groups(claim: Claim, groups: tuple[NamedGroup, ...]) -> Iterator[Finding]:
    """Hold the statistic, or else the P value, against the summaries of the groups."""
    names = tuple(name for one in groups for name in one.claims)
    statistic, stated = claim.reported.statistic, claim.reported.test
    if stated is not None and stated not in {"student", "welch", "anova"}:
        return
    if statistic is None:
        answers = _try_tests(claim, groups)
        if any(one.is_right or one.possible is None for one in answers.values()):
            return
        ranges = (f"P from {show_interval(one.possible)} ({name})" for name, one in answers.items())
        best = max(answers.values(), key=lambda one: len(one.roundings))
        tail = f"the groups have {' and '.join(ranges)}"
        yield tell_test(claim, best, tail, names, is_certain=stated is not None)
    elif statistic.test in {"t", "f"} and statistic.value.relation == "=":
        yield from _examine_size(claim, statistic, groups, names)


def _list_methods(claim: Claim, groups: tuple[NamedGroup, ...]) -> tuple[Method, ...]:
    stated = claim.reported.test
    if len(groups) != 2 or stated == "anova":
        return ()
    return ("student", "welch") if stated is None else (stated,)  # type: ignore[return-value]


def _try_tests(claim: Claim, groups: tuple[NamedGroup, ...]) -> dict[str, Consistency]:
    summaries = [one.summary for one in groups]
    methods = _list_methods(claim, groups)
    if not methods:
        return {"analysis of variance": check_anova(claim.printed, summaries)}
    return {
        f"{one.capitalize()}'s t test": check_t_test(
            claim.printed, summaries[0], summaries[1], one, claim.reported.sides
        )
        for one in methods
    }


def _examine_size(
    claim: Claim, statistic: Statistic, groups: tuple[NamedGroup, ...], names: tuple[str, ...]
) -> Iterator[Finding]:
    """Hold t or F, and its degrees of freedom, against the summaries; the sign is a choice."""
    found = compare_ranges(
        lambda one: span_size(statistic, one),
        lambda one: _bound_sizes(claim, statistic, groups, one),
        "summaries",
    )
    total, parts = sum(one.summary.n for one in groups), len(groups)
    last = statistic.df[-1].value
    fits = last == total - parts or (statistic.test == "t" and last.denominator > 1)
    is_stated = claim.reported.test is not None
    text = f"{show_statistic(statistic)}"
    if last > total - parts or (is_stated and claim.reported.test != "welch" and not fits):
        tail = f"{total} values in {parts} groups leave {total - parts} degrees of freedom"
        tail = f"{text} has {statistic.df[-1].text}, but {tail}"
        yield tell_test(claim, None, tail, names, is_certain=is_stated)
    elif not found.is_right and found.possible is not None:
        tail = f"{text}, but the groups give {show_interval(found.possible)}"
        yield tell_test(claim, found, tail, names, is_certain=fits or is_stated)


def _bound_sizes(
    claim: Claim, statistic: Statistic, groups: tuple[NamedGroup, ...], rounding: Rounding
) -> tuple[Range, ...]:
    summaries = [one.summary for one in groups]
    methods = _list_methods(claim, groups)
    if statistic.test == "f" and len(groups) == 2 and "student" in methods:
        methods = ("student",)
    if not methods:
        return (bound_anova(summaries, rounding).f,) if statistic.test == "f" else ()
    found = [bound_t_test(summaries[0], summaries[1], one, rounding) for one in methods]
    ranges = [bound_distance(one.t) for one in found if one is not None]
    power = 2 if statistic.test == "f" else 1
    return tuple((low**power, high**power) for low, high in ranges)
