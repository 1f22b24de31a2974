"""The logistic log-likelihood, plain or with Jeffreys' penalty, and its maxima along a line.

Tests and intervals by (penalised) likelihood ratio need the same thing: the highest value the
log-likelihood can take while one coefficient is held still. This module finds it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

from qi_stats.stats.regression.single_peak import is_highest_peak

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

FIRTH = 0.5
"""Weight of the log determinant of the information in Firth's penalty."""

_DECREMENT = 1e-20  # of the log-likelihood that a further Newton step could still win
_NOISE = 1e-12  # below this, a decrement that no longer shrinks is rounding
_FLAT = 1e-100  # no curvature left: every observation is predicted with certainty
_LONGEST_STEP = 5.0  # in log odds of any observation
_ROUNDING = 1e-13  # relative loss of log-likelihood that counts as none
_MAX_STEPS = 500
_SUFFICIENT = 0.1  # part of the gain that the slope promises which a step must bring
_MAX_HALVINGS = 40
_SMALL_CHANGE = 1.0  # in log odds; of larger ones the plain difference loses no digits that count
_REACHES = (3.0, 10.0)  # how far from the first peak others are looked for, in log odds


class NoMaximumError(ArithmeticError):
    """The steps did not come to rest, so that there is no maximum to report."""


