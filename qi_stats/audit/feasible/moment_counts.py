"""Samples of whole numbers tallied by their sum and sum of squares.

A table has a cell for how many values, which sum and which sum of squares. It is filled value by
value with the number of ways to get there, and with the least and the largest sum of cubes on any
of them, from which the skewness follows.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Shape: TypeAlias = tuple[int, int, int]

LARGEST_TABLE = 40_000_000
"""Cells that are still worth filling in; each takes 16 bytes."""
LARGEST_COUNT = 2**62
"""No more samples than an integer of the table can hold."""
NEVER = 2**30
"""Stands for a sum of cubes that there is none of; sums of cubes stay far below it."""


@dataclass(frozen=True, slots=True)
class Tallied:
    """Samples of `n` whole numbers with one sum and sum of squares: how many, and their cubes.

    `cubes` are the least and the largest sum of cubes among them.
    """

    n: int
    total: int
    squares: int
    number: int
    cubes: tuple[int, int]

    def measure_skewness(self) -> tuple[float, float] | None:
        """Return the least and the largest adjusted skewness G1.

        None below three values, or where all values are the same.

        References: Joanes and Gill (1998), The Statistician 47:183-189 (G1).
        """
        mean, n = Fraction(self.total, self.n), self.n
        second = Fraction(self.squares, n) - mean**2
        if n < 3 or second == 0:
            return None
        thirds = (Fraction(c - 3 * mean * self.squares, n) + 2 * mean**3 for c in self.cubes)
        scale = math.sqrt(n * (n - 1)) / (n - 2) / float(second) ** 1.5
        low, high = (float(third) * scale for third in thirds)
        return low, high


@dataclass(frozen=True, slots=True)
class Tally:
    """All samples, by sum and sum of squares."""

    parts: tuple[Tallied, ...]

    @property
    def number(self) -> int:
        """How many samples there are."""
        return sum(part.number for part in self.parts)

    def find_skewness(self) -> tuple[float, float] | None:
        """Return the least and the largest skewness of any sample; None where none has one."""
        found = [ends for part in self.parts if (ends := part.measure_skewness()) is not None]
        return (min(low for low, _ in found), max(high for _, high in found)) if found else None


def tally_sums(
    n: int, width: int, fixed: Sequence[int], goals: Sequence[tuple[int, int]]
) -> Tally | None:
    """Tally samples of whole numbers from 0 to `width`.

    Parameters
    ----------
    n
        Values in a sample, those in `fixed` included.
    fixed
        Values that each sample has.
    goals
        Pairs of a sum and a sum of squares, both of the whole sample.

    Returns
    -------
    Tally or None
        The samples with one of `goals`; None if the table would be too large.
    """
    free = n - len(fixed)
    sums, squares, cubes = (sum(one**power for one in fixed) for power in (1, 2, 3))
    within = [(s - sums, q - squares) for s, q in goals if s >= sums and q >= squares]
    if free < 0 or not within:
        return Tally(())
    shape = (free + 1, max(s for s, _ in within) + 1, max(q for _, q in within) + 1)
    if is_too_large(shape, width):
        return None
    ways, least, most = _fill_tables(shape, width)
    return Tally(
        tuple(
            Tallied(
                n,
                s + sums,
                q + squares,
                int(ways[free, s, q]),
                (int(least[free, s, q]) + cubes, int(most[free, s, q]) + cubes),
            )
            for s, q in within
            if ways[free, s, q]
        )
    )


def is_too_large(shape: Shape, width: int) -> bool:
    """Say whether the table would have too many cells, or numbers too large for them."""
    free = shape[0] - 1
    return (
        math.prod(shape) > LARGEST_TABLE
        or math.comb(free + width, free) > LARGEST_COUNT
        or free * width**3 >= NEVER // 2
    )


def _fill_tables(
    shape: Shape, width: int
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int32]]:
    """Return the ways to each cell, and the least and the largest sum of cubes there."""
    ways = np.zeros(shape, dtype=np.int64)
    least = np.full(shape, NEVER, dtype=np.int32)
    most = np.full(shape, -NEVER, dtype=np.int32)
    ways[0, 0, 0], least[0, 0, 0], most[0, 0, 0] = 1, 0, 0
    for value in range(width + 1):
        square, cube = value**2, np.int32(value**3)
        if value >= shape[1] or square >= shape[2]:
            break
        for size in range(1, shape[0]):
            here = (size, slice(value, None), slice(square, None))
            before = (size - 1, slice(shape[1] - value), slice(shape[2] - square))
            ways[here] += ways[before]
            np.minimum(least[here], least[before] + cube, out=least[here])
            np.maximum(most[here], most[before] + cube, out=most[here])
    return ways, least, most
