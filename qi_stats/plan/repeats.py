"""Records that repeat another one, so that what is known of a number is said of it once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.plan.next_study.sample_size import DETECTABLE
from qi_stats.plan.run.fragility import LEFT_OUT, RECODED, TRACED
from qi_stats.plan.schema.next_study import FAMILIES
from qi_stats.plan.schema.p_values import LETTER

if TYPE_CHECKING:
    from qi_stats.ledger import Ledger, Record

CHARTS = "charts"
_CLOSER_LOOKS = frozenset({RECODED, LEFT_OUT, TRACED})


def find_original(record: Record, ledger: Ledger) -> Record | None:
    """Return the record whose value `record` repeats; None if it repeats none.

    A closer look at a P value begins with it and with the number of its rows, a family gives the P
    values of its members, and what a comparison could have found rests on the sizes of its groups
    and on the share in one of them.
    """
    return next((ledger.get(key) for key in _list_keys(record) if key in ledger), None)


def _list_keys(record: Record) -> tuple[str, ...]:
    """Return where the original of a record can be."""
    if record.context in _CLOSER_LOOKS:
        return _list_examined(record)
    if record.analysis == FAMILIES and record.stat_name == LETTER:
        return (record.key.split(".", 2)[2].removesuffix(f".{LETTER}"),)
    if record.context == DETECTABLE and record.group_level is not None:
        level, name = record.variable_level, "n"
        path = (record.analysis, "group", record.group_level)
        return (".".join((*path, name) if level is None else (*path, level, "proportion")),)
    return ()


def _list_examined(record: Record) -> tuple[str, ...]:
    """Return `ml.age.p` of `ml.age.fragility.p`, and `ml.age.lr_p` of `ml.age.lr.fragility.p`."""
    path = record.key.removesuffix(f".{record.context}.{record.stat_name}")
    if path == record.key:
        return ()
    if record.stat_name == CHARTS:
        return (f"{record.analysis}.n",)
    if record.stat_name != LETTER:
        return ()
    start, _, name = path.rpartition(".")
    return f"{path}.{LETTER}", f"{start}.{name}_{LETTER}"
