"""What counting missing values returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates.statistic import Estimate, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingCount(Estimate):
    """Rows without a value, of all rows where a value applies."""

    missing: int = field(metadata=shown("Missing", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCount(Estimate):
    """Rows that an analysis uses, and rows it leaves out because a value is missing."""

    n: int = field(metadata=shown("Rows used", "integer"))
    missing: int = field(metadata=shown("Rows left out, a value is missing", "integer"))
