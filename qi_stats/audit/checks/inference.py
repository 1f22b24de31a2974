"""P values and test statistics against each other, and against the groups that are compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_interval, show_statistic
from qi_stats.audit.checks.decisions import changes_conclusion
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.groups import find_groups, find_table
from qi_stats.audit.checks.intervals import examine_estimate, is_same
from qi_stats.audit.checks.moments import find_quantities
from qi_stats.audit.consistency import check_anova, check_p, check_t_test
from qi_stats.audit.consistency.anova import bound_anova
from qi_stats.audit.consistency.counts import NAMES, compute_count_tests
from qi_stats.audit.consistency.p_value import SIDED, compare_p, compare_ranges
from qi_stats.audit.consistency.rounding import admit_loosely
from qi_stats.audit.consistency.t_test import bound_distance, bound_t_test

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from qi_stats.audit.checks.groups import CountTable, NamedGroup
    from qi_stats.audit.checks.sizes import Sizes
    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.consistency import Consistency
    from qi_stats.audit.consistency.p_value import Range, Statistic
    from qi_stats.audit.consistency.rounding import Rounding
    from qi_stats.audit.consistency.t_test import Method

_COUNTED: Mapping[str, tuple[str, ...]] = {"chi2": ("pearson", "yates", "n_minus_1"), "g": ("g",)}


def examine_inference(
    claims: Claims, sizes: Sizes, doubted: Collection[str] = ()
) -> Iterator[Finding]:
    """Yield the P values, statistics and estimates that can't follow from what stands beside them.

    What rests on a claim in `doubted`, which can't be right itself, is not checked, and said so.
    """
    quantities = find_quantities(claims, sizes)
    for claim in claims:
        if "interval" in claim.kind.checks:
            counted = find_table(claim, sizes)
            is_sound = counted is not None and not set(counted.claims) & set(doubted)
            yield from examine_estimate(claim, claims, counted if is_sound else None)
        if "p_value" not in claim.kind.checks:
            continue
        yield from _examine_range(claim)
        groups = find_groups(claim, quantities)
        table = None if groups else find_table(claim, sizes)
        if claim.reported.statistic is not None:
            yield from _examine_statistic(claim, claim.reported.statistic)
        elif not (groups or table or any(_has_interval(one, claim) for one in claims)):
            yield from _tell_silent(claim)
        names = [name for one in groups for name in one.claims]
        names += table.claims if table is not None else ()
        culprit = next((name for name in names if name in doubted), None)
        if culprit is not None:
            yield _tell_unchecked(claim, claims.by_name[culprit])
        elif groups:
            yield from _examine_groups(claim, groups)
        elif table is not None:
            yield from _examine_table(claim, table)


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
        f"{one.capitalize()}'s t test": check_t_test(claim.printed, summaries[0], summaries[1], one)
        for one in methods
    }


def _examine_size(
    claim: Claim, statistic: Statistic, groups: tuple[NamedGroup, ...], names: tuple[str, ...]
) -> Iterator[Finding]:
    """Hold t or F, and its degrees of freedom, against the summaries; the sign is a choice."""
    found = compare_ranges(
        lambda one: _span_size(statistic, one),
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


def _span_size(statistic: Statistic, rounding: Rounding) -> Range:
    given = admit_loosely(statistic.value, rounding)
    return bound_distance((float(given.low), float(given.high)))


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


def _examine_table(claim: Claim, table: CountTable) -> Iterator[Finding]:
    """Hold the P value, and a chi-square or G, against the printed counts."""
    stated, statistic = claim.reported.test, claim.reported.statistic
    tests = compute_count_tests(table.counts)
    named = {name: one for name, one in tests.items() if stated in {None, name}}
    if statistic is not None:
        listed = _COUNTED.get(statistic.test, ())
        sizes = {name: one.statistic for name, one in named.items() if name in listed}
        values = {name: value for name, value in sizes.items() if value is not None}
        found = compare_ranges(
            lambda one: _span_size(statistic, one),
            lambda _: [(value, value) for value in values.values()],
            "counts",
        )
        shown = [f"{value:.3g} ({NAMES[name]})" for name, value in values.items()]
        tail = f"{show_statistic(statistic)}, but the counts have "
    else:
        values = {name: one.p for name, one in named.items()}
        found = compare_p(claim.printed, lambda _: [(p, p) for p in values.values()], "counts")
        shown = [f"{p:.3g} ({NAMES[name]})" for name, p in values.items()]
        tail = "the counts have P of "
    if values and not found.is_right:
        tail = f"{tail}{', '.join(shown)}"
        yield tell_test(claim, found, tail, table.claims, is_certain=stated is not None)


def tell_test(
    claim: Claim,
    found: Consistency | None,
    tail: str,
    others: tuple[str, ...] = (),
    *,
    is_certain: bool = True,
) -> Finding:
    """Return the finding that a P value or statistic does not follow from what stands beside it.

    Where it is not certain which test was used (`is_certain`), it is ambiguous.
    """
    names = (claim.name, *others)
    if found is not None and found.is_truncated:
        what = "so a number was" if claim.printed.relation != "=" else "so it was"
        message = f"{cite(claim)}: {tail}, {what} cut off, not rounded."
        return Finding("truncated", names, message, found)
    if not is_certain:
        message = f"{cite(claim)}: {tail}, unless another test is meant."
        return Finding("ambiguous", names, message, found)
    is_about_p = claim.reported.statistic is None or not others
    if found is not None and is_about_p and changes_conclusion(claim, found):
        message = f"{cite(claim)}: {tail}, on the other side of .05."
        return Finding("conclusion", names, message, found)
    return Finding("impossible", names, f"{cite(claim)}: {tail}.", found)