@dataclass(frozen=True)
class LogisticLikelihood:
    """Log-likelihood of a logistic model.

    Attributes
    ----------
    y
        Outcome of 0 and 1, shape (n,).
    X
        Model matrix with its intercept, shape (n, k).
    penalty
        0 for maximum likelihood; `FIRTH` adds half the log determinant of the Fisher information
        (Firth D. Biometrika. 1993;80:27-38, eq 3.1; Heinze G, Schemper M. Stat Med.
        2002;21:2409-2419, eq 2).
    """

    y: NDArray[np.float64]
    X: NDArray[np.float64]
    penalty: float = 0.0

    def value(self, beta: NDArray[np.float64]) -> float:
        """Log-likelihood at `beta`, shape (k,); minus infinity where the penalty has no value."""
        eta = self.X @ beta
        value = float(self.y @ eta - np.logaddexp(0.0, eta).sum())
        if self.penalty == 0:
            return value
        sign, determinant = np.linalg.slogdet(self.information(beta))
        return value + self.penalty * float(determinant) if sign > 0 else -math.inf

    def gain(self, here: NDArray[np.float64], there: NDArray[np.float64]) -> float:
        """Log-likelihood at `here` minus that at `there`, both of shape (k,).

        It is added up from what each observation gains, since the difference of two values loses
        the digits that they share; infinity where the penalty has no value at `there`.
        """
        from_eta, to_eta = self.X @ there, self.X @ here
        gains = self.y * (to_eta - from_eta) - _raise_softplus(from_eta, to_eta - from_eta)
        if self.penalty == 0:
            return math.fsum(gains)
        low, high = self.information(there), self.information(here)
        if np.linalg.slogdet(low)[0] <= 0:
            return math.inf
        _, ratio = np.linalg.slogdet(np.linalg.solve(low, high))
        return math.fsum((*gains, self.penalty * float(ratio)))

    def information(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fisher information X'WX at `beta`, shape (k, k)."""
        fitted = expit(self.X @ beta)
        return np.asarray((self.X * (fitted * (1 - fitted))[:, np.newaxis]).T @ self.X)

    def score(
        self, beta: NDArray[np.float64], solved: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        """Gradient at `beta`, shape (k,); with the penalty, Heinze and Schemper's eq 3.

        `solved` are the rows through the inverse information, where they are known already.
        """
        fitted = expit(self.X @ beta)
        residual = self.y - fitted
        if self.penalty:
            known = self.solve_rows(beta) if solved is None else solved
            leverage = fitted * (1 - fitted) * self._cross_alike(known)
            residual = residual + 2 * self.penalty * leverage * (0.5 - fitted)
        return np.asarray(self.X.T @ residual)

    def curvature(
        self, beta: NDArray[np.float64], solved: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        """Negative second derivative at `beta`, shape (k, k); `solved` as in `score`."""
        if self.penalty == 0:
            return self.information(beta)
        fitted = expit(self.X @ beta)
        weight, skew = fitted * (1 - fitted), 1 - 2 * fitted
        solved = self.solve_rows(beta) if solved is None else solved
        leverage = weight * self._cross_alike(solved)
        change = (leverage * skew)[:, np.newaxis] * self.X
        skewed = (weight * skew)[:, np.newaxis] * self.X
        change -= weight[:, np.newaxis] * self._square_crossed(solved, skewed)
        plain = (weight * (1 + 2 * self.penalty * leverage))[:, np.newaxis] * self.X
        return np.asarray(self.X.T @ (plain - self.penalty * skew[:, np.newaxis] * change))

    def solve_rows(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        """Rows of X through the inverse information, shape (k, n)."""
        return np.asarray(np.linalg.solve(self.information(beta), self.X.T))

    def _cross_alike(self, solved: NDArray[np.float64]) -> NDArray[np.float64]:
        """Diagonal of the crossed rows `X @ solved`, shape (n,)."""
        return np.asarray(np.einsum("ij,ji->i", self.X, solved))

    @cached_property
    def _pairs(self) -> NDArray[np.float64]:
        """Products of pairs of the columns, shape (n, k k)."""
        return (self.X[:, :, np.newaxis] * self.X[:, np.newaxis, :]).reshape(len(self.X), -1)

    def _square_crossed(
        self, solved: NDArray[np.float64], columns: NDArray[np.float64]
    ) -> NDArray[np.float64]:
        """Squared entries of the crossed rows times `columns`, without the (n, n) matrix of them.

        (sum_a x_ia s_aj)^2 = sum_ab x_ia x_ib s_aj s_bj: products of pairs of the k columns.
        """
        solved_pairs = (solved[:, np.newaxis, :] * solved[np.newaxis, :, :]).reshape(
            -1, len(self.X)
        )
        return np.asarray(self._pairs @ (solved_pairs @ columns))


def _raise_softplus(eta: NDArray[np.float64], change: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return log(1 + exp(eta + change)) - log(1 + exp(eta)), exact for small changes too."""
    small = np.clip(change, -_SMALL_CHANGE, _SMALL_CHANGE)
    near = np.log1p(expit(eta) * np.expm1(small))
    far = np.logaddexp(0.0, eta + change) - np.logaddexp(0.0, eta)
    return np.asarray(np.where(small == change, near, far))


@dataclass(frozen=True, slots=True)
class Maximum:
    """A maximum: the coefficients (shape (k,)) and the log-likelihood there."""

    beta: NDArray[np.float64]
    value: float


def maximise(
    likelihood: LogisticLikelihood,
    fixed: Mapping[int, float],
    starts: Iterable[NDArray[np.float64]] = (),
) -> Maximum:
    """Maximise over all coefficients but those held still, by Newton's method with step halving.

    Parameters
    ----------
    likelihood
        What to maximise; its maximum over the free coefficients must exist, though it need not be
        unique when columns are aliased.
    fixed
        Position and value of the coefficients that are held still.
    starts
        Coefficients to begin from besides 0, each of shape (k,); the highest peak is returned.
        With the penalty there can be several.

    Returns
    -------
    Maximum
        Minus infinity as value where a fixed coefficient is so large that the penalty vanishes.

    Raises
    ------
    NoMaximumError
        If the steps come to rest from no start.
    """
    best = _pick_highest(likelihood, fixed, (np.zeros(likelihood.X.shape[1]), *starts))
    if best is None:
        raise NoMaximumError("the log-likelihood did not settle on a maximum")
    return best


def maximise_widely(
    likelihood: LogisticLikelihood,
    fixed: Mapping[int, float],
    starts: Iterable[NDArray[np.float64]] = (),
) -> Maximum:
    """Maximise from a first peak and from places along each column on both sides of it.

    Jeffreys' penalty can raise several peaks where a few observations lie far from the others; the
    others are looked for unless the first is proved to be the highest.
    Columns must be orthogonal to be told apart; without the penalty there is one peak. Arguments
    and answer are those of `maximise`.
    """
    first = maximise(likelihood, fixed, starts)
    if likelihood.penalty == 0 or is_highest_peak(likelihood, fixed, first):
        return first
    strides = np.diag(np.sqrt(len(likelihood.X)) / np.linalg.norm(likelihood.X, axis=0))
    around = [
        first.beta + reach * stride
        for j, stride in enumerate(strides)
        if j not in fixed
        for length in _REACHES
        for reach in (-length, length)
    ]
    return _pick_highest(likelihood, fixed, around, first) or first


def _pick_highest(
    likelihood: LogisticLikelihood,
    fixed: Mapping[int, float],
    starts: Iterable[NDArray[np.float64]],
    best: Maximum | None = None,
) -> Maximum | None:
    """Return the highest of the peaks that the starts lead to and of the best one so far."""
    for start in starts:
        found = _climb(likelihood, fixed, start)
        if found and (best is None or found.value > best.value + _ROUNDING * abs(best.value)):
            best = found
    return best


def _climb(
    likelihood: LogisticLikelihood, fixed: Mapping[int, float], start: NDArray[np.float64]
) -> Maximum | None:
    """Follow Newton's steps from a start to a peak; None if they do not come to rest."""
    free = np.array([j for j in range(len(start)) if j not in fixed], dtype=int)
    beta = start.copy()
    beta[list(fixed)] = list(fixed.values())
    here, last = Maximum(beta, likelihood.value(beta)), math.inf
    for _ in range(_MAX_STEPS):
        if not math.isfinite(here.value) or not len(free):
            return here
        solved = likelihood.solve_rows(here.beta) if likelihood.penalty else None
        score = likelihood.score(here.beta, solved)[free]
        with np.errstate(over="ignore", invalid="ignore"):
            curvature = likelihood.curvature(here.beta, solved)[np.ix_(free, free)]
        if not np.isfinite(curvature).all():
            return Maximum(here.beta, -math.inf)
        step = _solve_step(curvature, score)
        decrement = float(score @ step)
        taken = _take_step(likelihood, here, free, step, decrement)
        if decrement < _DECREMENT or taken is None or last <= decrement < _NOISE:
            return here
        here, last = taken, decrement
    return None


def _solve_step(curvature: NDArray[np.float64], score: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return Newton's step; where the likelihood is not concave, turn it so that it climbs.

    Along an axis on which the likelihood curves upwards, Newton's step leads to a minimum; its
    length is kept and its sign is turned.
    """
    bends, axes = np.linalg.eigh(curvature)
    bends = np.abs(bends)
    known = bends > max(bends.max() * np.finfo(float).eps * len(bends), _FLAT)
    along = (axes.T @ score)[known] / bends[known]
    return np.asarray(axes[:, known] @ along)


def _take_step(
    likelihood: LogisticLikelihood,
    here: Maximum,
    free: NDArray[np.int_],
    step: NDArray[np.float64],
    gain: float,
) -> Maximum | None:
    """Take the longest of the halved steps that gains enough (Armijo's rule).

    Steps that merely lose nothing can leap to and fro over a penalised maximum for ever; steps of
    any length leave the region where the information can be inverted.
    """
    longest = float(np.abs(likelihood.X[:, free] @ step).max())
    share = min(1.0, _LONGEST_STEP / longest) if longest > 0 else 1.0
    for _ in range(_MAX_HALVINGS):
        beta = here.beta.copy()
        beta[free] += share * step
        value = likelihood.value(beta)
        if value - here.value >= _SUFFICIENT * share * gain - _ROUNDING * abs(here.value):
            return Maximum(beta, value)
        share /= 2
    return None
