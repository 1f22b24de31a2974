"""Tables of which a second reviewer coded some rows again: what that reviewer's files hold."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.documents import place
from qi_files.errors import InputError, quote, raise_errors, suggest
from qi_stats.codebook.model import DoubleCoding
from qi_stats.codebook.statements import Comparison, Implication

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.codebook.document import DoubleCodingEntry
    from qi_stats.codebook.model import Codebook, Coder, Table
    from qi_stats.codebook.statements import (
        Rule,
    )

CODINGS = "codings"


def resolve_codings(
    sketch: Codebook, entries: Mapping[str, DoubleCodingEntry]
) -> dict[str, DoubleCoding]:
    """Return what was coded twice, by table.

    Raises
    ------
    InputError
        If a table or variable is unknown, a variable is part of the key or derived, or a file is
        another table's; all errors at once.
    """
    raise_errors(_check_tables(sketch, entries))
    errors = [
        error
        for name, entry in entries.items()
        for error in _check_variables(sketch, sketch.tables[name], entry)
    ]
    raise_errors([*errors, *_check_files(sketch, entries)])
    return {name: _build(sketch.tables[name], entry) for name, entry in entries.items()}


def isolate_coding(codebook: Codebook, coding: DoubleCoding, coder: Coder) -> Codebook:
    """Return a codebook of one file alone: its table, and the rules about nothing beside it."""
    table = codebook.tables[coding.table]
    known = codebook.variables(table.name)
    names = (*table.key, *coding.variables)
    alone = replace(
        table,
        file=coding.files[coder],
        variables={name: known[name] for name in names},
        parent=None,
        at_most=None,
    )
    rules = tuple(
        rule
        for rule in codebook.rules
        if rule.table == table.name and set(_list_variables(rule)) <= {*names}
    )
    return replace(codebook, tables={table.name: alone}, rules=rules, codings={})


def _list_variables(rule: Rule) -> Iterator[str | None]:
    """Yield what a rule is about; None where it is about the rows of another table."""
    if isinstance(rule, Implication):
        yield from (one.variable for one in (*rule.when, *rule.then))
    elif isinstance(rule, Comparison):
        yield from (rule.left, rule.right, *(one.variable for one in rule.when))
    else:
        yield None


def _build(table: Table, entry: DoubleCodingEntry) -> DoubleCoding:
    chosen = _list_codable(table)
    if entry.variables is not None:
        chosen = [name for name in chosen if name in entry.variables]
    files: dict[Coder, str] = {"second": entry.second}
    if entry.consensus is not None:
        files["consensus"] = entry.consensus
    return DoubleCoding(table.name, tuple(chosen), files)


def _list_codable(table: Table) -> list[str]:
    """Return the variables of the table's file that do not identify its rows."""
    return [one.name for one in table.stored if one.name not in table.key]


def _check_tables(
    sketch: Codebook, entries: Mapping[str, DoubleCodingEntry]
) -> Iterator[InputError]:
    for name in entries:
        try:
            sketch.table(name, place(sketch.source, (CODINGS, name)))
        except InputError as error:
            yield error


def _check_variables(
    sketch: Codebook, table: Table, entry: DoubleCodingEntry
) -> Iterator[InputError]:
    codable = _list_codable(table)
    if not codable:
        where = place(sketch.source, (CODINGS, table.name))
        found = f"the table {quote(table.name)}, which has nothing but its key"
        yield InputError(where, found, "a table with variables to code", "remove this entry")
    names = entry.variables or []
    for number, name in enumerate(names):
        where = place(sketch.source, (CODINGS, table.name, "variables", number))
        if name in names[:number]:
            yield InputError(where, f"{quote(name)} a second time", "each once", "remove one")
        elif name not in codable:
            expected = f"a stored variable of table {table.name} that is not in its key"
            do = suggest(name, codable, f"choose among: {', '.join(codable)}")
            yield InputError(where, quote(name), expected, do)


def _check_files(
    sketch: Codebook, entries: Mapping[str, DoubleCodingEntry]
) -> Iterator[InputError]:
    owners = {table.file: f"table {table.name}" for table in sketch.tables.values()}
    for name, entry in entries.items():
        for coder, file in (("second", entry.second), ("consensus", entry.consensus)):
            if file is not None and file in owners:
                where = place(sketch.source, (CODINGS, name, coder))
                found = f"{quote(file)}, the file of {owners[file]}"
                yield InputError(where, found, "a file for each coding", "name another file")
            elif file is not None:
                owners[file] = f"another coding ({name} › {coder})"
