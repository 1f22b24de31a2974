"""What most chapters need, fetched in one go by a process that will serve many of them."""

from __future__ import annotations

from contextlib import suppress
from importlib import import_module

from qi_files.errors import InputError
from qi_stats.book.project import (
    has_claims,
    read_claims,
    read_codebook,
    read_displays,
    read_results,
)

LATE = (
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "pandas",
    "qi_stats.audit.claims.verdicts",
    "qi_stats.figures.canvas",
    "qi_stats.tables.draw",
)
"""What a chapter would import at its first table or figure."""


def preload_book() -> None:
    """Import what a table or a figure needs, and read the files that chapters draw from.

    A file that is missing or wrong is left to the chapter that needs it, which says so; one that
    changes afterwards is read again.
    """
    for name in LATE:
        import_module(name)
    readers = (read_codebook, read_displays, read_results)
    for read in (*readers, read_claims) if has_claims() else readers:
        with suppress(InputError):
            read()
