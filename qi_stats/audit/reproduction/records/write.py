"""One number of the audit as a record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_stats.ledger import AUDITED, Inputs, Method, Record

if TYPE_CHECKING:
    from qi_stats.audit.reproduction.audit_file import AuditFile
    from qi_stats.estimates import Value

SOURCES = "published.yaml, codebook.yaml and plan.yaml"
_FUNCTION = "qi_stats.audit.reproduction.assess:survey_claims"


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes records of one audit.

    Attributes
    ----------
    audit
        The audit, as its file has it.
    """

    audit: AuditFile
    inputs: Inputs = field(init=False)

    def __post_init__(self) -> None:
        """Name the files that the audit was made from."""
        digest = {SOURCES: self.audit.digest}
        object.__setattr__(self, "inputs", Inputs(SOURCES, (), sha256=digest))

    def write(
        self, path: str, label: str, stat: Value, fmt: str = "integer", missing: str = ""
    ) -> Record:
        """Return the record `audit.<path>`.

        Parameters
        ----------
        path
            Rest of the key.
        label
            What the number is, in words.
        stat, fmt
            The number and its rounding rule.
        missing
            Why there is no number, if there is none.
        """
        return Record(
            key=f"{AUDITED}.{path}",
            analysis=AUDITED,
            stat_name=path.rpartition(".")[2],
            stat_label=label,
            stat=stat,
            fmt=fmt,
            inputs=self.inputs,
            method=Method(_FUNCTION),
            warnings=(missing,) if stat is None else (),
            identified="identified",
        )
