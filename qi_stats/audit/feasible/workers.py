"""Processes that share the work: each makes its own copy of what it needs, once."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_WORKERS = 4
"""Answers are the same with any number of them; each takes some 200 MB."""


def open_workers(prepare: Callable[..., None], *arguments: Any) -> ProcessPoolExecutor:  # noqa: ANN401
    """Return processes that have called `prepare` with `arguments` before they take work."""
    return ProcessPoolExecutor(min(MOST_WORKERS, os.cpu_count() or 1), None, prepare, arguments)
