"""Pure functions: arrays in, frozen estimates out, each definition with its source.

Every function that `qi_stats.functions` lists is offered here by its name, and imported with its
libraries when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from qi_stats.functions import FUNCTIONS, LISTED

__all__ = LISTED  # noqa: PLE0605 - a list that the registry makes


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a function of any type
    if name not in FUNCTIONS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{FUNCTIONS[name]}"), name)
