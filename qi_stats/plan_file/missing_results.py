"""Telling a result that was not computed yet from a key that is misspelt."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote
from qi_files.paths import show_path
from qi_stats.ledger.ledger import MissingRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def explain_missing_results(plan: Path) -> Iterator[None]:
    """Say so where a key is unknown because its analysis was declared, and not carried out since.

    Parameters
    ----------
    plan
        The plan's file; read only if a key is unknown.

    Raises
    ------
    InputError
        In place of the ledger's error, which would name a similar key.
    """
    try:
        yield
    except MissingRecordError as error:
        from qi_stats.plan_file.document import load_plan_file

        if error.analysis is None or not plan.is_file():
            raise
        if error.analysis not in load_plan_file(plan).analyses:
            raise
        raise InputError(
            show_path(plan),
            f"the analysis {quote(error.analysis)}, of which the ledger has no results",
            "an analysis that has been run",
            "run `qi-stats run`",
        ) from None
