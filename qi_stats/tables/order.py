"""Records in a reader's order: that of the codebook and the methods, a value before its bounds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from qi_stats.tables.naming import DESCRIBED, GROUP, LOOKS, list_variables

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Record
    from qi_stats.tables.naming import Vocabulary

    Place: TypeAlias = tuple[object, ...]

STATISTICS = (
    "recoding",
    "n",
    "total",
    "missing",
    "events",
    "proportion",
    "mean",
    "sd",
    "value",
    "odds_ratio",
    "risk_ratio",
    "coefficient",
    "difference",
    "se",
    "low",
    "high",
    "median",
    "q1",
    "q3",
    "min",
    "max",
    "number",
    "fitting",
    "index",
    "estimate",
    "t",
    "z",
    "f",
    "chi2",
    "df",
    "p",
)
"""Statistics in the order in which they are asked for; those that are not here come after them."""
_ENDS = {"low": 1, "high": 2}
_CONTEXTS = ("rows", None, DESCRIBED, GROUP)
_DIGITS = re.compile(r"(\d+)")


def sort_records(records: Iterable[Record], vocabulary: Vocabulary) -> list[Record]:
    """Return the records of an analysis in a reader's order.

    Rows used come first, then descriptions in the order of the codebook, methods in that of the
    catalogue, and closer looks at single charts last.
    """
    contexts = [*_CONTEXTS, *vocabulary.methods, *LOOKS]
    return sorted(records, key=lambda record: _place(record, contexts, vocabulary.codebook))


def _place(record: Record, contexts: Sequence[str | None], codebook: Codebook) -> Place:
    """Return what records are sorted by."""
    variable = _find_rank(record.variable, list(list_variables(record, codebook)))
    groups = _find_level(record, record.group, record.group_level, codebook)
    levels = _find_level(record, record.variable, record.variable_level, codebook)
    path = record.key.rpartition(".")[0]
    context = _find_rank(record.context, contexts)
    return context, variable, groups, levels, _split_digits(path), _place_statistic(record)


def _place_statistic(record: Record) -> Place:
    """Return the rank of a statistic; a bound such as `odds_ratio_low` follows its value."""
    name = record.stat_name
    start, _, end = name.rpartition("_")
    if start and end in _ENDS:
        return _find_rank(start, STATISTICS), start, _ENDS[end]
    return _find_rank(name, STATISTICS), name, 0


def _find_rank(name: str | None, names: Sequence[str | None]) -> int:
    """Return the place of a name; what is not named comes first, what is unknown last."""
    if name in names:
        return names.index(name)
    return -1 if name is None else len(names)


def _find_level(record: Record, name: str | None, level: str | None, codebook: Codebook) -> int:
    """Return the place of a level among those of its variable; -1 of none."""
    variable = list_variables(record, codebook).get(name or "")
    if level is None or variable is None:
        return -1
    return _find_rank(level, variable.level_names)


def _split_digits(path: str) -> Place:
    """Return a key in pieces, so that 10 comes after 9."""
    pieces = _DIGITS.split(path)
    return tuple((int(one), "") if one.isdigit() else (-1, one) for one in pieces)
