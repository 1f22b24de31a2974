"""Correcting P values for the number of tests in a declared family."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import false_discovery_control

from qi_stats.estimates import Estimate, parts, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_DEFINITION = (
    "Holm keeps the chance of any false finding, "
    "Benjamini and Hochberg the expected share of false findings"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedTest(Estimate):
    """One test of a family, with its P value before and after correction."""

    test: str
    p: float = field(metadata=shown("P", "p", plain=True))
    holm: float = field(metadata=shown("P, Holm", "p"))
    benjamini_hochberg: float = field(metadata=shown("P, Benjamini-Hochberg", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AdjustedFamily(Estimate):
    """A family of tests that share one error rate."""

    n: int = field(metadata=shown("No. of tests", "integer", plain=True))
    tests: tuple[AdjustedTest, ...] = field(default=(), metadata=parts(by="test"))


def adjust_family(*, p_values: Sequence[float | None], names: Sequence[str]) -> AdjustedFamily:
    """Adjust the P values of a family by Holm's and by Benjamini and Hochberg's method.

    Parameters
    ----------
    p_values
        One P value per test, shape (m,); None for a test that could not be computed, which is
        left out of the family with a warning.
    names
        Names of the tests, shape (m,).

    Returns
    -------
    AdjustedFamily
        One part per test with a P value, in the order given.

    Raises
    ------
    ValueError
        If the lengths differ, a name is repeated, or a P value lies outside 0 to 1.

    References
    ----------
    Holm S. Scand J Stat. 1979;6:65-70. Benjamini Y, Hochberg Y. J R Stat Soc B. 1995;57:289-300
    (R's `p.adjust`).
    """
    if len(p_values) != len(names) or len(set(names)) != len(names):
        raise ValueError("each P value needs one name, different from the others")
    known = [(name, p) for name, p in zip(names, p_values, strict=True) if p is not None]
    raw = np.array([p for _, p in known], dtype=float)
    if not ((raw >= 0) & (raw <= 1)).all():
        raise ValueError("P values must lie between 0 and 1")
    missing = [name for name, p in zip(names, p_values, strict=True) if p is None]
    return AdjustedFamily(
        n=len(known),
        tests=_list_tests([name for name, _ in known], raw),
        definition=_DEFINITION,
        warnings=tuple(
            f"{name!r} has no P value and is left out of the family." for name in missing
        ),
    )


def _list_tests(names: Sequence[str], raw: NDArray[np.float64]) -> tuple[AdjustedTest, ...]:
    if not len(raw):
        return ()
    hochberg = false_discovery_control(raw, method="bh")
    return tuple(
        AdjustedTest(test=name, p=float(p), holm=float(h), benjamini_hochberg=float(b))
        for name, p, h, b in zip(names, raw, _adjust_holm(raw), hochberg, strict=True)
    )


def _adjust_holm(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    """Multiply the smallest of m by m, the next by m - 1; none falls below the one before."""
    order = np.argsort(raw, kind="stable")
    stepped = np.maximum.accumulate(raw[order] * np.arange(len(raw), 0, -1))
    adjusted = np.empty_like(raw)
    adjusted[order] = np.minimum(stepped, 1.0)
    return adjusted
