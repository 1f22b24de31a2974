"""Whether results depend on who coded the rows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.arrays import check_level
from qi_stats.stats.sensitivity.agreement_of_methods import show_alpha

if TYPE_CHECKING:
    from collections.abc import Sequence

YES, NO = "Yes", "No"
TOLERANCE = 1e-9
"""Relative difference up to which two results are the same: what is left to rounding."""

_NO_VALUE = "There is no such result with these codes."
_LACKING = "It can't be told whether this depends on who coded: a coder's codes give no result."


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderValue(Estimate):
    """A result as it comes out with the codes of one coder; its format is that of the result."""

    coder: str
    value: float | None = field(default=None, metadata=shown("Result", "decimal2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderTests(Estimate):
    """One P value under each coder, and whether its side of alpha depends on who coded."""

    question: str = field(metadata=shown("What is compared", "text"))
    depends: str | None = field(default=None, metadata=shown("Depends on who coded", "text"))
    values: tuple[CoderValue, ...] = field(default=(), metadata=parts(by="coder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderEstimates(Estimate):
    """One estimate under each coder, and the largest difference between two of them."""

    question: str = field(metadata=shown("What is compared", "text"))
    difference: float | None = field(
        default=None, metadata=shown("Largest difference between coders", "decimal2")
    )
    values: tuple[CoderValue, ...] = field(default=(), metadata=parts(by="coder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderSummary(Estimate):
    """How many results of a plan depend on who coded."""

    results: int = field(metadata=shown("No. of results", "integer"))
    changed: int = field(metadata=shown("No. of results that differ between coders", "integer"))
    tests: int = field(metadata=shown("No. of tests", "integer"))
    depending: int = field(metadata=shown("No. of tests on different sides of alpha", "integer"))
    verdict: str | None = field(default=None, metadata=shown("Who coded", "text"))


def compare_tests(
    *,
    question: str,
    p_values: Sequence[float | None],
    coders: Sequence[str],
    alpha: float = 0.05,
) -> CoderTests:
    """Say whether a P value is below alpha whoever coded.

    Parameters
    ----------
    question
        What is compared, for readers.
    p_values
        P with the codes of each coder, shape (coders,); None where there is none.
    coders
        Names of the coders, shape (coders,).
    alpha
        Level of significance, between 0 and 1.

    Returns
    -------
    CoderTests
        `depends` is "Yes" where P is below alpha for one coder and not for another, else "No"; it
        is None with a warning where a coder's P is lacking and the others agree.

    Raises
    ------
    ValueError
        If the lengths differ, a P value lies outside 0 to 1, or `alpha` is not allowed.
    """
    check_level(alpha)
    values = _pair_values(p_values, coders)
    known = [one.value for one in values if one.value is not None]
    if not all(0 <= p <= 1 for p in known):
        raise ValueError("P values must lie between 0 and 1")
    is_split = len({p < alpha for p in known}) > 1
    is_open = not is_split and len(known) < len(values)
    return CoderTests(
        question=question,
        depends=None if is_open else YES if is_split else NO,
        values=values,
        definition=f"a test depends on who coded if P is below {show_alpha(alpha)} for some only",
        warnings=(_LACKING,) if is_open else (),
    )


def compare_estimates(
    *, question: str, estimates: Sequence[float | None], coders: Sequence[str]
) -> CoderEstimates:
    """Return how far an estimate moves with who coded.

    Parameters
    ----------
    question
        What is compared, for readers.
    estimates
        The estimate with the codes of each coder, shape (coders,); None where there is none.
    coders
        Names of the coders, shape (coders,).

    Returns
    -------
    CoderEstimates
        `difference` is None with a warning where a coder's estimate is lacking.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    values = _pair_values(estimates, coders)
    known = [one.value for one in values if one.value is not None]
    if len(known) < len(values) or not known:
        return CoderEstimates(question=question, values=values, warnings=(_LACKING,))
    return CoderEstimates(question=question, difference=max(known) - min(known), values=values)


def summarize_coders(
    *,
    results: Sequence[Sequence[float | None]],
    depends: Sequence[str | None],
    alpha: float = 0.05,
) -> CoderSummary:
    """Count the results that differ between coders, and the tests whose verdict does.

    Parameters
    ----------
    results
        Each result of a plan, with the codes of each coder; None where there is none.
    depends
        Of each test, what `compare_tests` said.
    alpha
        Level of significance of those tests.
    """
    check_level(alpha)
    depending = sum(answer == YES for answer in depends)
    unknown = sum(answer is None for answer in depends)
    return CoderSummary(
        results=len(results),
        changed=sum(_differ(values) for values in results),
        tests=len(depends),
        depending=depending,
        verdict=_describe(depending, len(depends) - unknown, show_alpha(alpha)),
        warnings=_warn(len(depends), unknown),
    )


def _pair_values(values: Sequence[float | None], coders: Sequence[str]) -> tuple[CoderValue, ...]:
    if len(values) != len(coders):
        raise ValueError("each coder needs a value or None")
    return tuple(
        CoderValue(coder=coder, value=value, warnings=() if value is not None else (_NO_VALUE,))
        for coder, value in zip(coders, values, strict=True)
    )


def _differ(values: Sequence[float | None]) -> bool:
    first, *others = values
    return any(
        first is not other
        if first is None or other is None
        else not math.isclose(first, other, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        for other in others
    )


def _describe(depending: int, known: int, alpha: str) -> str | None:
    if not known:
        return None
    if not depending:
        return f"Whoever coded, each test falls on the same side of {alpha}."
    return f"{depending} of {known} tests change sides of {alpha} with who coded."


def _warn(tests: int, unknown: int) -> tuple[str, ...]:
    if not tests:
        return ("The plan has no test to compare.",)
    if unknown:
        return (f"Tests of which it can't be told, for want of a coder's P: {unknown}.",)
    return ()
