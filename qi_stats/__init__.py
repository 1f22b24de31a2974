"""The statistics: from a chart review and its plan to a ledger of results.

In a notebook, `import qi_stats as qi` offers the analyses of a plan as calls on a frame; each is
imported with its libraries when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qi_stats import audit, stats
    from qi_stats.api.analyses import compare, fisher_exact, mann_whitney, table_one
    from qi_stats.api.calculations import sample_size_means, sample_size_proportions
    from qi_stats.api.regressions import linear, logistic
    from qi_stats.api.series import control_chart, run_chart

__all__ = [
    "audit",
    "compare",
    "control_chart",
    "fisher_exact",
    "linear",
    "logistic",
    "mann_whitney",
    "run_chart",
    "sample_size_means",
    "sample_size_proportions",
    "stats",
    "table_one",
]
_ROOMS = {"audit", "stats"}
_HOMES = {
    "linear": "regressions",
    "logistic": "regressions",
    "control_chart": "series",
    "run_chart": "series",
    "sample_size_means": "calculations",
    "sample_size_proportions": "calculations",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a room or a function of any type
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    if name in _ROOMS:
        return import_module(f"{__name__}.{name}")
    home = _HOMES.get(name, "analyses")
    return getattr(import_module(f"{__name__}.api.{home}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
