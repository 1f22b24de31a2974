"""Two reviewers' codings of the same items: the cross-table, weights, and where they differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qi_stats.stats.agreement.results import DisagreementCell, PercentAgreement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Weights = Literal["none", "linear", "quadratic"]

WEIGHTS: dict[Weights, str] = {
    "none": "unweighted",
    "linear": "linear weights (Cicchetti and Allison)",
    "quadratic": "quadratic weights (Fleiss and Cohen)",
}

NO_ITEMS = "No item was coded by both reviewers."


@dataclass(frozen=True, slots=True)
class Disagreement:
    """An item that two reviewers coded differently; `position` counts from 0."""

    position: int
    first: str
    second: str


def cross_reviews(
    first: Sequence[str], second: Sequence[str], levels: Sequence[str]
) -> NDArray[np.int64]:
    """Count items by the level that each reviewer chose.

    Parameters
    ----------
    first, second
        The level each reviewer gave each item, in the same order of items; length n.
    levels
        Every level that could be chosen, in order; length q.

    Returns
    -------
    numpy.ndarray
        Counts, shape (q, q); rows are the first reviewer's levels.

    Raises
    ------
    ValueError
        If the lengths differ, a level is unknown, or `levels` repeats itself.

    References
    ----------
    Gwet KL. Handbook of Inter-Rater Reliability. 4th ed. 2014, section 2.2.
    """
    if len(first) != len(second):
        raise ValueError(f"one reviewer coded {len(first)} items and the other {len(second)}")
    if len(set(levels)) != len(levels):
        raise ValueError("levels must differ from one another")
    unknown = sorted({str(level) for level in (*first, *second)} - {str(each) for each in levels})
    if unknown:
        raise ValueError(f"levels {unknown} are not among {list(levels)}")
    position = {str(level): i for i, level in enumerate(levels)}
    counts = np.zeros((len(levels), len(levels)), dtype=np.int64)
    for one, other in zip(first, second, strict=True):
        counts[position[str(one)], position[str(other)]] += 1
    return counts


def weigh_agreement(positions: NDArray[np.int_], weights: Weights) -> NDArray[np.float64]:
    """Return how much credit each pair of levels gets, shape (q, q); 1 on the diagonal.

    With d the distance of two levels over the largest distance there is, "linear" is 1 - d and
    "quadratic" 1 - d^2.

    Parameters
    ----------
    positions
        Places of the levels in their order, ascending, shape (q,).
    weights
        "none", "linear" or "quadratic".
    """
    if weights == "none" or len(positions) < 2:
        return np.eye(len(positions))
    distance = np.abs(np.subtract.outer(positions, positions)) / (positions[-1] - positions[0])
    return np.asarray(1 - (distance if weights == "linear" else distance**2))


def locate_disagreements(first: Sequence[str], second: Sequence[str]) -> tuple[Disagreement, ...]:
    """List the items that were coded differently, in their order.

    Parameters
    ----------
    first, second
        The level each reviewer gave each item, in the same order of items.

    Returns
    -------
    tuple
        One `Disagreement` for each such item; empty where the reviewers agree throughout.

    Raises
    ------
    ValueError
        If the lengths differ.

    References
    ----------
    Gwet KL. Handbook of Inter-Rater Reliability. 4th ed. 2014, section 2.2.
    """
    pairs = enumerate(zip(first, second, strict=True))
    return tuple(Disagreement(i, str(a), str(b)) for i, (a, b) in pairs if str(a) != str(b))


def percent_agreement(
    *, first: Sequence[str], second: Sequence[str], levels: Sequence[str]
) -> PercentAgreement:
    """Return the share of items that two reviewers coded alike, and the cells where they differ.

    Parameters
    ----------
    first, second
        The level each reviewer gave each item, in the same order of items.
    levels
        Every level that could be chosen, in order.

    Returns
    -------
    PercentAgreement
        One part for each pair of levels that were confused; None with a warning without an item.

    Raises
    ------
    ValueError
        If the lengths differ or a level is unknown.

    References
    ----------
    Gwet KL. Handbook of Inter-Rater Reliability. 4th ed. 2014, section 2.2.
    """
    counts = cross_reviews(first, second, levels)
    n, agreed = int(counts.sum()), int(np.trace(counts))
    cells = tuple(
        DisagreementCell(cell=f"{levels[i]}.{levels[j]}", count=int(counts[i, j]))
        for i, j in np.argwhere(counts)
        if i != j
    )
    return PercentAgreement(
        n=n,
        agreed=agreed,
        proportion=agreed / n if n else None,
        cells=cells,
        warnings=() if n else (NO_ITEMS,),
    )
