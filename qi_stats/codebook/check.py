"""Whether the tables of a codebook fit together: parents, keys, files, names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote, raise_errors, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.codebook.model import Codebook, Table


def check_tables(codebook: Codebook) -> None:
    """Raise what is wrong between the tables of `codebook`.

    Raises
    ------
    InputError
        If a parent is unknown or its own descendant, a key is no variable, two tables share a
        file, a child repeats a parent's name, or the unit's table is no top table.
    """
    raise_errors(_check_parents(codebook))
    errors = list(_check_unit(codebook))
    for name in sorted(codebook.tables, key=lambda one: len(codebook.lineage(one))):
        raise_errors(_check_key(codebook, codebook.tables[name]))
    files: dict[str, str] = {}
    for table in codebook.tables.values():
        errors.extend(_check_names(codebook, table))
        errors.extend(_check_sequence(codebook, table))
        other = files.setdefault(table.file, table.name)
        if other != table.name:
            where = _place(codebook, table, "file")
            found = f"{quote(table.file)}, the file of table {other}"
            errors.append(InputError(where, found, "a file for each table", "name another file"))
    raise_errors(errors)


def _place(codebook: Codebook, table: Table, *keys: str) -> str:
    return place(codebook.source, ("tables", table.name, *keys))


def _check_parents(codebook: Codebook) -> Iterator[InputError]:
    for table in codebook.tables.values():
        if table.parent is None:
            if table.at_most is not None:
                where = _place(codebook, table, "at_most")
                found = "at_most in a table without parent"
                yield InputError(where, found, "a parent", "remove at_most, or add parent")
            continue
        where = _place(codebook, table, "parent")
        if table.parent not in codebook.tables:
            others = [name for name in codebook.tables if name != table.name]
            do = suggest(table.parent, others, "define the table, or correct its name")
            yield InputError(where, f"the table {quote(table.parent)}", "a table defined here", do)
        elif _is_circular(codebook, table):
            found = f"{quote(table.parent)}, which descends from this table"
            yield InputError(where, found, "tables that form a tree", "correct the parents")


def _is_circular(codebook: Codebook, table: Table) -> bool:
    seen, parent = {table.name}, table.parent
    while parent is not None and parent in codebook.tables:
        if parent in seen:
            return parent == table.name
        seen.add(parent)
        parent = codebook.tables[parent].parent
    return False


def _check_unit(codebook: Codebook) -> Iterator[InputError]:
    name = codebook.unit.table
    tops = [one.name for one in codebook.tables.values() if one.parent is None]
    if name not in tops:
        where = place(codebook.source, ("unit", "table"))
        expected = f"a table without parent: {', '.join(tops)}"
        yield InputError(where, quote(name), expected, suggest(name, tops, "choose one of these"))


def _check_key(codebook: Codebook, table: Table) -> Iterator[InputError]:
    where = _place(codebook, table, "key")
    stored = [one.name for one in codebook.columns(table.name)]
    for name in table.key:
        if name not in stored:
            expected = f"stored variables of the table: {', '.join(stored)}"
            do = suggest(name, stored, "choose among these")
            yield InputError(where, quote(name), expected, do)
        elif codebook.variable(table.name, name).missing:
            yield InputError(
                where, f"{quote(name)}, which may be missing", "variables that never are",
                "remove “missing” from the variable",
            )  # fmt: skip
    if table.parent is not None and not set(codebook.tables[table.parent].key) <= set(table.key):
        expected = f"the key of the parent first: {', '.join(codebook.tables[table.parent].key)}"
        yield InputError(where, ", ".join(table.key), expected, "add what is missing")


def _check_names(codebook: Codebook, table: Table) -> Iterator[InputError]:
    for ancestor in codebook.lineage(table.name)[1:]:
        for name in sorted(table.variables.keys() & ancestor.variables.keys()):
            yield InputError(
                _place(codebook, table, "variables", name),
                f"{quote(name)}, a variable of table {ancestor.name} too",
                "names that differ from those of the parent, whose variables are joined",
                "rename one of the two",
            )


def _check_sequence(codebook: Codebook, table: Table) -> Iterator[InputError]:
    for variable in table.variables.values():
        if variable.sequence and (
            table.parent is None or variable.type != "integer" or variable.name not in table.key
        ):
            yield InputError(
                _place(codebook, table, "variables", variable.name, "sequence"),
                f"a sequence in {quote(variable.name)}",
                "a sequence in an integer of the key of a table that has a parent",
                "remove “sequence”, or add the variable to the key",
            )
