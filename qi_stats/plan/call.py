"""Call a method, and keep what it was called with."""

from __future__ import annotations

import importlib
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_stats.ledger import Method
from qi_stats.plan.arrays import Named

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qi_stats.estimates import Estimate


@dataclass(frozen=True, slots=True)
class Call:
    """What a method returned, and the call that made it."""

    estimate: Estimate
    method: Method


def call_method(function: str, arguments: Mapping[str, Any]) -> Call:
    """Call `package:function` by keyword and record the call.

    The record is made from the very arguments of the call, with the defaults of those that were
    not given; a `Named` value is passed as it is and recorded by its name and length.
    """
    called = find_function(function)
    bound = inspect.signature(called).bind(**arguments)
    bound.apply_defaults()
    given = {name: _unwrap(value) for name, value in bound.arguments.items()}
    return Call(
        estimate=called(**given),
        method=Method(
            function=function,
            arguments={name: _record(value) for name, value in bound.arguments.items()},
        ),
    )


def find_function(function: str) -> Callable[..., Estimate]:
    """Return the function at `package:name`."""
    module, name = function.split(":")
    found: Callable[..., Estimate] = getattr(importlib.import_module(module), name)
    return found


def _unwrap(value: object) -> object:
    return value.value if isinstance(value, Named) else value


def _record(value: object) -> object:
    """Return a value as the ledger keeps it: an array by name and length, a tuple as a list."""
    if isinstance(value, Named):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
