"""Samples: whether n whole numbers have the printed mean, SD, least and largest value at all.

GRIMMER and the spread test are necessary; this test is exact, because it looks for the numbers.
Sources: Heathers, Anaya, van der Zee & Brown (2018), SPRITE, PeerJ Preprints 6:e26968v1; Wilner,
Wood & Simons (2018), CORVIDS, doi 10.31234/osf.io/7shr8, for the exact question.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.audit.consistency.grimmer import find_least_squares, list_moments, span_sds
from qi_stats.audit.consistency.result import Consistency
from qi_stats.audit.consistency.rounding import (
    Rounding,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.consistency.printed import Printed

MOST_STATES = 100_000


@dataclass(slots=True)
class Budget:
    """Steps that the searches of one test may still take."""

    steps: int = MOST_STATES

    @property
    def is_spent(self) -> bool:
        """Whether nothing is left, so that what the search did not find may still be there."""
        return self.steps <= 0


@dataclass(frozen=True, slots=True)
class Ends:
    """The whole numbers between which a sample lies; `occur` says that it holds both."""

    low: int
    high: int
    occur: bool = True


def check_sample(
    mean: str | Printed, sd: str | Printed, n: int, ends: Ends | tuple[int, int], items: int = 1
) -> Consistency:
    """Tell whether some `n` whole numbers from end to end have this mean and SD.

    Parameters
    ----------
    mean, sd
        As printed.
    n
        How many values there are, at least 2.
    ends
        The least and the largest value, as a pair where both occur.
    items
        How many whole numbers each value averages, all from end to end.

    Returns
    -------
    Consistency
        `possible` is an interval that holds the true SDs of such samples. `is_decided` is False
        where the search took more than `MOST_STATES` steps: the numbers then pass, for what is not
        excluded is possible.

    Raises
    ------
    ValueError
        If a text is no number or a bound, or `n` is below 2.

    Examples
    --------
    >>> check_sample("1.5", "0.7", 24, (1, 3)).is_right
    True
    >>> check_sample("1.5", "1.1", 24, (1, 3)).is_right
    False
    >>> check_sample("4.78", "0.71", 25, Ends(1, 5, occur=False), items=3).is_right
    False
    """
    if n < 2 or items < 1:
        message = f"an SD needs n of at least 2 and items of at least 1, not {n} and {items}"
        raise ValueError(message)
    printed = read_number(mean), read_number(sd)
    given = ends if isinstance(ends, Ends) else Ends(*ends)
    within = Ends(given.low * items, given.high * items, given.occur)
    budget = Budget()

    def list_kept(rounding: Rounding) -> Iterator[tuple[int, int]]:
        for total, squares in list_moments(*printed, n, rounding, items):
            for one in squares:
                if has_sample(n, total, one, within, budget):
                    yield total, one
                    break

    roundings = select_roundings(lambda one: any(True for _ in list_kept(one)))
    widest = [one for one in roundings if one in {"binary", "truncation"}]
    left = [
        (total, end)
        for one in widest
        for total, squares in list_moments(*printed, n, one, items)
        for end in _clip(n, total, squares, within)
    ]
    possible = span_sds(left, n, items) if left else None
    return Consistency("sample", roundings, possible, is_decided=not budget.is_spent)


def _clip(n: int, total: int, squares: range, ends: Ends) -> tuple[int, ...]:
    """Return the first and last of these sums of squares that numbers between the ends can have."""
    shift = 2 * ends.low * total - n * ends.low**2
    most = _find_most_squares(n, total - n * ends.low, ends.high - ends.low) + shift
    kept = range(squares.start, min(squares.stop, most + 1), 2)
    return (kept[0], kept[-1]) if kept else ()


def has_sample(n: int, total: int, squares: int, ends: Ends, budget: Budget | None = None) -> bool:
    """Return whether `n` whole numbers with this sum and sum of squares lie between the ends.

    Exact, unless the search spends its budget: then the answer is True.
    """
    width = ends.high - ends.low
    if width < 0 or n < 1 or (ends.occur and n == 1 and width > 0):
        return False
    shifted = total - n * ends.low
    squared = squares - 2 * ends.low * total + n * ends.low**2
    if width == 0:
        return shifted == 0 and squared == 0
    set_aside = (2, width, width * width) if ends.occur else (0, 0, 0)
    left = n - set_aside[0], shifted - set_aside[1], squared - set_aside[2], width
    return _search(left, budget or Budget())


_State: TypeAlias = "tuple[int, int, int, int]"


def _search(start: _State, budget: Budget) -> bool:
    """Return whether n numbers from 0 to top have this sum and sum of squares, largest first."""
    failed: set[_State] = set()
    waiting = [iter([start])]
    while waiting:
        state = next(waiting[-1], None)
        if state is None:
            waiting.pop()
            continue
        if state in failed:
            continue
        failed.add(state)
        budget.steps -= 1
        if budget.is_spent or state[:3] == (0, 0, 0) or _is_near_mean(*state):
            return True
        if state[0] > 0 and _is_within_bounds(*state):
            waiting.append(_take_one(*state))
    return False


def _take_one(n: int, total: int, squares: int, top: int) -> Iterator[_State]:
    """Yield what is left when one number is taken that no other exceeds, the largest first.

    The number is at least the mean and, since every x² is at most x times it, at least
    squares / total. What it leaves must have squares of at least (total - x)² / (n - 1).
    """
    spread = (n - 1) * (n * squares - total * total)
    if spread < 0:
        return
    most = min(top, (total + math.isqrt(spread)) // n)
    least = max(-(-total // n), -(-squares // total) if total else 0)
    for one in range(most, least - 1, -1):
        yield n - 1, total - one, squares - one * one, one


def _is_near_mean(n: int, total: int, squares: int, top: int) -> bool:
    """Return True where numbers next to the mean do, or some pairs of them moved apart by one.

    Each pair of equal numbers that moves apart adds 2 to the sum of squares.
    """
    if n == 0 or not 0 <= total <= n * top:
        return False
    share, rest = divmod(total, n)
    pairs = (n - rest) // 2 if 1 <= share < top else 0
    pairs += rest // 2 if share + 2 <= top else 0
    excess = squares - find_least_squares(n, total)
    return excess % 2 == 0 and 0 <= excess <= 2 * pairs


def _is_within_bounds(n: int, total: int, squares: int, top: int) -> bool:
    """Return False where no `n` numbers from 0 to `top` can have this sum and sum of squares."""
    if not 0 <= total <= n * top or (squares - total) % 2:
        return False
    return find_least_squares(n, total) <= squares <= _find_most_squares(n, total, top)


def _find_most_squares(n: int, total: int, top: int) -> int:
    """Return the largest sum of squares of `n` numbers from 0 to `top`: all but one at an end."""
    full, part = divmod(total, top) if top else (0, 0)
    return full * top * top + part * part if 0 <= total <= n * top else -1
