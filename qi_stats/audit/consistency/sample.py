"""Samples: whether n whole numbers have the printed mean, SD, least and largest value at all.

GRIMMER and the spread test are necessary; this test is exact, because it looks for the numbers.
Sources: Heathers, Anaya, van der Zee & Brown (2018), SPRITE, PeerJ Preprints 6:e26968v1; Wilner,
Wood & Simons (2018), CORVIDS, doi 10.31234/osf.io/7shr8, for the exact question.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.consistency.grimmer import list_moments, span_sds
from qi_stats.audit.consistency.result import Consistency
from qi_stats.audit.consistency.rounding import (
    Rounding,
    read_number,
    select_roundings,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.consistency.printed import Printed

MOST_STATES = 20_000


def check_sample(
    mean: str | Printed, sd: str | Printed, n: int, ends: tuple[int, int]
) -> Consistency:
    """Tell whether some `n` whole numbers from end to end have this mean and SD.

    Returns
    -------
    Consistency
        `possible` is the interval of true SDs of such samples; each sum is tried with its least
        and its largest possible sum of squares.

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
    """
    if n < 2:
        message = f"an SD needs n of at least 2, not {n}"
        raise ValueError(message)
    printed = read_number(mean), read_number(sd)
    roundings = select_roundings(lambda one: any(list_samples(*printed, n, ends, one)))
    widest = [one for one in roundings if one in {"binary", "truncation"}]
    moments = [moment for one in widest for moment in list_samples(*printed, n, ends, one)]
    return Consistency("sample", roundings, span_sds(moments, n) if moments else None)


def list_samples(
    mean: Printed, sd: Printed, n: int, ends: tuple[int, int], rounding: Rounding
) -> Iterator[tuple[int, int]]:
    """Yield the least and the largest sum of squares of each sum for which there is a sample."""
    for total, squares in list_moments(mean, sd, n, rounding):
        first = next((one for one in squares if has_sample(n, total, one, ends)), None)
        if first is not None:
            yield total, first
            yield total, next(one for one in reversed(squares) if has_sample(n, total, one, ends))


def has_sample(n: int, total: int, squares: int, ends: tuple[int, int]) -> bool:
    """Return whether `n` whole numbers with this sum and sum of squares reach from end to end.

    Exact, unless the search takes more than `MOST_STATES` steps: then the answer is True, for
    what is not excluded is possible. That many steps need samples far beyond a small study's.
    """
    low, high = ends
    width = high - low
    if width < 0 or n < 1 or (n == 1 and width > 0):
        return False
    shifted, squared = total - n * low, squares - 2 * low * total + n * low * low
    if width == 0:
        return shifted == 0 and squared == 0
    return _search(n - 2, shifted - width, squared - width * width, width)


def _search(n: int, total: int, squares: int, top: int) -> bool:
    """Return whether `n` numbers from 0 to `top` have this sum and sum of squares."""
    failed: set[tuple[int, int, int, int]] = set()
    waiting = [(n, total, squares, top)]
    steps = 0
    while waiting:
        state = waiting.pop()
        if state in failed:
            continue
        failed.add(state)
        steps += 1
        if steps > MOST_STATES:
            return True
        n, total, squares, top = state
        if n == 0 and total == 0 and squares == 0:
            return True
        if n > 0 and _is_within_bounds(n, total, squares, top):
            waiting.extend((n - 1, total - one, squares - one * one, one) for one in range(top + 1))
    return False


def _is_within_bounds(n: int, total: int, squares: int, top: int) -> bool:
    """Return False where no `n` numbers from 0 to `top` can have this sum and sum of squares."""
    if not 0 <= total <= n * top or (squares - total) % 2:
        return False
    share, rest = divmod(total, n)
    full, part = divmod(total, top) if top else (0, 0)
    least = (n - rest) * share * share + rest * (share + 1) ** 2
    return least <= squares <= full * top * top + part * part
