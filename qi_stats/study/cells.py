"""Texts of a file → typed columns of codes, and the cells that do not fit their type."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, list_names, quote

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from qi_stats.codebook import Level, Table, Variable
    from qi_stats.study.files import TextTable

LARGEST_INTEGER = 2**53
"""Beyond it, not every whole number is a number of floating point."""
LARGEST_NUMBER = 1e100
"""Beyond it, squares of squares overflow; so they vanish for numbers nearer to 0 than 1 / it."""

_INTEGER = re.compile(r"[-+]?[0-9]+")
_WHOLE = re.compile(r"[-+]?[0-9]{1,400}(\.0{1,20})?")
_NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DTYPES = {"number": "Float64", "date": "datetime64[s]", "id": "string", "text": "string"}
_UNSEEN = ("characters that can't be seen", "type the text anew, without copying it")
_MISFITS = {
    "id": _UNSEEN,
    "text": _UNSEEN,
    "date": ("something that is no date", "write year, month and day as 2024-12-31"),
}


@dataclass(slots=True)
class Findings:
    """The errors found so far in one table's cells.

    A cell is reported once: by the first check that it fails. `reported` has row and column;
    `kinds` has for a column why its values are missing, where the codebook tells that apart.
    """

    text: TextTable
    kinds: dict[str, list[str | None]] = field(default_factory=dict)
    rows: list[tuple[int, InputError]] = field(default_factory=list)
    reported: set[tuple[int, str]] = field(default_factory=set)

    def report(self, row: int, column: str, found: str, expected: str, do: str) -> None:
        """Add an error in the cell of `column` in row number `row` (from 0)."""
        if (row, column) not in self.reported:
            self.reported.add((row, column))
            where = f"{self.text.path}:{self.text.lines[row]} ({column})"
            self.rows.append((row, InputError(where, found, expected, do)))

    @property
    def errors(self) -> list[InputError]:
        """The errors in the order of the file."""
        return [error for _, error in sorted(self.rows, key=lambda one: one[0])]


@dataclass(frozen=True, slots=True)
class CodedTable:
    """A table of the codebook with its codes as typed columns, and the findings in its file."""

    table: Table
    frame: pd.DataFrame
    findings: Findings

    @property
    def has_sound_keys(self) -> bool:
        """Whether rows can be told apart and counted: no error in a column of the key."""
        text, refused = self.findings.text, {column for _, column in self.findings.reported}
        return all(text.has(name) and name not in refused for name in self.table.key)

    def list_kinds(self, variable: Variable) -> list[str | None]:
        """Return for each row why the variable's value is missing; None where no code says so."""
        return self.findings.kinds.get(variable.name, [None] * len(self.frame))

    def blank_refused(self) -> None:
        """Make the reported cells missing, so that later checks pass over them; keys stay."""
        for row, column in self.findings.reported:
            if column not in self.table.key:
                self.frame.loc[row, column] = None


def build_coded_table(
    table: Table, columns: tuple[Variable, ...], findings: Findings
) -> CodedTable:
    """Return the file's `columns` typed: integers and codes Int64, numbers Float64, else text.

    An empty cell is missing. A cell that does not fit its type is reported and missing. A column
    that the file lacks is all missing, and reported already.
    """
    import pandas as pd

    data = {}
    for variable in columns:
        if not findings.text.has(variable.name):
            findings.reported |= {(row, variable.name) for row in range(len(findings.text.cells))}
        values = _parse_column(variable, findings)
        data[variable.name] = pd.Series(values, dtype=dtype_of(variable))
    return CodedTable(table, pd.DataFrame(data), findings)


def dtype_of(variable: Variable) -> str:
    """Return the pandas dtype of the variable's column of codes."""
    if variable.levels and isinstance(variable.levels[0].code, str):
        return "string"
    return _DTYPES.get(variable.type, "Int64")


def describe_allowed(variable: Variable) -> str:
    """Return in words what a cell of `variable` may hold."""
    if variable.levels:
        return list_names(
            f"{level.code}" if str(level.code) == level.label else f"{level.code} ({level.label})"
            for level in variable.levels
        )
    if variable.range is not None:
        low, high = variable.range
        kind = "a whole number" if variable.type == "integer" else "a number"
        return f"{kind} from {low:g} to {high:g}"
    if variable.pattern is not None:
        return f"text of the form {variable.pattern}"
    kinds = {"integer": "a whole number", "number": "a number", "date": "a date as 2024-12-31"}
    return kinds.get(variable.type, "text")


