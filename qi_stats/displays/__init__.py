"""What a report shows: shells of tables and figures, and the marks that numbers carry.

The shells are the sections `tables` and `figures` of the plan's file.
They name analyses, variables and keys of the ledger; they hold no number.
The models of the shells are loaded when first asked for, so that the marks alone cost nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from qi_stats.displays.marks import MARKS, Mark, find_mark, list_marks

if TYPE_CHECKING:
    from qi_stats.displays.figures import FigureSpec
    from qi_stats.displays.tables import TableSpec

__all__ = [
    "MARKS",
    "FigureSpec",
    "Mark",
    "TableSpec",
    "find_mark",
    "list_marks",
]

_HOMES = {
    "FigureSpec": "figures",
    "TableSpec": "tables",
}


def __getattr__(name: str) -> object:
    """Load the module that defines `name`."""
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
