"""A frame of pandas or polars → a study of one table, by the same door as a file of a project.

Without a codebook, a column's type settles what it is: numbers stay numbers, but for those that are
0 and 1 only (no and yes); logical values are no and yes; text and categories have levels, in
alphabetical order unless the frame has one of its own. Empty, None and NaN are missing.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import math
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError, quote, suggest
from qi_stats.codebook import Codebook, Comparison, Implication, Level, Table, Unit, Variable
from qi_stats.intake.texts import make_name
from qi_stats.study.files import TextTable
from qi_stats.study.load import build_study

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from typing import TypeAlias

    from qi_stats.study import Study

    Dictionary: TypeAlias = Codebook | Path | str | None

TABLE = "data"
WHERE = "the frame"
MOST_LEVELS = 50
"""Words with more different values are text, which nothing is computed from."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a frame: its name there, its values (None where missing), and its levels.

    `order` has the values in the frame's own order; `is_ordered` says that the order means rank.
    """

    name: str
    values: Sequence[Any]
    order: Sequence[Any] | None = None
    is_ordered: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """A study made from a frame, its table, and the variables' names by the columns' names."""

    study: Study
    table: str
    names: Mapping[str, str]

    def find(self, column: str, argument: str) -> str:
        """Return the name of the variable that a column became.

        Raises
        ------
        InputError
            If the frame has no such column.
        """
        if column in self.names:
            return self.names[column]
        do = suggest(column, self.names, f"choose one of: {', '.join(self.names)}")
        raise InputError(f"the argument {argument}", quote(column), "a column of the frame", do)


def read_frame(data: object, grouping: Collection[str] = (), codebook: Dictionary = None) -> Source:
    """Return the study that a frame is.

    Parameters
    ----------
    data
        A data frame of pandas or polars.
    grouping
        Columns whose numbers are levels, not quantities: those that groups are made by.
    codebook
        A codebook, or its file; its table whose columns the frame has says what they are.

    Raises
    ------
    InputError
        If it is no data frame, has no rows or no columns, or does not fit its codebook.
    """
    columns = _list_columns(data)
    if codebook is not None:
        return _fit_codebook(columns, codebook)
    taken: set[str] = set()
    variables, cells = {}, []
    for column in columns:
        variable, texts = _draft(column, make_name(column.name, taken), column.name in grouping)
        variables[variable.name] = variable
        cells.append(texts)
    table = Table(TABLE, "Data", "", "one row each", (), variables)
    made = Codebook(Path(WHERE), "Data", "observed", Unit(TABLE, "row", "rows"), {TABLE: table}, ())
    names = dict(zip((column.name for column in columns), variables, strict=True))
    return Source(_build(made, table, cells), TABLE, names)


def _list_columns(data: object) -> list[Column]:
    import narwhals as nw

    try:
        frame = nw.from_native(data, eager_only=True)  # type: ignore[call-overload]
    except TypeError:
        found = f"an object of the type {type(data).__name__}"
        do = "pass a data frame, such as `pandas.DataFrame(data)`"
        raise InputError("the argument data", found, "a frame of pandas or polars", do) from None
    if 0 in frame.shape:
        found = f"a frame of {frame.shape[0]} rows and {frame.shape[1]} columns"
        raise InputError("the argument data", found, "one of each at least", "pass another frame")
    columns = []
    for name in frame.columns:
        series = frame[name]
        values = [_blank(value) for value in series.to_list()]
        columns.append(Column(str(name), values, *_find_order(series.to_native())))
    return columns


def _find_order(native: Any) -> tuple[list[Any] | None, bool]:  # noqa: ANN401 - pandas' or polars'
    """Return the levels of a categorical column of pandas or an Enum of polars, and if they rank.

    A column of another type has none, and the categories of polars no order of their own.
    """
    levels = getattr(native.dtype, "categories", None)
    if type(native.dtype).__name__ == "Categorical":
        return None, False
    try:
        return list(levels), bool(getattr(native.dtype, "ordered", True))  # type: ignore[arg-type]
    except TypeError:
        return None, False


def _blank(value: Any) -> Any:  # noqa: ANN401 - a cell of any type
    """Return None for what stands for a missing value, plain Python values for all others."""
    if value is None or value == "" or value != value:  # noqa: PLR0124 - NaN and NaT only
        return None
    return value.item() if hasattr(value, "item") else value


def _draft(column: Column, name: str, is_group: bool) -> tuple[Variable, list[str]]:
    """Return the variable that a column is, and its cells as texts."""
    label = column.name.strip() or name
    present = [value for value in column.values if value is not None]
    known = set(present)
    start = Variable(name, TABLE, label, label, "text", missing=True)
    if column.order is None and known and known <= {0, 1}:
        binary = (Level("no", 0, "No"), Level("yes", 1, "Yes"))
        made = replace(start, type="binary", levels=binary)
        return made, ["" if one is None else str(int(one)) for one in column.values]
    numbers = all(isinstance(one, int | float) for one in present)
    if numbers and column.order is None and not is_group:
        whole = all(float(one).is_integer() for one in present if math.isfinite(one))
        kind = replace(start, type="integer" if whole else "number")
        return kind, [_write_number(one, whole=whole) for one in column.values]
    if present and all(isinstance(one, dt.date) for one in present):
        days = [None if one is None else f"{one:%Y-%m-%d}" for one in column.values]
        return replace(start, type="date"), [day or "" for day in days]
    if not all(isinstance(one, str | bool | int | float) for one in present):
        return start, ["" if one is None else str(one) for one in column.values]
    ranked = column.order if column.order is not None else sorted(known, key=_rank)
    if len(ranked) > MOST_LEVELS or not ranked:
        return start, ["" if one is None else str(one) for one in column.values]
    taken: set[str] = set()
    levels = tuple(
        Level(make_name(str(one), taken, "level"), code, str(one))
        for code, one in enumerate(ranked, start=1)
    )
    codes = {one: str(code) for code, one in enumerate(ranked, start=1)} | {None: ""}
    made = replace(start, type="category", levels=levels, ordered=column.is_ordered)
    return made, [codes[one] for one in column.values]


def _rank(value: object) -> tuple[bool, object]:
    """Return what levels are sorted by: numbers by size, before words."""
    return (True, value) if isinstance(value, str) else (False, value)


def _write_number(value: float | None, *, whole: bool) -> str:
    if value is None:
        return ""
    if not math.isfinite(value):
        return str(value)
    return str(int(value)) if whole else format(Decimal(repr(float(value))), "f")


def _fit_codebook(columns: Sequence[Column], given: Codebook | Path | str) -> Source:
    """Return the study of the codebook's table that has the frame's columns."""
    from qi_stats.codebook import load_codebook

    codebook = given if isinstance(given, Codebook) else load_codebook(Path(given))
    held = {column.name: column for column in columns}
    found = max(
        codebook.tables.values(), key=lambda one: len(held.keys() & {v.name for v in one.stored})
    )
    wanted = {
        one.name: one
        if all(condition.variable in held for condition in one.only_if)
        else replace(one, only_if=())
        for one in found.stored
        if one.name in held
    }
    if not wanted:
        do = "name the columns as the codebook does"
        raise InputError(WHERE, "no column of the codebook", "columns of one of its tables", do)
    key = found.key if all(name in wanted for name in found.key) else ()
    table = replace(found, parent=None, key=key, variables=wanted)
    rules = tuple(
        rule
        for rule in codebook.rules
        if isinstance(rule, Implication | Comparison) and _fits(rule, table)
    )
    narrow = replace(
        codebook,
        unit=replace(codebook.unit, table=table.name),
        tables={table.name: table},
        rules=rules,
        codings={},
    )
    cells = [_write_codes(held[name], variable) for name, variable in wanted.items()]
    return Source(_build(narrow, table, cells), table.name, {name: name for name in wanted})


def _fits(rule: Implication | Comparison, table: Table) -> bool:
    """Say whether a rule is about the columns that the frame has."""
    if rule.table != table.name:
        return False
    if isinstance(rule, Comparison):
        named = {rule.left, rule.right}
    else:
        named = {one.variable for one in rule.then}
    return named | {one.variable for one in rule.when} <= set(table.variables)


def _write_codes(column: Column, variable: Variable) -> list[str]:
    """Return the cells as the codebook's file has them: names and labels of levels as codes."""
    codes: dict[object, str] = {}
    for level in variable.levels:
        codes |= dict.fromkeys((level.label, level.name), str(level.code))
    codes |= {False: codes["no"], True: codes["yes"]} if variable.type == "binary" else {}
    codes |= {level.code: str(level.code) for level in variable.levels}
    texts = []
    for value in column.values:
        if value in codes:
            texts.append(codes[value])
        elif isinstance(value, int | float) and not isinstance(value, bool):
            texts.append(_write_number(value, whole=float(value).is_integer()))
        else:
            texts.append("" if value is None else str(value))
    return texts


def _build(codebook: Codebook, table: Table, cells: Sequence[Sequence[str]]) -> Study:
    rows = tuple(zip(*cells, strict=True))
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([list(table.variables), *rows])
    made = TextTable(
        WHERE,
        tuple(table.variables),
        rows,
        tuple(range(1, len(rows) + 1)),
        hashlib.sha256(text.getvalue().encode()).hexdigest(),
    )
    return build_study(codebook, {table.name: made})
