"""The matrix of a regression: checks of its shape, its intercept, and columns that add nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.stats.regression.results import INTERCEPT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

ALIAS_TOLERANCE = 1e-7
"""A column whose part outside the earlier columns is this small relative to itself adds nothing.

The tolerance of R's `lm` and `glm` (argument `tol` of `lm.fit`).
"""


@dataclass(frozen=True, slots=True)
class Design:
    """A model matrix with the intercept first.

    Attributes
    ----------
    y
        Outcome, shape (n,).
    X
        Matrix of the columns that are estimated, shape (n, k); the first is 1 throughout.
    names
        Names of all k + (number left out) columns, the intercept first.
    kept
        Positions in `names` of the columns of `X`.
    """

    y: NDArray[np.float64]
    X: NDArray[np.float64]
    names: tuple[str, ...]
    kept: tuple[int, ...]

    @property
    def n(self) -> int:
        """Number of observations."""
        return len(self.y)

    @property
    def left_out(self) -> dict[str, str]:
        """One sentence for each column that was left out, by its name; none without any row."""
        return {
            name: f"{name!r} is constant or a linear combination of the terms before it: "
            "it has no estimate of its own, and the other terms are estimated without it."
            for j, name in enumerate(self.names)
            if j not in self.kept and self.n
        }

    def select_rows(self, chosen: NDArray[np.bool_]) -> Design:
        """Return the design of some of the observations, without columns that became aliased."""
        kept = find_independent(self.X[chosen])
        positions = tuple(self.kept[i] for i in kept)
        return Design(self.y[chosen], self.X[chosen][:, kept], self.names, positions)


def build_design(y: ArrayLike, X: ArrayLike, names: Sequence[str]) -> Design:
    """Check outcome and covariates, put the intercept first, leave out aliased columns.

    Parameters
    ----------
    y
        Outcome, shape (n,).
    X
        Covariates without an intercept, shape (n, p); shape (n,) is one covariate.
    names
        Names of the p covariates.

    Raises
    ------
    ValueError
        If a shape is wrong, a value is missing or infinite, or a name is repeated.
    """
    outcome, covariates = np.asarray(y, dtype=float), np.asarray(X, dtype=float)
    if covariates.ndim == 1:
        covariates = covariates[:, np.newaxis]
    _check_shapes(outcome, covariates, names)
    matrix = np.column_stack([np.ones(len(outcome)), covariates])
    kept = find_independent(matrix)
    return Design(outcome, matrix[:, kept], (INTERCEPT, *names), kept)


def check_binary(y: NDArray[np.float64]) -> None:
    """Raise ValueError unless every value is 0 or 1."""
    if not np.isin(y, (0.0, 1.0)).all():
        raise ValueError("y must hold 0 and 1 only")


def find_independent(matrix: NDArray[np.float64]) -> tuple[int, ...]:
    """Return the positions of the columns that no earlier columns add up to, as R's `lm` does."""
    kept: list[int] = []
    basis = np.empty((len(matrix), 0))
    for j, column in enumerate(matrix.T):
        rest = column - basis @ (basis.T @ column)
        rest = rest - basis @ (basis.T @ rest)
        norm = float(np.linalg.norm(rest))
        if norm > ALIAS_TOLERANCE * float(np.linalg.norm(column)):
            kept.append(j)
            basis = np.column_stack([basis, rest / norm])
    return tuple(kept)


def standardise(X: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centre and scale all columns but the intercept, which saves digits when they are collinear.

    The second matrix, shape (k, k), leads from the coefficients of the standardised columns back
    to those of the columns as measured.
    """
    centre, scale = X.mean(axis=0), X.std(axis=0)
    centre[0], scale[0] = 0.0, 1.0
    back = np.diag(1 / scale)
    back[0] -= centre / scale
    return (X - centre) / scale, back


def isolate_column(X: NDArray[np.float64], j: int) -> NDArray[np.float64]:
    """Return a matrix of the same span whose first column belongs to column `j` alone.

    The first column is what the others leave unexplained of column `j`, so that its coefficient,
    standard error and profile are those of column `j`; the others are orthogonal, so that finding
    their coefficients is well conditioned however the columns were measured.
    """
    others = np.delete(X, j, axis=1)
    basis = np.linalg.qr(others[:, find_independent(others)])[0]
    rest = X[:, j] - basis @ (basis.T @ X[:, j])
    rest = rest - basis @ (basis.T @ rest)
    return np.column_stack([rest, basis * np.sqrt(len(X))])


def _check_shapes(y: NDArray[np.float64], X: NDArray[np.float64], names: Sequence[str]) -> None:
    if y.ndim != 1 or X.ndim != 2 or len(X) != len(y):
        raise ValueError(f"y must be (n,) and X (n, p); found {y.shape} and {X.shape}")
    if len(names) != X.shape[1]:
        raise ValueError(f"X has {X.shape[1]} columns and names has {len(names)}")
    if len({INTERCEPT, *names}) != len(names) + 1:
        raise ValueError(f"names must differ from one another and from {INTERCEPT!r}")
    if not (np.isfinite(y).all() and np.isfinite(X).all()):
        raise ValueError("y and X must hold finite numbers; drop rows with missing values first")
