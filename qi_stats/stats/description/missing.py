"""Counting what is not there, so that no analysis leaves rows out in silence."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qi_stats.estimates import Estimate, shown

if TYPE_CHECKING:
    from numpy.typing import ArrayLike


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCount(Estimate):
    """Rows without a value, of all rows where a value applies."""

    missing: int = field(metadata=shown("Missing", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount(Estimate):
    """Rows that an analysis uses, and rows it leaves out because a value is missing."""

    n: int = field(metadata=shown("Rows used", "integer"))
    missing: int = field(metadata=shown("Rows left out, a value is missing", "integer"))


def count_missing(missing: ArrayLike) -> MissingCount:
    """Count the missing values of one variable.

    Parameters
    ----------
    missing
        Shape (n,), true where the value is missing.
    """
    return MissingCount(missing=int(np.count_nonzero(np.asarray(missing, dtype=bool))))


def count_rows(missing: ArrayLike) -> RowCount:
    """Count the rows that a complete-case analysis uses and leaves out.

    Parameters
    ----------
    missing
        Shape (n,), true where any value that the analysis needs is missing.

    Returns
    -------
    RowCount
        With a warning when no row is left, or when rows are left out.
    """
    left_out = np.asarray(missing, dtype=bool)
    missing_rows = int(np.count_nonzero(left_out))
    return RowCount(
        n=len(left_out) - missing_rows,
        missing=missing_rows,
        warnings=_describe_loss(len(left_out), missing_rows),
    )


def _describe_loss(rows: int, missing: int) -> tuple[str, ...]:
    if rows == missing:
        return ("There are no rows to analyse.",)
    if missing:
        return (f"{missing} of {rows} rows are left out because a value is missing.",)
    return ()
