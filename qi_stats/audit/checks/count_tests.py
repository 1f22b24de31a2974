"""P values, χ² and G against the printed counts, by every test in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.checks.cite import cite, show_statistic
from qi_stats.audit.checks.decisions import span_size, tell_test
from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.claims.kinds import SIGNIFICANCE
from qi_stats.audit.consistency.count_tests import NamedP, list_count_p, list_unconditional
from qi_stats.audit.consistency.counts import NAMES, compute_count_tests
from qi_stats.audit.consistency.p_value import compare_p, compare_ranges

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_stats.audit.checks.groups import CountTable
    from qi_stats.audit.claims.model import Claim
    from qi_stats.audit.consistency import Consistency, Statistic
    from qi_stats.audit.consistency.counts import CountTest

_COUNTED: Mapping[str, tuple[str, ...]] = {"chi2": ("pearson", "yates", "n_minus_1"), "g": ("g",)}
_WAYS: frozenset[CountTest] = frozenset({"boschloo", "barnard"})


def examine_count_tests(claim: Claim, table: CountTable) -> Iterator[Finding]:
    """Yield that a χ² or G, or else a P value, is not that of the counts by any test in use."""
    if claim.reported.statistic is not None:
        yield from _examine_statistic(claim, table, claim.reported.statistic)
    else:
        yield from _examine_p(claim, table)


def _examine_p(claim: Claim, table: CountTable) -> Iterator[Finding]:
    stated, sides = claim.reported.test, claim.reported.sides
    test: CountTest | None = stated if stated in NAMES else None
    if stated is not None and test is None:
        return
    tried = list_count_p(table.counts, test, sides)
    if not tried:
        return
    found = _compare(claim, tried)
    if not found.is_right and test is None:
        tried += list_unconditional(table.counts)
        found = _compare(claim, tried)
    if not found.is_right:
        tail = f"the counts have P of {_show(tried)}"
        if sides == 2 and _compare(claim, list_count_p(table.counts, test, 1)).is_right:
            tail = f"{tail}; it would be right for a one-sided test"
        yield tell_test(claim, found, tail, table.claims, is_certain=test is not None)
    elif test in _WAYS and len({one.p < SIGNIFICANCE for one in tried}) > 1:
        message = f"{cite(claim)}: by which way was it tested? They lie on both sides of .05"
        yield Finding("question", (claim.name, *table.claims), f"{message}: {_show(tried)}.")


def _compare(claim: Claim, tried: Sequence[NamedP]) -> Consistency:
    return compare_p(claim.printed, lambda _: [(one.p, one.p) for one in tried], "counts")


def _show(tried: Sequence[NamedP]) -> str:
    return ", ".join(f"{one.p:.3g} ({one.name})" for one in tried)


def _examine_statistic(claim: Claim, table: CountTable, statistic: Statistic) -> Iterator[Finding]:
    stated, listed = claim.reported.test, _COUNTED.get(statistic.test, ())
    named = {
        name: one.statistic
        for name, one in compute_count_tests(table.counts).items()
        if stated in {None, name} and name in listed and one.statistic is not None
    }
    if not named:
        return
    found = compare_ranges(
        lambda one: span_size(statistic, one),
        lambda _: [(value, value) for value in named.values()],
        "counts",
    )
    shown = ", ".join(f"{value:.3g} ({NAMES[name]})" for name, value in named.items())
    df = (len(table.counts) - 1) * (len(table.counts[0]) - 1)
    is_certain = stated is not None
    if not found.is_right:
        tail = f"{show_statistic(statistic)}, but the counts have {shown}"
        yield tell_test(claim, found, tail, table.claims, is_certain=is_certain)
    elif statistic.df[0].value != df:
        text = f"{len(table.counts)} by {len(table.counts[0])} counts leave {df}"
        tail = f"{show_statistic(statistic)} has {statistic.df[0].text} degrees of freedom"
        yield tell_test(claim, None, f"{tail}, but {text}", table.claims, is_certain=is_certain)
