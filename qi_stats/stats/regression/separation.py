"""Whether the covariates of a logistic model separate events from the rest.

When some combination of the covariates predicts the outcome without error, the likelihood has no
maximum: it rises for ever along a direction of recession, and what a program prints is where its
iterations happened to stop. Albert and Anderson (1984) tell three cases apart; Konis (2007, section
4) finds them by linear programming, which is exact where watching coefficients grow is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.optimize import linprog

from qi_stats.stats.regression.results import INTERCEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Kind = Literal["none", "quasi", "complete"]

_SOLVERS: tuple[Literal["highs", "highs-ipm"], ...] = ("highs", "highs-ipm")
"""Tried in turn: interior points may find what the simplex gives up."""

_HALF = 0.5
_MOVES = 1e-6


class UndecidedError(ArithmeticError):
    """The values of the covariates differ by too many orders of magnitude to tell."""


@dataclass(frozen=True, slots=True)
class Separation:
    """What separates the events from the other observations.

    Attributes
    ----------
    kind
        "none"; "quasi" when some observations are predicted without error; "complete" when all are.
    overlapping
        Shape (n,): the observations that no direction of recession predicts; they alone inform
        the coefficients that stay finite.
    rises, falls
        Shape (k,): whether the likelihood keeps its supremum as a coefficient tends to plus, or
        minus, infinity. A coefficient with neither has a finite estimate.
    """

    kind: Kind
    overlapping: NDArray[np.bool_]
    rises: NDArray[np.bool_]
    falls: NDArray[np.bool_]

    @property
    def finite(self) -> NDArray[np.bool_]:
        """Shape (k,): whether each coefficient has a finite maximum likelihood estimate."""
        return ~(self.rises | self.falls)


def detect_separation(*, y: NDArray[np.float64], X: NDArray[np.float64]) -> Separation:
    """Classify the overlap of events and non-events in the space of the covariates.

    Parameters
    ----------
    y
        Outcome of 0 and 1, shape (n,).
    X
        Model matrix with its intercept, shape (n, k), of full column rank.

    Returns
    -------
    Separation
        The case, the observations that overlap, and the coefficients that are infinite.

    Raises
    ------
    ArithmeticError
        If the linear program can't be solved.

    References
    ----------
    Albert A, Anderson JA. Biometrika. 1984;71:1-10, section 3.
    Konis K. Linear Programming Algorithms for Detecting Separated Data in Binary Logistic
    Regression Models. DPhil thesis, University of Oxford; 2007, chapter 4.
    """
    basis, triangle = np.linalg.qr(X)  # the same span, well conditioned
    signed = (2 * y - 1)[:, np.newaxis] * basis * np.sqrt(len(y))
    overlapping = _find_overlap(signed)
    k = X.shape[1]
    if overlapping.all():
        return Separation("none", overlapping, np.zeros(k, bool), np.zeros(k, bool))
    coefficients = np.linalg.inv(triangle)
    rises = np.array([_can_move(signed, row) for row in coefficients])
    falls = np.array([_can_move(signed, -row) for row in coefficients])
    kind: Kind = "quasi" if overlapping.any() else "complete"
    return Separation(kind, overlapping, rises, falls)


def describe_separation(separation: Separation, names: Sequence[str]) -> tuple[str, ...]:
    """Say in plain words what separates the outcome, naming the terms; empty when nothing does.

    Parameters
    ----------
    separation
        What `detect_separation` found.
    names
        Names of the k columns it looked at.
    """
    if separation.kind == "none":
        return ()
    terms = [
        name
        for name, finite in zip(names, separation.finite, strict=True)
        if not finite and name != INTERCEPT
    ]
    listed = ", ".join(repr(name) for name in terms)
    predicted = int((~separation.overlapping).sum())
    extent = "all" if separation.kind == "complete" else f"{predicted} of the"
    return (
        f"{separation.kind.capitalize()} separation: the outcome of {extent} "
        f"{len(separation.overlapping)} observations is predicted without error by {listed}, "
        "and there the maximum likelihood estimate is infinite. "
        "Read the Firth and exact estimates instead.",
    )


def _find_overlap(signed: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Find the rows that are 0 for every d with signed @ d >= 0.

    One program finds a d that makes as many rows positive as possible: maximise sum(s) subject to
    signed @ d >= s and 0 <= s <= 1. As d may be scaled, each s is 0 or 1 at the optimum.
    """
    n, k = signed.shape
    solution = _solve(
        objective=np.concatenate([np.zeros(k), -np.ones(n)]),
        A_ub=np.hstack([-signed, np.eye(n)]),
        bounds=[(None, None)] * k + [(0, 1)] * n,
    )
    return np.asarray(solution[k:] < _HALF, dtype=bool)


def _can_move(signed: NDArray[np.float64], coefficient: NDArray[np.float64]) -> bool:
    """Tell whether a coefficient, linear in the direction, grows along a direction of recession."""
    objective = -coefficient / np.abs(coefficient).max()
    solution = _solve(objective=objective, A_ub=-signed, bounds=[(-1, 1)] * signed.shape[1])
    return bool(-objective @ solution > _MOVES)


def _solve(
    *,
    objective: NDArray[np.float64],
    A_ub: NDArray[np.float64],
    bounds: list[tuple[float | None, float | None]],
) -> NDArray[np.float64]:
    """Minimise the objective where A_ub @ x <= 0; zero is always allowed, so there is a minimum."""
    for solver in _SOLVERS:
        result = linprog(
            objective, A_ub=A_ub, b_ub=np.zeros(len(A_ub)), bounds=bounds, method=solver
        )
        if result.x is not None:
            return np.asarray(result.x, dtype=float)
    raise UndecidedError(result.message)
