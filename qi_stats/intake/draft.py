"""A sheet → the table that is proposed for it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote
from qi_stats.intake.columns import draft_column
from qi_stats.intake.deidentify import deidentify
from qi_stats.intake.double import FIRST, SECOND, find_coders
from qi_stats.intake.drafts import DraftTable, DraftVariable
from qi_stats.intake.identifiers import find_rule
from qi_stats.intake.texts import make_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.intake.interview import Interview
    from qi_stats.intake.sheet import Sheet

_KEY = re.compile(
    r"(.*\b)?(id|identifier|mrn|record|case|subject|patient|participant|study|veteran|nr|no)\b.*"
)
_SAFE_KEY = re.compile(r"(study|record|subject|participant|row)[ _]?(id|no|number)?")


def draft_table(
    sheet: Sheet, name: str, interview: Interview, coded: tuple[str, ...] = ()
) -> DraftTable:
    """Return the table that is proposed for a sheet, the answers of `interview` heeded.

    `coded` are the columns that a second reviewer coded, where the rows of both stand below one
    another; all, where the file does not say so.

    Raises
    ------
    InputError
        If nothing of the sheet is left, or dates can be read in two ways.
    """
    taken: set[str] = set()
    drafted = (draft_column(one, sheet.numbers, taken, interview) for one in sheet.columns)
    variables = [one for one in drafted if one is not None]
    key = _find_key(variables)
    coders = None if key is None else find_coders(key.values)
    variables = _set_key(variables, key, taken, interview)
    variables = deidentify(variables, variables[0].name, interview)
    if len(variables) < 2:
        where = f"{sheet.source} ({sheet.name})" if sheet.name else sheet.source
        do = "choose another sheet, or keep one of the columns that identify people"
        raise InputError(where, "no column to analyse", "a column besides the record numbers", do)
    return DraftTable(
        name=name,
        label=name.replace("_", " ").capitalize(),
        source=f"{sheet.source} ({sheet.name})" if sheet.name else sheet.source,
        key=variables[0].name,
        variables=tuple(variables),
        numbers=tuple(sheet.numbers),
        asked=tuple(interview.asked),
        changes=tuple(interview.changes),
        notes=(*sheet.notes, *interview.notes),
        dropped=dict(interview.dropped),
        second=frozenset(row for row, coder in (coders or {}).items() if coder == SECOND),
        coded=tuple(
            one.name for one in variables[1:] if coders and (not coded or one.source in coded)
        ),
    )


def _find_key(variables: Sequence[DraftVariable]) -> DraftVariable | None:
    """Return the first variable that is called a number of something and has no value twice."""
    for variable in variables:
        words = variable.source.casefold().replace("_", " ")
        unique = len(set(variable.values)) == len(variable.values) and all(variable.values)
        kinds = {"integer", "text", "category"}
        if unique and not variable.missing and variable.type in kinds and _KEY.fullmatch(words):
            return variable
    first = variables[0] if variables else None
    is_count = first is not None and first.values == tuple(
        map(str, range(1, len(first.values) + 1))
    )
    return first if is_count else None


def _set_key(
    variables: Sequence[DraftVariable],
    key: DraftVariable | None,
    taken: set[str],
    interview: Interview,
) -> list[DraftVariable]:
    """Return the variables with the key in front; record numbers become those of this study."""
    rows = len(variables[0].values) if variables else 0
    numbered = tuple(map(str, range(1, rows + 1)))
    if key is None:
        interview.notes.append("No column tells the rows apart; they were numbered.")
        name = make_name("record", taken)
        new = DraftVariable(
            name, "", "Record", "id", numbered, note="The row's number among those read."
        )
        return [new, *variables]
    others = [one for one in variables if one is not key]
    plain = replace(
        key,
        type="id",
        levels=(),
        range=None,
        unit=None,
        missing={},
        is_gappy=False,
        label=key.label,
    )
    if find_coders(key.values):
        names = [text.removesuffix(FIRST).removesuffix(SECOND) for text in key.values]
        places = {text: str(n) for n, text in enumerate(dict.fromkeys(names), start=1)}
        numbered, rows = tuple(places[text] for text in names), len(places)
        plain = replace(plain, values=tuple(names))
        interview.notes.append("Two reviewers coded these rows; the second's have their own file.")
    rule = find_rule(key.source, key.label, plain.values, is_long=False)
    if rule is None and (plain.values == numbered or _SAFE_KEY.fullmatch(key.source.casefold())):
        return [plain, *others]
    words = f"Are the record numbers to be replaced by 1 to {rows}?"
    if interview.ask(key.source, words, rows):
        note = (
            f"Numbers of this study, in the order of the source, in place of {quote(key.source)}."
        )
        return [replace(plain, values=numbered, identifier="renumbered", note=note), *others]
    return [replace(plain, identifier="kept"), *others]
