"""Correlations of two numbers: Pearson, Spearman and Kendall."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

from qi_stats.estimates import Estimate, shown
from qi_stats.stats.arrays import check_level, read_sample

if TYPE_CHECKING:
    from numpy.typing import ArrayLike

    from qi_stats.stats.arrays import Sample

PEARSON = "Pearson's r, t test, interval by Fisher's z"
SPEARMAN = "Spearman's rho, t approximation, interval by Fisher's z with Bonett and Wright's error"
KENDALL = "Kendall's tau-b, normal approximation corrected for ties, interval by Fieller"
FEW = "There are fewer than three pairs, so there is no test."
STILL = "One of the variables does not vary, so there is no correlation."
PERFECT = "All pairs lie on one line, so there is no interval."
SHORT = "There are fewer than four pairs, so there is no interval."


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation(Estimate):
    """A correlation from -1 to 1, with its interval and two-sided P."""

    n: int = field(default=0, metadata=shown("Pairs", "integer", plain=True))
    r: float | None = field(default=None, metadata=shown("Correlation", "decimal2"))
    low: float | None = field(default=None, metadata=shown("Correlation, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Correlation, upper bound", "decimal2"))
    p: float | None = field(default=None, metadata=shown("P", "p"))


def pearson(x: ArrayLike, y: ArrayLike, *, level: float = 0.95) -> Correlation:
    """Correlate two numbers by Pearson's product-moment coefficient.

    Parameters
    ----------
    x, y
        Shape (n,), paired, without missing values.
    level
        Confidence level of the interval, a fraction.

    Returns
    -------
    Correlation
        P from t with n - 2 degrees of freedom. None, with a warning, for fewer than three pairs
        or a variable that does not vary; no interval for fewer than four.

    Raises
    ------
    ValueError
        If the lengths differ, or a value is missing or infinite.

    References
    ----------
    Fisher (1921), Metron 1:3-32; R: `cor.test(x, y)`.
    """
    first, second = _read_pairs(x, y)
    return _correlate(first, second, check_level(level), PEARSON)


def spearman(x: ArrayLike, y: ArrayLike, *, level: float = 0.95) -> Correlation:
    """Correlate the ranks of two numbers; ties get their mean rank.

    Parameters
    ----------
    x, y
        Shape (n,), paired, without missing values.
    level
        Confidence level of the interval, a fraction.

    Returns
    -------
    Correlation
        As `pearson` of the ranks, with a wider interval.

    Raises
    ------
    ValueError
        If the lengths differ, or a value is missing or infinite.

    References
    ----------
    Bonett and Wright (2000), Psychometrika 65:23-28, for the error of Fisher's z; R:
    `cor.test(x, y, method = "spearman", exact = FALSE)`.
    """
    first, second = _read_pairs(x, y)
    return _correlate(rank(first), rank(second), check_level(level), SPEARMAN)


def kendall(x: ArrayLike, y: ArrayLike, *, level: float = 0.95) -> Correlation:
    """Correlate two numbers by the balance of concordant and discordant pairs.

    Parameters
    ----------
    x, y
        Shape (n,), paired, without missing values.
    level
        Confidence level of the interval, a fraction.

    Returns
    -------
    Correlation
        Tau-b; P by the normal approximation without continuity correction. None, with a warning,
        for fewer than three pairs or a variable that does not vary.

    Raises
    ------
    ValueError
        If the lengths differ, or a value is missing or infinite.

    References
    ----------
    Kendall (1945), Biometrika 33:239-251; Fieller, Hartley and Pearson (1957), Biometrika
    44:470-481, for the error 0.437 / (n - 4) of Fisher's z; R:
    `cor.test(x, y, method = "kendall", exact = FALSE)`.
    """
    first, second = _read_pairs(x, y)
    check_level(level)
    known = Correlation(n=len(first), definition=KENDALL, warnings=_refuse(first, second))
    if known.warnings:
        return known
    balance = float(np.sum(_signs(first) * _signs(second))) / 2
    ties = [np.unique(one, return_counts=True)[1].astype(float) for one in (first, second)]
    pairs = math.comb(len(first), 2)
    tau = balance / math.sqrt(math.prod(pairs - float((t * (t - 1)).sum()) / 2 for t in ties))
    p = 2 * float(special.ndtr(-abs(balance) / math.sqrt(_kendall_variance(len(first), ties))))
    error = math.sqrt(0.437 / (len(first) - 4)) if len(first) > 4 else None
    return _bound(replace(known, r=tau, p=p), error, level)


def rank(sample: Sample) -> Sample:
    """Return the ranks from 1, shape (n,), equal values with their mean rank."""
    _, places, counts = np.unique(sample, return_inverse=True, return_counts=True)
    ranks: Sample = (np.cumsum(counts) - (counts - 1) / 2)[places]
    return ranks


def _read_pairs(x: ArrayLike, y: ArrayLike) -> tuple[Sample, Sample]:
    first, second = read_sample(x, "x"), read_sample(y, "y")
    if len(first) != len(second):
        raise ValueError(f"x and y differ in length: {len(first)}, {len(second)}")
    return first, second


def _refuse(first: Sample, second: Sample) -> tuple[str, ...]:
    if len(first) < 3:
        return (FEW,)
    return (STILL,) if min(np.ptp(first), np.ptp(second)) == 0 else ()


def _correlate(first: Sample, second: Sample, level: float, definition: str) -> Correlation:
    """Return the product-moment correlation; the definition decides the error of Fisher's z."""
    n = len(first)
    warnings = _refuse(first, second)
    if warnings:
        return Correlation(n=n, definition=definition, warnings=warnings)
    a, b = (one / np.abs(one).max() for one in (first - first.mean(), second - second.mean()))
    r = float(a @ b) / math.sqrt(float(a @ a) * float(b @ b))
    r = max(-1.0, min(1.0, r))
    left = (1 - r) * (1 + r)
    t = r * math.sqrt((n - 2) / left) if left > 0 else math.copysign(math.inf, r)
    p = 2 * float(special.stdtr(n - 2, -abs(t)))
    factor = 1 + r**2 / 2 if definition == SPEARMAN else 1.0
    error = math.sqrt(factor / (n - 3)) if n > 3 else None
    return _bound(Correlation(n=n, r=r, p=p, definition=definition), error, level)


def _bound(known: Correlation, error: float | None, level: float) -> Correlation:
    """Return the correlation with its interval by Fisher's z, where there is one."""
    r = known.r or 0.0
    if error is None or abs(r) == 1:
        return replace(known, warnings=(PERFECT if abs(r) == 1 else SHORT,))
    reach, z = float(special.ndtri((1 + level) / 2)) * error, math.atanh(r)
    return replace(known, low=math.tanh(z - reach), high=math.tanh(z + reach))


def _signs(sample: Sample) -> Sample:
    signs: Sample = np.sign(sample[:, None] - sample[None, :])
    return signs


def _kendall_variance(n: int, ties: list[Sample]) -> float:
    """Return the variance of concordant minus discordant pairs under independence."""
    (a, b), full = ties, n * (n - 1) * (2 * n + 5)
    alone = full - sum(float((t * (t - 1) * (2 * t + 5)).sum()) for t in ties)
    doubles = [float((t * (t - 1)).sum()) for t in (a, b)]
    triples = [float((t * (t - 1) * (t - 2)).sum()) for t in (a, b)]
    return (
        alone / 18
        + math.prod(doubles) / (2 * n * (n - 1))
        + math.prod(triples) / (9 * n * (n - 1) * (n - 2))
    )
