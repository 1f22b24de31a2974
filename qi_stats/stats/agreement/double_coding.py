"""Rows that two reviewers coded: how many there are, and where the two differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qi_stats.stats.agreement.results import (
    CoderCode,
    DisagreedRow,
    DisagreementList,
    Overlap,
    PairCount,
)
from qi_stats.stats.agreement.reviews import NO_ITEMS, locate_disagreements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

    from qi_stats.stats.agreement.reviews import Disagreement

NO_VALUE = "no value"
NOT_SETTLED = "not settled"
FIRST_STANDS = "The reviewers have not settled this row; the first reviewer's code stands."


def count_overlap(*, coded_twice: ArrayLike) -> Overlap:
    """Count the rows that a second reviewer coded.

    Parameters
    ----------
    coded_twice
        Shape (rows,), true where the second reviewer coded the row.

    Returns
    -------
    Overlap
        With a warning when no row was coded twice.
    """
    marks = np.asarray(coded_twice, dtype=bool)
    twice = int(np.count_nonzero(marks))
    return Overlap(rows=len(marks), coded_twice=twice, warnings=() if twice else (NO_ITEMS,))


def pair_codings(*, first: Sequence[str | None], second: Sequence[str | None]) -> PairCount:
    """Count what can be compared in one variable of rows that two reviewers coded.

    Parameters
    ----------
    first, second
        The level each reviewer gave each row, None where one gave no value; length n.

    Returns
    -------
    PairCount
        With a warning when one reviewer gave values that the other did not.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    pairs = list(zip(first, second, strict=True))
    complete = [(one, other) for one, other in pairs if one is not None and other is not None]
    one_sided = sum((one is None) != (other is None) for one, other in pairs)
    warning = f"Rows left out because only one of the reviewers gave a value: {one_sided}."
    return PairCount(
        rows=len(pairs),
        n=len(complete),
        disagreements=sum(one != other for one, other in complete),
        one_sided=one_sided,
        warnings=(warning,) if one_sided else (),
    )


def list_disagreements(
    *,
    rows: Sequence[str],
    first: Sequence[str | None],
    second: Sequence[str | None],
    consensus: Sequence[str | None] | None = None,
) -> DisagreementList:
    """List the rows that two reviewers coded differently, or that only one gave a value.

    Parameters
    ----------
    rows
        What identifies each row, length n.
    first, second
        The code each reviewer gave each row, None where one gave no value; length n.
    consensus
        The code that both settled on, length n; None for a row that they have not settled. None
        as a whole where nobody wrote the consensus down.

    Raises
    ------
    ValueError
        If the lengths differ.
    """
    chosen = (first, second) if consensus is None else (first, second, consensus)
    if any(len(codes) != len(rows) for codes in chosen):
        raise ValueError(f"each coder's codes must be {len(rows)}, one for each row")
    shown = [[NO_VALUE if code is None else code for code in codes] for codes in (first, second)]
    found = locate_disagreements(*shown)
    items = tuple(
        DisagreedRow(number=number, row=rows[one.position], codes=_list_codes(one, consensus))
        for number, one in enumerate(found, start=1)
    )
    settled = sum(consensus is not None and consensus[one.position] is not None for one in found)
    return DisagreementList(settled=settled, items=items)


def _list_codes(
    found: Disagreement, consensus: Sequence[str | None] | None
) -> tuple[CoderCode, ...]:
    codes = (
        CoderCode(coder="first", code=found.first),
        CoderCode(coder="second", code=found.second),
    )
    if consensus is None:
        return codes
    code = consensus[found.position]
    if code is None:
        settled = CoderCode(coder="consensus", code=NOT_SETTLED, warnings=(FIRST_STANDS,))
    else:
        settled = CoderCode(coder="consensus", code=code)
    return (*codes, settled)
