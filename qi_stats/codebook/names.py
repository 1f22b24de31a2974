"""Whether each variable and each rule of a codebook fits what it names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, list_names, quote, raise_errors, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.codebook.document import DerivedEntry, RuleEntry, VariableEntry
    from qi_stats.codebook.model import Codebook, Variable

Keys = tuple[str | int, ...]

_DERIVED_TYPES: dict[str, tuple[str, ...]] = {
    "is_": ("binary",),
    "exists": ("binary",),
    "count": ("integer",),
    "days": ("integer",),
    "years": ("integer",),
    "sum": ("integer", "number"),
    "cases": ("category", "binary"),
}
_FITS = {
    "levels": {"category", "binary"},
    "ordered": {"category"},
    "range": {"integer", "number"},
    "unit": {"integer", "number"},
    "pattern": {"id", "text"},
}


def check_variable(
    codebook: Codebook, variable: Variable, entry: VariableEntry, keys: Keys
) -> None:
    """Raise what is wrong with the variable that `entry` at `keys` of the file describes.

    Raises
    ------
    InputError
        If a key does not fit the type, codes repeat, a range is upside down, a pattern is no
        regular expression, or a derived variable has the wrong type or is marked as stored.
    """
    errors = [
        *_check_fit(codebook, variable, entry, keys),
        *_check_levels(codebook, variable, keys),
        *_check_limits(codebook, variable, keys),
        *_check_kinds(codebook, variable, keys),
        *_check_derived(codebook, variable, entry, keys),
    ]
    raise_errors(errors)


def check_rule(codebook: Codebook, entry: RuleEntry, keys: Keys) -> None:
    """Raise what is wrong with the tables and columns that the rule `entry` names.

    Raises
    ------
    InputError
        If a table or column is unknown, a compared column is no number, or a column that counts
        the rows of a child (or tells whether there are any) has the wrong type.
    """
    codebook.table(entry.table, place(codebook.source, (*keys, "table")))
    errors: list[InputError] = []
    for name in entry.compare[::2] if entry.compare else ():
        where = place(codebook.source, (*keys, "compare"))
        types = {"integer", "number", "date"}
        errors.extend(_check_type(codebook, entry.table, name, where, types))
    errors.extend(_check_alike(codebook, entry, keys) if not errors else ())
    if entry.column is not None:
        allowed = {"integer"} if entry.counts else {"binary"}
        where = place(codebook.source, (*keys, "column"))
        errors.extend(_check_type(codebook, entry.table, entry.column, where, allowed))
    for key, child in (("counts", entry.counts), ("exists", entry.exists)):
        if child is not None:
            errors.extend(_check_child(codebook, entry.table, child, (*keys, key)))
    raise_errors(errors)


def _check_alike(codebook: Codebook, entry: RuleEntry, keys: Keys) -> Iterator[InputError]:
    """Yield a comparison of a date with a number."""
    names = entry.compare[::2] if entry.compare else ()
    kinds = {codebook.variable(entry.table, name).type == "date" for name in names}
    if len(kinds) > 1:
        where = place(codebook.source, (*keys, "compare"))
        yield InputError(where, "a date and a number", "two of a kind", "compare dates with dates")


def _check_fit(
    codebook: Codebook, variable: Variable, entry: VariableEntry, keys: Keys
) -> Iterator[InputError]:
    for key, types in _FITS.items():
        if key in entry.model_fields_set and variable.type not in types:
            where = place(codebook.source, (*keys, key))
            found = f"{key} for a variable of type {variable.type}"
            expected = f"{key} only for type {' or '.join(sorted(types))}"
            yield InputError(where, found, expected, f"remove {key}, or change the type")
    if entry.only_if and variable.name in codebook.tables[variable.table].key:
        where = place(codebook.source, (*keys, "only_if"))
        yield InputError(where, "only_if in the key", "a key in every row", "remove only_if")
    if variable.type == "category" and not variable.levels:
        where = place(codebook.source, keys)
        yield InputError(where, "a category without levels", "levels", "add the levels")


def _check_levels(codebook: Codebook, variable: Variable, keys: Keys) -> Iterator[InputError]:
    names: dict[int | str, str] = {}
    if len({type(level.code) for level in variable.levels}) > 1:
        where = place(codebook.source, (*keys, "levels"))
        do = "put all of them in quotation marks, or none"
        yield InputError(where, "numbers and texts as codes", "codes of one kind", do)
    for level in variable.levels:
        other = names.setdefault(level.code, level.name)
        if other != level.name:
            where = place(codebook.source, (*keys, "levels", level.name))
            found = f"code {level.code}, the code of {quote(other)}"
            yield InputError(where, found, "a code for each level", "change one of the two codes")
    if variable.type == "binary" and set(variable.level_names) != {"no", "yes"}:
        where = place(codebook.source, (*keys, "levels"))
        found = ", ".join(variable.level_names)
        yield InputError(where, found, "the levels no and yes", "use type category for others")


def _check_limits(codebook: Codebook, variable: Variable, keys: Keys) -> Iterator[InputError]:
    if variable.range is not None and variable.range[0] > variable.range[1]:
        where = place(codebook.source, (*keys, "range"))
        found = f"{variable.range[0]} above {variable.range[1]}"
        yield InputError(where, found, "the lower bound first", "swap the two")
    try:
        re.compile(variable.pattern or "")
        re.compile(f"(?:{variable.pattern or ''})")
    except re.error as error:
        where = place(codebook.source, (*keys, "pattern"))
        found = f"{quote(variable.pattern)}: {error.msg}"
        yield InputError(where, found, "a regular expression", "correct the pattern")


def _check_derived(
    codebook: Codebook, variable: Variable, entry: VariableEntry, keys: Keys
) -> Iterator[InputError]:
    derived = entry.derived
    if derived is None:
        return
    where = place(codebook.source, (*keys, "derived"))
    form = next(iter(derived.model_fields_set))
    needed = _DERIVED_TYPES[form]
    if variable.type not in needed:
        found = f"a derived variable of type {variable.type}"
        do = f"set type: {needed[0]}"
        yield InputError(where, found, f"type {list_names(needed)} for this form", do)
    for key in sorted({"missing", "only_if", "sequence"} & entry.model_fields_set):
        found = f"{key} for a derived variable"
        yield InputError(where, found, "these keys for stored variables only", f"remove {key}")
    for child in (derived.count, derived.exists):
        if child is not None:
            yield from _check_child(codebook, variable.table, child, (*keys, "derived"))
    own = list(codebook.tables[variable.table].variables.values())
    above = own[: own.index(variable)]
    for name in derived.named:
        if any(one.name == name and one.derived and one not in above for one in own):
            found = f"{quote(name)}, which is derived here or further down"
            yield InputError(where, found, "variables derived above this one", "move it up")
    if derived.cases is not None and set(derived.cases) != set(variable.level_names):
        found = f"cases for {list_names(derived.cases)}"
        do = "add what is missing, and remove what is no level"
        yield InputError(
            where, found, f"a case for each level: {list_names(variable.level_names)}", do
        )
    yield from _check_parts(codebook, variable, derived, (*keys, "derived"))


def _check_parts(
    codebook: Codebook, variable: Variable, derived: DerivedEntry, keys: Keys
) -> Iterator[InputError]:
    """Yield parts of a sum that are no numbers, and ends of an interval that are no dates."""
    forms = {"days": {"date"}, "years": {"date"}, "sum": {"integer", "number", "binary"}}
    for form, types in forms.items():
        for name in getattr(derived, form) or ():
            where = place(codebook.source, (*keys, form))
            yield from _check_type(codebook, variable.table, name, where, types)


def _check_kinds(codebook: Codebook, variable: Variable, keys: Keys) -> Iterator[InputError]:
    """Yield codes of missing values that are codes of levels too, or stand for two kinds."""
    taken = {str(level.code): f"the level {quote(level.name)}" for level in variable.levels}
    for kind in variable.kinds:
        for code in kind.codes:
            where = place(codebook.source, (*keys, "missing", kind.name))
            if code in taken:
                found = f"the code {quote(code)}, which is that of {taken[code]}"
                yield InputError(where, found, "each code once", "change one of the two")
            taken[code] = f"the kind {quote(kind.name)}"


def _check_type(
    codebook: Codebook, table: str, name: str, where: str, types: set[str]
) -> Iterator[InputError]:
    try:
        variable = codebook.variable(table, name, where)
    except InputError as error:
        yield error
        return
    if variable.type not in types:
        found = f"{quote(name)}, which is of type {variable.type}"
        yield InputError(where, found, f"type {' or '.join(sorted(types))}", "name another column")


def _check_child(codebook: Codebook, table: str, child: str, keys: Keys) -> Iterator[InputError]:
    children = [one.name for one in codebook.tables.values() if one.parent == table]
    if child not in children:
        where = place(codebook.source, keys)
        expected = f"a table whose parent is {table}: {', '.join(children) or 'there is none'}"
        do = suggest(child, children, "correct the name")
        yield InputError(where, f"the table {quote(child)}", expected, do)
