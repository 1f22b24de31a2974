"""Proof that a peak of the penalised likelihood is its highest, so that no other has to be sought.

Along any ray from the peak, in units of the information there, two things are known of the way t.
The plain log-likelihood l falls at least by P(t), the double integral of its least curvature less
the slope, and it goes on falling. The penalised one falls at least by G(t), the double integral of
a bound of its own curvature. The penalty is largest where every row has the weight 1/4: once P
exceeds what it could rise by, no point further out is as high as the peak. Until there, G has to
stay above 0.

The bound of the curvature: by Cauchy and Binet the determinant of the information is a sum over
sets of k rows, and the logarithm's second derivative contains a variance over such sets, drawn as a
determinantal process with the leverages on its diagonal. That variance is at most the one of rows
drawn by themselves (Schur's product theorem). With weights w, leverages h and the penalty's factor
f, the negative second derivative is hence at least the sum of (w + f h (6 w - 1)) x x'. Weights are
bounded by how far the log odds of a row can move within t; so all bounds fall as t grows, and each
shell is given those of its outer end.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
from scipy.special import expit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from qi_stats.stats.regression.likelihood import LogisticLikelihood, Maximum

    Array = NDArray[np.float64]

SHELL = 0.3
"""Width of a shell; a narrower one bounds better, and takes longer."""
MOST_SHELLS = 30
MARGIN = 1e-6
"""By how much G and P have to be above what they are held against, far more than rounding."""


def is_highest_peak(
    likelihood: LogisticLikelihood, fixed: Mapping[int, float], peak: Maximum
) -> bool:
    """Return whether the peak is proved to be the highest place, the fixed coefficients held.

    Parameters
    ----------
    likelihood
        With a penalty; its matrix X has shape (n, k).
    fixed
        Position and value of the coefficients that are held still.
    peak
        Where the free coefficients have come to rest.

    Returns
    -------
    bool
        False where it could not be proved: there may be a higher peak, or none.

    References
    ----------
    Firth (1993), Biometrika 80:27-38; Hough, Krishnapur, Peres and Virág (2006), Probab Surv
    3:206-229, on determinantal processes.
    """
    free = [j for j in range(likelihood.X.shape[1]) if j not in fixed]
    if not free or not math.isfinite(peak.value):
        return False
    X, Z = likelihood.X, likelihood.X[:, free]
    eta = X @ peak.beta
    information = likelihood.information(peak.beta)
    rise = likelihood.penalty * (_log_determinant(X.T @ X / 4) - _log_determinant(information))
    try:
        root = np.linalg.cholesky(information[np.ix_(free, free)])
    except np.linalg.LinAlgError:
        return False
    rows = np.linalg.solve(root, Z.T).T
    slope = float(np.linalg.norm(rows.T @ (likelihood.y - expit(eta))))
    return _walk_out(X, rows, eta, likelihood.penalty, rise, slope)


def _walk_out(  # noqa: PLR0917, PLR0913 - what is known at the peak
    X: Array, rows: Array, eta: Array, factor: float, rise: float, slope: float
) -> bool:
    """Return whether P exceeds the penalty's rise before G comes down to 0, shell by shell."""
    spread = np.linalg.norm(rows, axis=1)
    fall, speed, gap, pace = 0.0, -slope, 0.0, 0.0  # P, its derivative, G, its derivative
    for shell in range(1, MOST_SHELLS + 1):
        lightest, heaviest = _bound_weights(eta, SHELL * shell * spread)
        plain = _find_least(rows, lightest)
        own = _find_least(rows, _bound_curvature(X, lightest, heaviest, factor))
        fall += speed * SHELL + plain * SHELL**2 / 2
        speed += plain * SHELL
        gap += pace * SHELL + own * SHELL**2 / 2
        pace += own * SHELL
        if gap <= MARGIN:
            return False
        if fall > rise + MARGIN:
            return True
    return False


def _bound_weights(eta: Array, reach: Array) -> tuple[Array, Array]:
    """Return the least and the largest weight of each row as its log odds move by `reach`."""
    far, near = np.abs(eta) + reach, np.maximum(np.abs(eta) - reach, 0.0)
    least, most = (expit(each) * expit(-each) for each in (far, near))
    return np.asarray(least, dtype=np.float64), np.asarray(most, dtype=np.float64)


def _bound_curvature(X: Array, lightest: Array, heaviest: Array, factor: float) -> Array:
    """Return for each row a bound from below of w + f h (6 w - 1), within the bounds of w."""
    inverse = np.linalg.pinv((X * lightest[:, np.newaxis]).T @ X, hermitian=True)
    leverage = np.minimum(heaviest * ((X @ inverse) * X).sum(axis=1), 1.0)
    return np.asarray(lightest + np.minimum(0.0, factor * leverage * (6 * lightest - 1)))


def _find_least(rows: Array, weights: Array) -> float:
    """Return the least eigenvalue of the weighted sum of the rows' squares."""
    return float(np.linalg.eigvalsh((rows * weights[:, np.newaxis]).T @ rows)[0])


def _log_determinant(matrix: Array) -> float:
    sign, logarithm = np.linalg.slogdet(matrix)
    return float(logarithm) if sign > 0 else math.inf
