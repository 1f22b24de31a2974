"""Observed data that are about to be analysed, looked over for what identifies a person."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote
from qi_stats.intake.identifiers import OLDEST, find_rule, is_age

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.codebook import Codebook, Table, Variable
    from qi_stats.study import Study

_RECORD = re.compile(r"\b(mrn|medical record)\b", re.IGNORECASE)
_DO = (
    "take the column out, bring the file in with `qi-stats import`, or, if you may keep it, say "
    "“identifier: kept” in the codebook"
)


def find_identifiers(study: Study) -> Iterator[InputError]:
    """Yield an error for each column of observed data that holds an identifier of Safe Harbor.

    A variable of which the codebook says what became of it (`identifier:`) is passed over, and so
    are levels, whose words stand in the codebook.
    """
    codebook = study.codebook
    if codebook.provenance != "observed":
        return
    for table in codebook.tables.values():
        frame = study.frame(table.name)
        for variable in table.stored:
            words = None if variable.identifier else _judge(variable, table, frame[variable.name])
            if words is not None:
                yield _refuse(codebook, table, variable, words)


def _judge(variable: Variable, table: Table, column: pd.Series) -> str | None:
    """Return what a column holds that identifies a person, if anything can be seen."""
    values = [str(one) for one in column.dropna()]
    if variable.type == "date":
        return "full dates (Safe Harbor C)" if values else None
    if variable.type == "integer" and is_age(variable.name, variable.label):
        above = sum(float(one) > OLDEST for one in values)
        return f"ages above {OLDEST} (Safe Harbor C)" if above else None
    if variable.levels or variable.type == "number":
        return None
    is_long = variable.type == "text"
    rule = find_rule(variable.name, variable.label, values, is_long=is_long)
    is_key = variable.name in table.key or variable.type == "id"
    if rule is None or (is_key and rule.letter == "H" and not _RECORD.search(variable.label)):
        return None
    return f"{rule.words} (Safe Harbor {rule.letter})"


def _refuse(codebook: Codebook, table: Table, variable: Variable, words: str) -> InputError:
    where = place(codebook.source, ("tables", table.name, "variables", variable.name))
    found = f"{quote(variable.label)}, a column that may hold {words}"
    return InputError(where, found, "nothing that identifies a person", _DO)
