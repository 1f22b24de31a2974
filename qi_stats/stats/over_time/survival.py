"""Time to an event, where follow-up ends before the event for some: Kaplan-Meier and log-rank."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, parts, shown
from qi_stats.stats.arrays import check_level, read_sample

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

    from qi_stats.stats.arrays import Sample

    Followed = tuple[Sample, NDArray[np.bool_]]

KAPLAN_MEIER = "Kaplan-Meier estimate, Greenwood's variance, log-log interval"
LOG_RANK = "Log-rank test"
EMPTY = "There is no time, so there is nothing to estimate."
NO_EVENT = "No event was seen, so there is no test."
FEW_GROUPS = "There are fewer than two groups with times, so there is nothing to compare."
NO_MEDIAN = "More than half are without the event at the end, so the median time is not reached."


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalPoint(Estimate):
    """The share without the event just after one time, with its interval."""

    time: str = ""
    at_risk: int | None = field(default=None, metadata=shown("At risk", "integer", plain=True))
    events: int | None = field(default=None, metadata=shown("Events", "integer", plain=True))
    survival: float | None = field(default=None, metadata=shown("Without event", "percent1"))
    low: float | None = field(default=None, metadata=shown("Without event, low", "percent1"))
    high: float | None = field(default=None, metadata=shown("Without event, high", "percent1"))


@dataclass(frozen=True, slots=True, kw_only=True)
class SurvivalCurve(Estimate):
    """A Kaplan-Meier curve; the median and its bounds are in the units of the times."""

    n: int = field(default=0, metadata=shown("Followed", "integer", plain=True))
    events: int = field(default=0, metadata=shown("Events", "integer", plain=True))
    median: float | None = field(default=None, metadata=shown("Median time", "decimal1"))
    median_low: float | None = field(default=None, metadata=shown("Median time, low", "decimal1"))
    median_high: float | None = field(default=None, metadata=shown("Median time, high", "decimal1"))
    points: tuple[SurvivalPoint, ...] = field(default=(), metadata=parts(by="time"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRankTest(Estimate):
    """The log-rank test of equal hazards."""

    groups: int = field(default=0, metadata=shown("Groups", "integer", plain=True))
    chi_square: float | None = field(default=None, metadata=shown("χ²", "decimal2"))
    df: int | None = field(default=None, metadata=shown("df", "integer"))
    p: float | None = field(default=None, metadata=shown("P", "p"))


def kaplan_meier(times: ArrayLike, events: ArrayLike, *, level: float = 0.95) -> SurvivalCurve:
    """Estimate the share of patients without an event over time.

    Parameters
    ----------
    times
        Shape (n,), time to the event or to the end of follow-up, 0 or more.
    events
        Shape (n,), 1 where the event was seen, 0 where follow-up ended without it.
    level
        Confidence level of the intervals, a fraction.

    Returns
    -------
    SurvivalCurve
        One point for each time of an event, or of an end of follow-up. Bounds are None where the
        estimate is 1 or 0. The median is the first time with a share of .5 or less (at exactly .5
        the middle to the next event time); its bounds are those of the curves of the bounds.

    Raises
    ------
    ValueError
        If the lengths differ, a time is negative, missing or infinite, or an event not 0 or 1.

    References
    ----------
    Kaplan and Meier (1958), J Am Stat Assoc 53:457-481; Kalbfleisch and Prentice (1980) for the
    log-log interval; Brookmeyer and Crowley (1982), Biometrics 38:29-41, for the median's; R:
    `survival::survfit(Surv(time, event) ~ 1, conf.type = "log-log")`.
    """
    followed = _read_followed(times, events)
    check_level(level)
    if len(followed[0]) == 0:
        return SurvivalCurve(definition=KAPLAN_MEIER, warnings=(EMPTY,))
    at, risk, died = _count(followed)
    survival = np.cumprod(1 - died / risk)
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = np.cumsum(died / (risk * (risk - died)))
        reach = special.ndtri((1 + level) / 2) * np.sqrt(variance) / np.log(survival)
        low, high = survival ** np.exp(-reach), survival ** np.exp(reach)
    inside = (survival > 0) & (survival < 1)
    bounds = [np.where(inside, one, np.nan).astype(np.float64) for one in (low, high)]
    median = _find_median(at, survival.astype(np.float64))
    return SurvivalCurve(
        n=len(followed[0]),
        events=int(died.sum()),
        median=median,
        median_low=_find_median(at, bounds[0]),
        median_high=_find_median(at, bounds[1]),
        points=tuple(
            _make_point(row) for row in zip(at, risk, died, survival, *bounds, strict=True)
        ),
        definition=KAPLAN_MEIER,
        warnings=() if median is not None else (NO_MEDIAN,),
    )


def log_rank(groups: Sequence[tuple[ArrayLike, ArrayLike]]) -> LogRankTest:
    """Compare the times to an event of two and more groups.

    Parameters
    ----------
    groups
        One pair of times and events a group, each as in `kaplan_meier`.

    Returns
    -------
    LogRankTest
        Chi-square with k - 1 degrees of freedom. None, with a warning, where fewer than two
        groups have times, or no event was seen while two groups were at risk.

    Raises
    ------
    ValueError
        As `kaplan_meier`.

    References
    ----------
    Mantel (1966), Cancer Chemother Rep 50:163-170; R: `survival::survdiff`.
    """
    followed = [one for one in (_read_followed(*pair) for pair in groups) if len(one[0])]
    k = len(followed)
    if k < 2:
        return LogRankTest(groups=k, definition=LOG_RANK, warnings=(FEW_GROUPS,))
    gap, variance = _compare_expected(followed)
    if not variance.any():
        return LogRankTest(groups=k, definition=LOG_RANK, warnings=(NO_EVENT,))
    # One group's difference follows from the others'; lstsq copes with groups never at risk.
    solved = np.linalg.lstsq(variance[:-1, :-1], gap[:-1], rcond=None)[0]
    chi_square, df = float(gap[:-1] @ solved), int(np.linalg.matrix_rank(variance))
    p = float(special.chdtrc(df, chi_square))
    return LogRankTest(groups=k, chi_square=chi_square, df=df, p=p, definition=LOG_RANK)


def _read_followed(times: ArrayLike, events: ArrayLike) -> Followed:
    at, seen = read_sample(times, "times"), read_sample(events, "events")
    if len(at) != len(seen):
        raise ValueError(f"times and events differ in length: {len(at)}, {len(seen)}")
    if (at < 0).any():
        raise ValueError("times must be 0 or more")
    if not np.isin(seen, (0, 1)).all():
        raise ValueError("events must be 0 or 1")
    return at, seen == 1


def _count(followed: Followed) -> tuple[Sample, Sample, Sample]:
    """Return the distinct times, those at risk just before each, and the events at each."""
    at, seen = followed
    times, places = np.unique(at, return_inverse=True)
    left = np.bincount(places, minlength=len(times))
    died = np.bincount(places, weights=seen, minlength=len(times)).astype(float)
    risk = (len(at) - np.concatenate([[0], np.cumsum(left)[:-1]])).astype(float)
    return times, risk, died


def _find_median(at: Sample, survival: Sample) -> float | None:
    """Return the first time with a share of .5 or less, None where there is none."""
    slack = 1e-12
    below = np.flatnonzero(survival <= 0.5 + slack)
    if not len(below):
        return None
    first = int(below[0])
    after = np.flatnonzero(survival < survival[first] - slack)
    if abs(survival[first] - 0.5) <= slack and len(after):
        return float(at[first] + at[after[0]]) / 2
    return float(at[first])


def _make_point(row: tuple[float, ...]) -> SurvivalPoint:
    at, risk, died, survival, low, high = map(float, row)
    return SurvivalPoint(
        time=f"{at:.12g}",
        at_risk=int(risk),
        events=int(died),
        survival=survival,
        low=None if math.isnan(low) else low,
        high=None if math.isnan(high) else high,
    )


def _compare_expected(followed: list[Followed]) -> tuple[Sample, Sample]:
    """Return observed minus expected events, shape (k,), and their covariance, shape (k, k)."""
    times = np.unique(np.concatenate([at[seen] for at, seen in followed]))
    risk = np.array([[(at >= time).sum() for time in times] for at, _ in followed], dtype=float)
    died = np.array([[((at == time) & seen).sum() for time in times] for at, seen in followed])
    all_risk, all_died = risk.sum(axis=0), died.sum(axis=0)
    share = risk / all_risk
    gap = died.sum(axis=1) - (share * all_died).sum(axis=1)
    weight = all_died * (all_risk - all_died) / np.maximum(all_risk - 1, 1)
    variance = np.diag((share * weight).sum(axis=1)) - (share * weight) @ share.T
    variance[np.abs(variance) < 1e-12] = 0.0
    return gap, variance
