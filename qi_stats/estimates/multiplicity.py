"""What correcting a family of P values returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates.statistic import Estimate, parts, shown


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
