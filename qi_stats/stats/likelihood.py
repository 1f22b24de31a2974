"""The logistic log-likelihood, plain or with Jeffreys' penalty, and its maxima along a line.

Tests and intervals by (penalised) likelihood ratio need the same thing: the highest value the
log-likelihood can take while one coefficient is held still. This module finds it, and where its
fall below the top crosses a limit.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq
from scipy.special import expit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

FIRTH = 0.5
"""Weight of the log determinant of the information in Firth's penalty."""

_DECREMENT = 1e-20  # of the log-likelihood that a further Newton step could still win
_ROUNDING = 1e-13  # relative loss of log-likelihood that counts as none
_MAX_STEPS = 500
_MAX_HALVINGS = 40
_MAX_DOUBLINGS = 60


@dataclass(frozen=True, slots=True)
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

    def information(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        """Fisher information X'WX at `beta`, shape (k, k)."""
        fitted = expit(self.X @ beta)
        return np.asarray((self.X * (fitted * (1 - fitted))[:, np.newaxis]).T @ self.X)

    def score(self, beta: NDArray[np.float64]) -> NDArray[np.float64]:
        """Gradient at `beta`, shape (k,); with the penalty, Heinze and Schemper's eq 3."""
        fitted = expit(self.X @ beta)
        residual = self.y - fitted
        if self.penalty:
            inverse = np.linalg.inv(self.information(beta))
            leverage = fitted * (1 - fitted) * np.einsum("ij,jk,ik->i", self.X, inverse, self.X)
            residual = residual + 2 * self.penalty * leverage * (0.5 - fitted)
        return np.asarray(self.X.T @ residual)


@dataclass(frozen=True, slots=True)
class Maximum:
    """A maximum: the coefficients (shape (k,)) and the log-likelihood there."""

    beta: NDArray[np.float64]
    value: float


def maximise(
    likelihood: LogisticLikelihood,
    fixed: Mapping[int, float],
    start: NDArray[np.float64] | None = None,
) -> Maximum:
    """Maximise over all coefficients but those held still, by Newton's method with step halving.

    Parameters
    ----------
    likelihood
        What to maximise; its maximum over the free coefficients must exist, though it need not be
        unique when columns are aliased.
    fixed
        Position and value of the coefficients that are held still.
    start
        Where the steps begin, shape (k,); at 0 by default.

    Returns
    -------
    Maximum
        Minus infinity as value where a fixed coefficient is so large that the penalty vanishes.

    Raises
    ------
    ArithmeticError
        If the steps do not come to rest.
    """
    beta = np.zeros(likelihood.X.shape[1]) if start is None else start.copy()
    free = np.array([j for j in range(len(beta)) if j not in fixed], dtype=int)
    beta[list(fixed)] = list(fixed.values())
    value = likelihood.value(beta)
    for _ in range(_MAX_STEPS):
        if not math.isfinite(value) or not len(free):
            return Maximum(beta, value)
        score = likelihood.score(beta)[free]
        step = np.linalg.lstsq(likelihood.information(beta)[np.ix_(free, free)], score)[0]
        taken = _take_step(likelihood, Maximum(beta, value), free, step)
        if score @ step < _DECREMENT or taken is None:
            return Maximum(beta, value)
        beta, value = taken.beta, taken.value
    raise ArithmeticError("the log-likelihood did not settle on a maximum")


def _take_step(
    likelihood: LogisticLikelihood,
    here: Maximum,
    free: NDArray[np.int_],
    step: NDArray[np.float64],
) -> Maximum | None:
    for halving in range(_MAX_HALVINGS):
        beta = here.beta.copy()
        beta[free] += step / 2**halving
        value = likelihood.value(beta)
        if value >= here.value - _ROUNDING * abs(here.value):
            return Maximum(beta, value)
    return None


def find_crossing(
    fall: Callable[[float], float], *, start: float, step: float, limit: float
) -> float | None:
    """Find where a fall from the top reaches a limit.

    Parameters
    ----------
    fall
        Grows in the direction of `step`, from less than `limit` to more.
    start
        Where the search begins, on either side of the crossing.
    step
        First stride; its sign is the direction in which `fall` grows.
    limit
        The fall to reach.

    Returns
    -------
    float or None
        The crossing; None if it lies beyond any stride that makes sense.
    """
    inside, outside = start, start + step
    for doubling in range(_MAX_DOUBLINGS):
        stride = step * 2.0**doubling
        if fall(inside) >= limit:
            inside, outside = inside - stride, inside
        elif fall(outside) < limit:
            inside, outside = outside, outside + stride
        else:
            return _refine_crossing(fall, inside, outside, limit)
    return None


def _refine_crossing(
    fall: Callable[[float], float], inside: float, outside: float, limit: float
) -> float:
    while not math.isfinite(fall(outside)):
        outside = (inside + outside) / 2
        if fall(outside) < limit:
            inside, outside = outside, 2 * outside - inside
    crossing: float = brentq(lambda value: fall(value) - limit, inside, outside, xtol=1e-14)
    return crossing
