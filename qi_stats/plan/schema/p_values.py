"""Look up the P values that an analysis names for a closer look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import quote, suggest
from qi_stats.plan.schema.analyses import PValue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.methods import Method
    from qi_stats.plan.schema.document import FragilitySpec
    from qi_stats.plan.schema.lookup import Lookup

LETTER = "p"
"""Last letter of the name of every P value: `p`, `lr_p`."""
FORM = "write it as METHOD.p, or METHOD.TERM.p in a regression"


def find_p_values(
    lookup: Lookup, spec: FragilitySpec | None, methods: Sequence[Method]
) -> tuple[PValue, ...]:
    """Return the P values that the analysis examines, an error for each that it can't have.

    Each is written as in the keys of its records: `welch.p`, or `ml.age.lr_p` for a term.
    """
    if spec is None:
        return ()
    by_name = {method.name: method for method in methods if method.takes != "pairs"}
    found = []
    for i, path in enumerate(spec.of):
        name, *middle = path.split(".")
        if name not in by_name or not middle or not middle[-1].endswith(LETTER):
            lookup.refuse(
                ("fragility", "of", i),
                quote(path),
                f"a P value of one of the methods of this analysis: {', '.join(by_name)}",
                FORM if name in by_name else suggest(name, by_name, FORM),
            )
            continue
        part = ".".join(middle[:-1]) or None
        found.append(PValue(by_name[name], part, middle[-1], path in spec.trace))
    for i, path in enumerate(spec.trace):
        if path not in spec.of:
            do = suggest(path, spec.of, "add it to `of`, or remove it")
            expected = "one of the P values under `of`"
            lookup.refuse(("fragility", "trace", i), quote(path), expected, do)
    return tuple(found)
