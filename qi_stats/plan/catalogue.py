"""Every method that there is, with its function and the source that its docstring names."""

from __future__ import annotations

import inspect
import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from qi_stats.plan.agreement import COEFFICIENTS
from qi_stats.plan.call import find_function
from qi_stats.plan.methods import COMPARISONS, REGRESSIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.plan.agreement import Coefficient
    from qi_stats.plan.methods import PlannedMethod

_GROUPS = {
    ("samples", "number"): "Comparing two groups: numbers",
    ("table", "two_levels"): "Comparing two groups: yes or no",
    ("table", "levels"): "Comparing groups: levels",
}
_MODELS = {"linear": "Linear regression", "logistic": "Logistic regression"}
REVIEWERS = "Agreement of two reviewers: all that fit, where the kind is agreement"
FURTHER = "Further functions"
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
    function
        Module and name, as `package.module:function`.
    source
        Publications and programs that define it.
    """

    group: str
    name: str
    label: str
    function: str
    source: str


def list_catalogue() -> tuple[CatalogueEntry, ...]:
    """Return the methods of a plan, then the public functions that are none of them."""
    planned = tuple(_list_planned())
    return (*planned, *_list_further({entry.function for entry in planned}))


def render_catalogue() -> str:
    """Return the catalogue as JSON."""
    entries = [asdict(entry) for entry in list_catalogue()]
    return json.dumps(entries, indent=1, ensure_ascii=False) + "\n"


def _list_planned() -> Iterator[CatalogueEntry]:
    for method in COMPARISONS:
        yield _describe_method(method, _GROUPS[method.takes, method.needs])
    for model, methods in REGRESSIONS.items():
        for method in methods:
            yield _describe_method(method, _MODELS[model])
    for coefficient in COEFFICIENTS:
        yield _describe_method(coefficient, REVIEWERS)


def _describe_method(method: PlannedMethod | Coefficient, group: str) -> CatalogueEntry:
    source = _read_source(find_function(method.function))
    return CatalogueEntry(group, method.name, method.label, method.function, source)


def _list_further(known: set[str]) -> Iterator[CatalogueEntry]:
    """Yield the public functions that no method of a plan names, by what they do."""
    from qi_stats import stats

    for name in stats.__all__:
        function = getattr(stats, name)
        place = f"{function.__module__}:{name}"
        if place not in known:
            first = (inspect.getdoc(function) or "").partition("\n")[0]
            yield CatalogueEntry(FURTHER, "", first, place, _read_source(function))


def _read_source(function: object) -> str:
    """Return the references of a docstring on one line."""
    _, _, references = (inspect.getdoc(function) or "").partition(_HEADING)
    return " ".join(references.partition("\n\n")[0].split())
