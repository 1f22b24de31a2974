"""An analysis that can't be carried out: a record that says so in plain words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.ledger import Method, Record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qi_stats.plan.run.scope import Scope

FAILURE = "failure"
RUN = "qi_stats.plan:run_plan"


def keep_failure(scope: Scope, work: Callable[[], Iterable[Record]]) -> tuple[Record, ...]:
    """Return the records that `work` makes, or one that says why there are none.

    What has to be mended in the plan (`InputError`) is raised as it is.
    """
    try:
        return tuple(work())
    except InputError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the other analyses go on
        return (_record_failure(scope, error),)


def _record_failure(scope: Scope, error: Exception) -> Record:
    block = scope.block((), FAILURE, len(scope.frame))
    return Record(
        key=f"{block.analysis}.{FAILURE}",
        analysis=block.analysis,
        stat_name=FAILURE,
        stat_label="Not carried out",
        stat=None,
        fmt="integer",
        inputs=replace(block.inputs, columns=()),
        method=Method(RUN),
        context=FAILURE,
        n=block.n,
        warnings=(f"This analysis could not be carried out: {_explain(error)}.",),
        identified=block.identified,
    )


def _explain(error: Exception) -> str:
    """Return why, in words: a function's own where it refuses what it is given."""
    if isinstance(error, MemoryError):
        return "there is not enough memory for it"
    if isinstance(error, ValueError) and str(error):
        return str(error).rstrip(".")
    return f"the program met a fault of its own ({type(error).__name__})"
