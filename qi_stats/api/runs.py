"""One analysis, written as a plan would have it, looked up and carried out by the plan's runner."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, InputErrors
from qi_stats.api.results import Result
from qi_stats.plan.run.failure import FAILURE
from qi_stats.plan.run.run import run_plan
from qi_stats.plan.schema.load import resolve_plan
from qi_stats.plan_file.document import PlanDocument

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_stats.api.frames import Source


def run_analysis(name: str, entry: Mapping[str, Any], source: Source) -> Result:
    """Return the result of an analysis.

    Parameters
    ----------
    name
        Its id, with which the keys of its records begin.
    entry
        What a plan's file says of it; entries that are None are left out.
    source
        The frame as a study.

    Raises
    ------
    InputError
        If it names what the frame does not have, or asks for what can't be computed.
    ValueError
        If the analysis could not be carried out.
    """
    given = {key: value for key, value in entry.items() if value is not None}
    document = _make_document(name, {**given, "table": source.table})
    plan = resolve_plan(Path(f"qi.{name}"), document, source.study.codebook)
    ledger = run_plan(plan, source.study)
    failure = f"{name}.{FAILURE}"
    if failure in ledger:
        raise ValueError(ledger.get(failure).warnings[0])
    return Result(name, ledger, document, source.study.codebook)


def _make_document(name: str, entry: Mapping[str, Any]) -> PlanDocument:
    """Return the plan's file that has this analysis alone."""
    from pydantic import ValidationError

    text = json.dumps({"analyses": {name: entry}})
    try:
        return PlanDocument.model_validate_json(text, strict=True)
    except ValidationError as error:
        raise InputErrors([_explain(name, one) for one in error.errors()]) from None


def _explain(name: str, problem: Mapping[str, Any]) -> InputError:
    argument = " › ".join(str(part) for part in problem["loc"][3:])
    found = repr(problem["input"])[:60]
    expected = str(problem["msg"]).removeprefix("Input should be ")
    return InputError(f"qi.{name} ({argument})", found, expected, "correct the argument")
