"""What comparing one result between coders returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates.statistic import Estimate, parts, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderValue(Estimate):
    """A result as it comes out with the codes of one coder; its format is that of the result."""

    coder: str
    value: float | None = field(default=None, metadata=shown("Result", "decimal2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderTests(Estimate):
    """One P value under each coder, and whether its side of alpha depends on who coded."""

    question: str = field(metadata=shown("What is compared", "text"))
    depends: str | None = field(default=None, metadata=shown("Depends on who coded", "text"))
    values: tuple[CoderValue, ...] = field(default=(), metadata=parts(by="coder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderEstimates(Estimate):
    """One estimate under each coder, and the largest difference between two of them."""

    question: str = field(metadata=shown("What is compared", "text"))
    difference: float | None = field(
        default=None, metadata=shown("Largest difference between coders", "decimal2")
    )
    values: tuple[CoderValue, ...] = field(default=(), metadata=parts(by="coder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderSummary(Estimate):
    """How many results of a plan depend on who coded."""

    results: int = field(metadata=shown("No. of results", "integer"))
    changed: int = field(metadata=shown("No. of results that differ between coders", "integer"))
    tests: int = field(metadata=shown("No. of tests", "integer"))
    depending: int = field(metadata=shown("No. of tests on different sides of alpha", "integer"))
    verdict: str | None = field(default=None, metadata=shown("Who coded", "text"))
