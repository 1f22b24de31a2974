"""How far the P values of an analysis rest on single rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote, suggest
from qi_stats.plan.arrays import Named
from qi_stats.plan.calls import call_method, record_call
from qi_stats.plan.schema.p_values import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_stats.ledger import Record
    from qi_stats.plan.calls import Block
    from qi_stats.plan.run.row_tables import TabulatedRows
    from qi_stats.plan.schema.analyses import PValue

RECODED = "fragility"
LEFT_OUT = "leave_one_out"
TRACED = "recoded"
_FUNCTIONS = {
    RECODED: "qi_stats.stats:find_fragility",
    LEFT_OUT: "qi_stats.stats:leave_one_out",
    TRACED: "qi_stats.stats:recode_each",
}


def examine_fragility(
    rows: TabulatedRows, p_values: Sequence[PValue], block: Block
) -> Iterator[Record]:
    """Yield what recoding rows, and leaving one out, does to each P value.

    The records of `welch.p` begin with `welch.fragility`, those of another P value of a method
    with its name, as in `ml.age.lr.fragility`.
    """
    table = Named(rows.table, f"{rows.table.rows.label} × {rows.table.columns.label}")
    for p_value in p_values:
        test = rows.test(p_value)
        _check_p_value(p_value, test.list_statistics(rows.table.counts), block.analysis)
        given = {"table": table, "test": Named(test, str(test))}
        subject = block.parts.get(p_value.part or "", block.subject)
        for name, function in _FUNCTIONS.items():
            if name == TRACED and not p_value.traced:
                continue
            own = replace(
                block,
                context=name,
                path=(*p_value.path, *_list_words(p_value.name), name),
                subject=subject,
                parts={},
            )
            yield from record_call(own, call_method(function, given))


def _check_p_value(p_value: PValue, found: Sequence[str], analysis: str) -> None:
    """Raise if the method has no such P value, or the model no such term."""
    name = p_value.name if p_value.part is None else f"{p_value.part}.{p_value.name}"
    known = [f"{p_value.method.name}.{one}" for one in found if one.endswith(LETTER)]
    wanted = f"{p_value.method.name}.{name}"
    if wanted not in known:
        raise InputError(
            f"the plan (analyses › {analysis} › fragility › of)",
            quote(wanted),
            "a P value of this analysis",
            suggest(wanted, known, f"choose one of: {', '.join(known)}"),
        )


def _list_words(name: str) -> tuple[str, ...]:
    """Return what tells a P value from the method's main one: `lr` of `lr_p`, nothing of `p`."""
    words = name.removesuffix(LETTER).rstrip("_")
    return (words,) if words else ()
