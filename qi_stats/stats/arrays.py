"""What every function of this package accepts: samples without missing values, counts, levels."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import ArrayLike, NDArray

    Sample = NDArray[np.float64]
    Counts = NDArray[np.int64]


LARGEST = 1e100
"""Beyond it, squares of squares overflow."""
MOST_COUNTED = 10**9
"""Beyond it, the product of two margins overflows a whole number."""

ROUNDING = 10 * float(np.finfo(np.float64).eps)
"""R's limit: a spread below this share of the values is rounding, "essentially constant"."""


def read_sample(values: ArrayLike, name: str = "values") -> Sample:
    """Return a one-dimensional float array.

    Raises
    ------
    ValueError
        If the values are not one-dimensional, not numbers, not all finite, or beyond 1e100: the
        caller drops and counts missing values, so that no method does so silently.
    """
    try:
        sample = np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} must be numbers without missing values") from error
    if sample.ndim != 1:
        raise ValueError(f"{name} must have one dimension, not {sample.ndim}")
    if not np.isfinite(sample).all():
        raise ValueError(f"{name} must be finite: drop and count missing values first")
    if sample.size and np.abs(sample).max() > LARGEST:
        raise ValueError(f"{name} must lie within ±{LARGEST:g}: choose a larger unit")
    return sample


def read_count(value: float, name: str) -> int:
    """Return a whole number of zero or more; raise ValueError for anything else."""
    if isinstance(value, bool) or not math.isfinite(value) or value != int(value) or value < 0:
        raise ValueError(f"{name} must be a whole number of 0 or more, not {value}")
    return int(value)


def read_table(table: ArrayLike, shape: tuple[int, int] | None = None) -> Counts:
    """Return a two-dimensional array of counts.

    Parameters
    ----------
    table
        Rows are groups, columns are outcomes; at least two of each.
    shape
        The only shape accepted, such as (2, 2).

    Raises
    ------
    ValueError
        If the shape is another, an entry is not a whole number of 0 or more, or they add up to
        more than a thousand million.
    """
    try:
        counts = np.asarray(table, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError("table must be a rectangle of counts") from error
    if counts.ndim != 2 or min(counts.shape) < 2 or (shape and counts.shape != shape):
        expected = " by ".join(map(str, shape)) if shape else "at least 2 by 2"
        raise ValueError(f"table must be {expected}, not of shape {counts.shape}")
    if not np.isfinite(counts).all() or (counts < 0).any() or (counts != np.floor(counts)).any():
        raise ValueError("table must hold whole numbers of 0 or more")
    if counts.sum() > MOST_COUNTED:
        raise ValueError(f"table must count {MOST_COUNTED:,} at most, not {counts.sum():g}")
    return counts.astype(np.int64)


def check_level(level: float) -> float:
    """Return the confidence level; raise ValueError unless it lies between 0 and 1."""
    if not 0 < level < 1:
        raise ValueError(f"level must lie between 0 and 1, such as 0.95, not {level}")
    return level


def check_choice(name: str, value: str, allowed: Iterable[str]) -> None:
    """Raise ValueError, naming the allowed values, unless `value` is one of them."""
    names = tuple(allowed)
    if value not in names:
        raise ValueError(f"{name} must be one of {', '.join(map(repr, names))}, not {value!r}")
