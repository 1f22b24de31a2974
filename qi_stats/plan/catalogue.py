"""Every method that there is, with its function and the source that its docstring names."""

from __future__ import annotations

import inspect
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from qi_stats.functions import FUNCTIONS, LISTED
from qi_stats.methods import METHODS, PACKAGE
from qi_stats.plan.calls import find_function

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.methods import Method


OTHERS = "Further functions"
_HEADING = "References\n----------\n"


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One method.

    Attributes
    ----------
    group
        Heading under which it is listed.
    name
        Word in a plan; empty for a function that plans call by themselves, or that is only called
        from Python.
    label
        What a reader sees.
    module
        Where the function is, below `qi_stats.stats`.
    function
        The function as records name it, as `package:function`.
    source
        Publications and programs that define it.
    """

    group: str
    name: str
    label: str
    module: str
    function: str
    source: str


def list_catalogue() -> tuple[CatalogueEntry, ...]:
    """Return the methods of a plan, then the public functions that are none of them."""
    planned = [_describe_method(method) for method in METHODS]
    return (*planned, *_list_further({entry.function for entry in planned}))


def render_catalogue() -> str:
    """Return the catalogue as JSON."""
    entries = [asdict(entry) for entry in list_catalogue()]
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _describe_method(method: Method) -> CatalogueEntry:
    source = _read_source(find_function(method.function))
    return CatalogueEntry(
        method.group, method.name, method.label, method.module, method.function, source
    )


def _list_further(known: set[str]) -> Iterator[CatalogueEntry]:
    """Yield the public functions that no method of a plan names, by what they do."""
    for name in LISTED:
        place = f"{PACKAGE}:{name}"
        if place not in known:
            function = find_function(place)
            first = (inspect.getdoc(function) or "").partition("\n")[0]
            yield CatalogueEntry(OTHERS, "", first, FUNCTIONS[name], place, _read_source(function))


def _read_source(function: object) -> str:
    """Return the references of a docstring on one line."""
    _, _, references = (inspect.getdoc(function) or "").partition(_HEADING)
    return " ".join(references.partition("\n\n")[0].split())
