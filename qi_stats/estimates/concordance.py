"""What comparing several tests of one question returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates.statistic import Estimate, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Concordance(Estimate):
    """On which side of alpha the tests of one question fall."""

    tests: int = field(metadata=shown("No. of tests", "integer"))
    significant: int = field(metadata=shown("No. of tests with P below alpha", "integer"))
    lowest: float | None = field(default=None, metadata=shown("Lowest P", "p"))
    highest: float | None = field(default=None, metadata=shown("Highest P", "p"))
    below: str | None = field(default=None, metadata=shown("Tests with P below alpha", "text"))
    not_below: str | None = field(
        default=None, metadata=shown("Tests with P not below alpha", "text")
    )
    verdict: str | None = field(default=None, metadata=shown("Agreement of the tests", "text"))
