"""What histograms and boxes have in common: where a group's records are, and its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger, Record


def find_groups(analysis: str, part: str, ledger: Ledger) -> dict[str, Record]:
    """Return the record of the number of rows of each group, by the beginning of its keys.

    Raises
    ------
    InputError
        If the ledger has none: the analysis has not been run.
    """
    found = [one.key for one in ledger.select(analysis) if one.key.endswith(f".{part}.n")]
    if not found:
        where, expected = f"ledger ({analysis})", f"records such as {analysis}.{part}.n"
        raise InputError(where, "no values", expected, "run the analysis again")
    return {key.removesuffix(".n"): ledger.get(key) for key in found}


def name_group(record: Record, codebook: Codebook) -> str:
    """Return the label of a group's level; nothing where the record is about all rows."""
    if record.group is None or record.group_level is None:
        return ""
    variable = codebook.variables(record.inputs.table)[record.group]
    return variable.level(record.group_level).label


def name_axis(record: Record, codebook: Codebook) -> str:
    """Return the words of the variable, with its unit."""
    variable = codebook.variables(record.inputs.table)[record.variable or ""]
    return variable.short if variable.unit is None else f"{variable.short} ({variable.unit})"
