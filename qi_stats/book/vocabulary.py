"""The words of the project for its records, gathered from the files that have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.book.project import (
    has_claims,
    has_methods,
    read_codebook,
    read_displays,
    read_methods,
    read_releases,
    read_results,
    read_verdicts,
)
from qi_stats.changes.wording import tell_history
from qi_stats.tables.naming import Vocabulary, learn_names

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.claims.verdicts import Verdict


def read_vocabulary() -> Vocabulary:
    """Return the words for the records of the project, its published numbers included."""
    displays = read_displays()
    entries = read_methods() if has_methods() else []
    vocabulary = Vocabulary(
        read_codebook(),
        displays.titles,
        verdicts=_sort_verdicts(read_verdicts() if has_claims() else ()),
        methods={one["name"]: one["label"] for one in entries if one["name"]},
        functions={
            one["function"]: one["label"].replace("`", "") for one in entries if not one["name"]
        },
        parts=displays.parts,
        history=tell_history(read_releases()),
    )
    return learn_names(vocabulary, read_results())


def _sort_verdicts(verdicts: Iterable[Verdict]) -> dict[str, tuple[Verdict, ...]]:
    """Return the verdicts by the key of the record that answers a claim, and by the claim's id."""
    found: dict[str, tuple[Verdict, ...]] = {}
    for verdict in verdicts:
        if verdict.claim.key is not None:
            found[verdict.claim.key] = (*found.get(verdict.claim.key, ()), verdict)
            found[verdict.claim.name] = (verdict,)
    return found