def _parse_column(variable: Variable, findings: Findings) -> list[Any]:
    parse = _parser_of(variable)
    values: list[Any] = []
    codes = {code: kind.name for kind in variable.kinds for code in kind.codes}
    if codes:
        column = findings.text.column(variable.name)
        findings.kinds[variable.name] = [codes.get(text.strip()) for text in column]
    for row, text in enumerate(findings.text.column(variable.name)):
        if text.strip() in codes:
            values.append(None)
            continue
        try:
            values.append(parse(text) if text else None)
        except ValueError:
            values.append(None)
            found, do = _describe_misfit(variable, text)
            findings.report(row, variable.name, found, describe_allowed(variable), do)
    return values


def _parser_of(variable: Variable) -> Callable[[str], Any]:
    if variable.type == "id":
        return _parse_id
    if variable.type == "text" or dtype_of(variable) == "string":
        return _parse_text
    return {"number": _parse_number, "date": _parse_date}.get(variable.type, _parse_integer)


def _parse_id(text: str) -> str:
    """Return a name of a row, in which nothing is invisible: two that look alike are the same."""
    if text != text.strip() or not text.isprintable() or any(map(_is_invisible, text)):
        raise ValueError
    return text


def _parse_text(text: str) -> str:
    if any(unicodedata.category(one) == "Cc" and one not in "\n\r\t" for one in text):
        raise ValueError
    return text


def _is_invisible(character: str) -> bool:
    return character != " " and unicodedata.category(character) in {"Cf", "Cc", "Zs", "Zl", "Zp"}


def _parse_integer(text: str) -> int:
    """Return a whole number; spreadsheets and programs write 0 as 0.0 too."""
    if not _WHOLE.fullmatch(text) or abs(int(text.partition(".")[0])) > LARGEST_INTEGER:
        raise ValueError
    return int(text.partition(".")[0])


def _parse_number(text: str) -> float:
    if not _NUMBER.fullmatch(text) or _is_extreme(text):
        raise ValueError
    return float(text)


def _is_extreme(text: str) -> bool:
    """Return whether squares of the number's square overflow, or vanish."""
    size = abs(float(text))
    return size > LARGEST_NUMBER or 0 < size < 1 / LARGEST_NUMBER


def _parse_date(text: str) -> dt.datetime:
    if not _DATE.fullmatch(text):
        raise ValueError
    return dt.datetime.fromisoformat(text)


def _describe_misfit(variable: Variable, text: str) -> tuple[str, str]:
    """Return what was found and what to do; a text that is no code or label is not repeated."""
    bare = text.strip()
    if bare != text and _fits(variable, bare):
        return "spaces around the value", "remove the spaces"
    level = _find_level(variable, bare)
    if level is not None:
        return quote(bare), f"write its code, {level.code}"
    if variable.is_numeric and _NUMBER.fullmatch(bare) and _is_beyond(variable, bare):
        return "a number too large or too small to compute with", "choose another unit"
    if variable.type == "integer" and _NUMBER.fullmatch(bare):
        return "a number that is not whole", "correct the value, or use type number"
    if variable.type in _MISFITS:
        return _MISFITS[variable.type]
    kind = "a code" if variable.levels else "a number"
    empty = ", or leave the cell empty where the value is missing" if variable.missing else ""
    return f"something that is not {kind}", f"write {kind}{empty}"


def _is_beyond(variable: Variable, text: str) -> bool:
    """Return whether a number can't be computed with as one of the variable's type."""
    if variable.type == "integer":
        return bool(_INTEGER.fullmatch(text))
    return _is_extreme(text)


def _fits(variable: Variable, text: str) -> bool:
    try:
        _parser_of(variable)(text)
    except ValueError:
        return False
    return True


def _find_level(variable: Variable, text: str) -> Level | None:
    for level in variable.levels:
        if text.casefold() in {level.name.casefold(), level.label.casefold()}:
            return level
    return None
