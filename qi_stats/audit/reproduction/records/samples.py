"""The samples of whole numbers behind a printed mean and SD, and the datasets that were drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.audit.reproduction.records.write import Writer
    from qi_stats.ledger import Record

UNCOUNTED = "There are too many possible samples to count."
UNKNOWN = "No sample has one."
_RANGES = {
    "minimum": ("minimum", "integer"),
    "median": ("median", "decimal1"),
    "maximum": ("maximum", "integer"),
    "skewness": ("skewness", "decimal2"),
}


def list_samples(writer: Writer) -> Iterator[Record]:
    """Yield the number of samples with their medians and skewness, and of datasets drawn."""
    says = {one["claim"]: one["says"] for one in writer.archive.document["verdicts"]}
    for claim, one in writer.archive.document["samples"].items():
        path, about = f"samples.{claim}", f"{says[claim]}: "
        words = f"{about}possible samples"
        yield writer.write(f"{path}.number", words, one["number"], "grouped", UNCOUNTED)
        why = UNCOUNTED if one["number"] is None else UNKNOWN
        for name, (what, fmt) in _RANGES.items():
            for end, bound in zip(("low", "high"), one[name] or (None, None), strict=True):
                label = f"{about}{'lowest' if end == 'low' else 'highest'} possible {what}"
                yield writer.write(f"{path}.{name}_{end}", label, bound, fmt, why)
    drawn = writer.archive.document["sampled"]["datasets"]
    yield writer.write("sampled.n", "Datasets drawn that satisfy the claims", drawn)
