"""REDCap's data dictionary: words, choices and checkboxes for the columns of its export."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.intake.layout import find_table
from qi_stats.intake.readers.delimited import read_delimited
from qi_stats.intake.readers.limits import check_file
from qi_stats.intake.texts import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from qi_stats.intake.sheet import Column, Sheet

COLUMNS = (
    "Variable / Field Name",
    "Form Name",
    "Section Header",
    "Field Type",
    "Field Label",
    "Choices, Calculations, OR Slider Labels",
    "Field Note",
    "Text Validation Type OR Show Slider Number",
    "Text Validation Min",
    "Text Validation Max",
    "Identifier?",
    "Branching Logic (Show field only if...)",
    "Required Field?",
    "Custom Alignment",
    "Question Number (surveys only)",
    "Matrix Group Name",
    "Matrix Ranking?",
    "Field Annotation",
)
"""The 18 columns of a data dictionary, in REDCap's order."""
_NAME, _TYPE, _LABEL, _CHOICES = COLUMNS[0], COLUMNS[3], COLUMNS[4], COLUMNS[5]
_VALIDATION, _IDENTIFIER, _BRANCHING = COLUMNS[7], COLUMNS[10], COLUMNS[11]
_YES_NO = {"1": "Yes", "0": "No"}
_TAG = re.compile(r"<[^<>]*>")
REPEATS = ("redcap_repeat_instrument", "redcap_repeat_instance", "redcap_event_name")


@dataclass(frozen=True, slots=True)
class Field:
    """A line of the dictionary."""

    type: str
    label: str
    choices: Mapping[str, str]
    validation: str
    is_identifier: bool
    branching: str


def add_dictionary(sheet: Sheet, path: Path) -> Sheet:
    """Return an export's table with what its data dictionary says of the columns.

    Branching logic, repeating instruments and events are told in notes.

    Raises
    ------
    InputError
        If the file is no data dictionary, or has none of the export's columns.
    """
    fields = read_dictionary(path)
    columns = tuple(_add_field(column, fields) for column in sheet.columns)
    known = sum(_base(column.name) in fields for column in columns)
    if not known:
        found = "none of the columns of the export"
        do = "name the dictionary that was exported with these rows"
        raise InputError(show_path(path), found, f"the fields of {sheet.source}", do)
    return replace(sheet, columns=columns, notes=(*sheet.notes, *_list_notes(sheet, fields)))


def read_dictionary(path: Path) -> dict[str, Field]:
    """Return the fields of a data dictionary by name.

    Raises
    ------
    InputError
        If the file is none.
    """
    check_file(path)
    table = find_table(read_delimited(path))
    cells = {column.name: column.values for column in table.columns}
    if not {_NAME, _TYPE, _LABEL} <= set(cells):
        expected = "REDCap's 18 columns, from “Variable / Field Name” to “Field Annotation”"
        do = "export the data dictionary from REDCap's project setup"
        raise InputError(show_path(path), "no data dictionary of REDCap", expected, do)
    blank = ("",) * len(table.numbers)
    rows = zip(*(cells.get(name, blank) for name in COLUMNS), strict=True)
    return {field["name"]: _read_field(field) for field in map(_name_cells, rows)}


def _name_cells(row: tuple[str, ...]) -> dict[str, str]:
    return {"name": row[0], **dict(zip(COLUMNS, row, strict=True))}


def _read_field(cells: Mapping[str, str]) -> Field:
    kind = cells[_TYPE].casefold()
    choices = _read_choices(cells[_CHOICES]) if kind in {"radio", "dropdown", "checkbox"} else {}
    if kind in {"yesno", "truefalse"}:
        choices = _YES_NO
    return Field(
        type=kind,
        label=clean_text(_TAG.sub("", cells[_LABEL])),
        choices=choices,
        validation=cells[_VALIDATION].casefold(),
        is_identifier=cells[_IDENTIFIER].casefold() == "y",
        branching=cells[_BRANCHING],
    )


def _read_choices(text: str) -> dict[str, str]:
    """Return the words of each code, from "1, Mild | 2, Strong"."""
    pairs = (part.partition(",") for part in text.split("|") if part.strip())
    return {
        code.strip(): clean_text(_TAG.sub("", words)) or code.strip() for code, _, words in pairs
    }


def _base(name: str) -> str:
    return name.partition("___")[0]


def _add_field(column: Column, fields: Mapping[str, Field]) -> Column:
    field = fields.get(_base(column.name))
    if field is None:
        return column
    label, levels = field.label, field.choices
    if field.type == "checkbox":
        code = column.name.partition("___")[2].replace("_", "-") or ""
        chosen = field.choices.get(code) or field.choices.get(code.lstrip("-"), code)
        label, levels = f"{field.label}: {chosen}", _YES_NO
    if field.is_identifier:
        return replace(column, label=label or column.name, type="identifier")
    known = {text for text in column.values if text}
    is_text = not known <= set(levels) and known <= set(levels.values())
    if is_text:
        levels = {words: words for words in levels.values()}
    kind = "date" if field.validation.startswith("date") else None
    return replace(column, label=label or None, levels=levels, type=kind)


def _list_notes(sheet: Sheet, fields: Mapping[str, Field]) -> Iterator[str]:
    names = [column.name for column in sheet.columns]
    branching = [name for name in names if (one := fields.get(_base(name))) and one.branching]
    if branching:
        listed = ", ".join(dict.fromkeys(map(_base, branching)))
        yield (
            f"Branching logic is not carried over: {listed}. "
            "An empty cell there may mean that the question was not asked: see “only_if”."
        )
    for name in REPEATS:
        if any(column.name == name and any(column.values) for column in sheet.columns):
            yield (
                f"The export has {name}: its rows are of several kinds. "
                "Export each instrument by itself, and import it as a table of its own."
            )
    unknown = [
        name for name in names if _base(name) not in fields and not name.startswith("redcap")
    ]
    if unknown:
        yield f"Not in the dictionary: {', '.join(unknown[:20])}."
