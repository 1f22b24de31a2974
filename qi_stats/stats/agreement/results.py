"""What comparing two reviewers returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates import Estimate, parts, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementCell(Estimate):
    """How often one reviewer chose one level and the other another; `cell` is `first.second`."""

    cell: str
    count: int = field(metadata=shown("No. of items", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PercentAgreement(Estimate):
    """How many items two reviewers coded alike, and where they did not."""

    n: int = field(metadata=shown("No. of items", "integer"))
    agreed: int = field(metadata=shown("No. of items coded alike", "integer"))
    proportion: float | None = field(default=None, metadata=shown("Agreement", "percent1"))
    cells: tuple[DisagreementCell, ...] = field(default=(), metadata=parts(by="cell"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ChanceCorrectedAgreement(Estimate):
    """An agreement coefficient: 1 is perfect, 0 is what chance alone would give.

    `observed` and `expected` are the (weighted) agreement seen, and the one put down to chance;
    `se_null` is the standard error that holds where there is no agreement beyond chance, on which
    `z` and `p` rest.
    """

    n: int = field(metadata=shown("No. of items", "integer"))
    coefficient: float | None = field(default=None, metadata=shown("Coefficient", "decimal2"))
    observed: float | None = field(default=None, metadata=shown("Agreement", "percent1"))
    expected: float | None = field(default=None, metadata=shown("Agreement by chance", "percent1"))
    se: float | None = field(default=None, metadata=shown("Standard error", "decimal2"))
    low: float | None = field(default=None, metadata=shown("Lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Upper bound", "decimal2"))
    se_null: float | None = field(
        default=None, metadata=shown("Standard error without agreement", "decimal2")
    )
    z: float | None = field(default=None, metadata=shown("z", "decimal2"))
    p: float | None = field(default=None, metadata=shown("P", "p"))


@dataclass(frozen=True, slots=True, kw_only=True)
class KrippendorffAlpha(Estimate):
    """Krippendorff's alpha: 1 less observed over expected disagreement."""

    n: int = field(metadata=shown("No. of items", "integer"))
    alpha: float | None = field(default=None, metadata=shown("Krippendorff alpha", "decimal2"))
    observed_disagreement: float | None = field(
        default=None, metadata=shown("Observed disagreement", "decimal2")
    )
    expected_disagreement: float | None = field(
        default=None, metadata=shown("Expected disagreement", "decimal2")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap(Estimate):
    """How many rows two reviewers coded."""

    rows: int = field(metadata=shown("No. of rows", "integer"))
    coded_twice: int = field(metadata=shown("No. of rows coded twice", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class PairCount(Estimate):
    """What two reviewers left of the rows that both coded, for one variable."""

    rows: int = field(metadata=shown("No. of rows coded twice", "integer"))
    n: int = field(metadata=shown("No. of rows with a value by both", "integer"))
    disagreements: int = field(metadata=shown("No. of rows coded differently", "integer"))
    one_sided: int = field(metadata=shown("No. of rows with a value by one only", "integer"))


@dataclass(frozen=True, slots=True, kw_only=True)
class CoderCode(Estimate):
    """What one coder chose."""

    coder: str
    code: str = field(metadata=shown("Code", "text"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreedRow(Estimate):
    """A row that two reviewers coded differently; `number` counts from 1."""

    number: int
    row: str = field(metadata=shown("Row", "text"))
    codes: tuple[CoderCode, ...] = field(default=(), metadata=parts(by="coder"))


@dataclass(frozen=True, slots=True, kw_only=True)
class DisagreementList(Estimate):
    """The rows that two reviewers coded differently, and how many of them were settled."""

    settled: int = field(metadata=shown("No. of disagreements with a consensus", "integer"))
    items: tuple[DisagreedRow, ...] = field(default=(), metadata=parts(by="number"))
