"""Exact logistic regression: inference for one covariate that needs no large sample."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.stats.arrays import check_level
from qi_stats.stats.regression.conditional import (
    ConditionalDistribution,
    TooManyStatesError,
    enumerate_distribution,
    find_bounds,
    find_conditional_mle,
    find_median_unbiased,
    judge_no_slope,
)
from qi_stats.stats.regression.design import Design, build_design, check_binary
from qi_stats.stats.regression.logistic import find_obstacle
from qi_stats.stats.regression.profile import choose_stride, to_odds_ratio
from qi_stats.stats.regression.results import ExactFit, ExactTerm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

_DEFINITION = (
    "exact conditional distribution of the sufficient statistic; P adds all outcomes no more "
    "probable than the observed one; the interval leaves the same probability in each tail"
)


def fit_exact_logistic(
    *, y: ArrayLike, X: ArrayLike, names: Sequence[str], level: float = 0.95
) -> ExactFit:
    """Estimate the log odds ratio of one covariate from its exact conditional distribution.

    Parameters
    ----------
    y
        Outcome, shape (n,): 1 is the event, 0 is not.
    X
        One covariate, shape (n, 1) or (n,).
    names
        Name of the covariate, which becomes the name of the term. A model of several covariates
        has no estimate here: every term is None, with a warning.
    level
        Confidence level of the interval, between 0 and 1.

    Returns
    -------
    ExactFit
        One part, the covariate; log odds per unit of it. With two values of the covariate this is
        Fisher's exact test: P, interval and odds ratio are those of R's `fisher.test`. Where the
        outcome is separated, the conditional estimate and one bound are infinite and None; the
        median-unbiased estimate and the other bound remain.

    Raises
    ------
    ValueError
        If shapes disagree, values are missing, `y` holds anything but 0 and 1, or `level` is not
        allowed.

    References
    ----------
    Cox DR, Snell EJ. Analysis of Binary Data. 2nd ed. 1989, section 2.1.
    Mehta CR, Patel NR. Stat Med. 1995;14:2143-2160, eqs 2.8-2.14.
    """
    check_level(level)
    design = build_design(y, X, names)
    check_binary(design.y)
    reason = _find_obstacle(design)
    if reason is not None:
        return _report_nothing(design, reason)
    try:
        distribution = enumerate_distribution(y=design.y, x=design.X[:, 1])
    except TooManyStatesError:
        return _report_nothing(design, "The covariate has too many different values to enumerate.")
    term = _report_term(names[0], distribution, choose_stride(design.X, 1), level)
    return ExactFit(n=design.n, events=int(design.y.sum()), terms=(term,), definition=_DEFINITION)


def _find_obstacle(design: Design) -> str | None:
    covariates = len(design.names) - 1
    if covariates != 1:
        return f"Exact conditional regression takes one covariate; this model has {covariates}."
    return find_obstacle(design) or next(iter(design.left_out.values()), None)


def _report_nothing(design: Design, reason: str) -> ExactFit:
    return ExactFit(
        n=design.n,
        events=int(design.y.sum()),
        terms=tuple(ExactTerm(term=name, warnings=(reason,)) for name in design.names[1:]),
        definition=_DEFINITION,
        warnings=(reason,),
    )


def _report_term(
    name: str, distribution: ConditionalDistribution, stride: float, level: float
) -> ExactTerm:
    coefficient = find_conditional_mle(distribution, stride)
    median = find_median_unbiased(distribution, stride)
    low, high = find_bounds(distribution, stride, tail=(1 - level) / 2)
    test = judge_no_slope(distribution)
    return ExactTerm(
        term=name,
        coefficient=coefficient,
        median_unbiased=median,
        p=test.probability,
        p_twice_tail=test.twice_tail,
        p_score=test.score,
        p_mid=test.mid,
        low=low,
        high=high,
        odds_ratio=to_odds_ratio(coefficient),
        odds_ratio_median_unbiased=to_odds_ratio(median),
        odds_ratio_low=to_odds_ratio(low),
        odds_ratio_high=to_odds_ratio(high),
        warnings=_describe_end(name, low, high),
    )


def _describe_end(name: str, low: float | None, high: float | None) -> tuple[str, ...]:
    if low is not None and high is not None:
        return ()
    end = "lower bound are minus" if low is None else "upper bound are plus"
    return (
        f"The outcome is separated by {name!r}: its conditional estimate and {end} infinity; "
        "the median-unbiased estimate stands in for the former.",
    )
