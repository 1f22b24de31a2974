"""Which analyses a table or figure shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.displays.figures import FigureSpec
    from qi_stats.displays.tables import TableSpec
    from qi_stats.plan_file.document import PlanDocument

_KEYS = frozenset({"total", "count", "prefix", "key"})  # fields that hold a key, or its beginning


def list_titles(analysis: str, displays: PlanDocument) -> tuple[str, ...]:
    """Return the titles of the tables and figures that show results of `analysis`."""
    shells = (*displays.shells.values(), *displays.figures.values())
    return tuple(shell.title for shell in shells if analysis in find_analyses(shell))


def find_analyses(shell: TableSpec | FigureSpec) -> frozenset[str]:
    """Return the analyses whose records the shell names."""
    return frozenset(_walk(shell.model_dump()))


def _walk(part: object) -> Iterator[str]:
    """Yield the analyses that a part of a shell names."""
    if isinstance(part, dict):
        for field, value in part.items():
            if field == "analysis" and value is not None:
                yield value
            elif field in _KEYS and isinstance(value, str):
                yield value.partition(".")[0]
            else:
                yield from _walk(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _walk(value)
