"""codebook.yaml → Codebook, in two steps: tables with their variables, then all that names them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qi_files.documents import place, read_document
from qi_files.errors import InputError, raise_errors
from qi_stats.codebook.check import check_tables
from qi_stats.codebook.codings import resolve_codings
from qi_stats.codebook.conditions import parse_conditions
from qi_stats.codebook.model import (
    Codebook,
    Level,
    MissingKind,
    Table,
    Unit,
    Variable,
)
from qi_stats.codebook.names import check_rule, check_variable
from qi_stats.codebook.statements import (
    ChildCount,
    ChildExists,
    Comparison,
    DerivedCases,
    DerivedCount,
    DerivedExists,
    DerivedInterval,
    DerivedIs,
    DerivedSum,
    Implication,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qi_stats.codebook.conditions import Written
    from qi_stats.codebook.document import (
        CodebookEntry,
        DerivedEntry,
        RuleEntry,
        TableEntry,
        VariableEntry,
    )
    from qi_stats.codebook.statements import (
        Condition,
        Derivation,
        Rule,
    )

_NO_YES = (Level("no", 0, "No"), Level("yes", 1, "Yes"))


def load_codebook(path: Path) -> Codebook:
    """Return the codebook in the YAML file at `path`.

    Raises
    ------
    InputError
        If the file is unusable, or if it names what it does not define; all errors at once,
        each with its line.
    """
    from qi_stats.codebook.document import CodebookEntry

    entry = read_document(path, CodebookEntry)
    sketch = _build_sketch(path, entry)
    check_tables(sketch)
    tables, errors = {}, []
    for name, table in entry.tables.items():
        tables[name], found = _resolve_table(sketch, sketch.tables[name], table)
        errors.extend(found)
    rules, found = _resolve_rules(sketch, entry.rules)
    raise_errors([*errors, *found])
    codings = resolve_codings(sketch, entry.codings)
    return replace(sketch, tables=tables, rules=rules, codings=codings)


def _build_sketch(path: Path, entry: CodebookEntry) -> Codebook:
    """Return the codebook without its rules, and its variables without what names others."""
    tables = {name: _build_table(name, table) for name, table in entry.tables.items()}
    unit = Unit(entry.unit.table, entry.unit.singular, entry.unit.plural)
    return Codebook(path, entry.title, entry.provenance, unit, tables, ())


def _build_table(name: str, entry: TableEntry) -> Table:
    return Table(
        name=name,
        label=entry.label,
        file=entry.file,
        rows=entry.rows,
        key=tuple(entry.key),
        variables={one: _build_variable(one, name, e) for one, e in entry.variables.items()},
        parent=entry.parent,
        at_most=entry.at_most,
        dropped=entry.dropped,
    )


def _build_variable(name: str, table: str, entry: VariableEntry) -> Variable:
    levels = tuple(Level(one, e.code, e.label) for one, e in (entry.levels or {}).items())
    return Variable(
        name=name,
        table=table,
        label=entry.label,
        short=entry.short or entry.label,
        type=entry.type,
        unit=entry.unit,
        levels=levels or (_NO_YES if entry.type == "binary" else ()),
        range=(entry.range[0], entry.range[1]) if entry.range else None,
        pattern=entry.pattern,
        missing=bool(entry.missing),
        kinds=_list_kinds(entry),
        sequence=entry.sequence,
        ordered=entry.ordered,
        derived=_sketch_derivation(entry.derived),
        note=entry.note,
        identifier=entry.identifier,
    )


def _list_kinds(entry: VariableEntry) -> tuple[MissingKind, ...]:
    if isinstance(entry.missing, bool):
        return ()
    return tuple(
        MissingKind(name, tuple(map(str, codes)), one.label)
        for name, one in entry.missing.items()
        for codes in [one.code if isinstance(one.code, list) else [one.code]]
    )


def _resolve_table(
    sketch: Codebook, table: Table, entry: TableEntry
) -> tuple[Table, list[InputError]]:
    """Return `table` with its variables' conditions and derivations, and what is wrong in them."""
    variables, errors = {}, []
    for name, variable in table.variables.items():
        keys = ("tables", table.name, "variables", name)
        one = entry.variables[name]
        try:
            check_variable(sketch, variable, one, keys)
            only_if = _parse(sketch, table.name, one.only_if, (*keys, "only_if"))
            derived = _resolve_derivation(sketch, variable, one.derived, (*keys, "derived"))
            variables[name] = replace(variable, only_if=only_if, derived=derived)
        except InputError as error:
            errors.append(error)
    return replace(table, variables=variables), errors


def _resolve_rules(
    sketch: Codebook, entries: list[RuleEntry]
) -> tuple[tuple[Rule, ...], list[InputError]]:
    rules, errors = [], []
    for number, entry in enumerate(entries):
        keys = ("rules", number)
        try:
            check_rule(sketch, entry, keys)
            rules.append(_build_rule(sketch, entry, keys))
        except InputError as error:
            errors.append(error)
    return tuple(rules), errors


def _build_rule(sketch: Codebook, entry: RuleEntry, keys: tuple[str | int, ...]) -> Rule:
    when = _parse(sketch, entry.table, entry.if_, (*keys, "if"))
    if entry.compare is not None:
        left, operator, right = entry.compare
        return Comparison(entry.name, entry.table, left, operator, right, entry.plus, when)
    if entry.column is not None and entry.counts is not None:
        return ChildCount(entry.name, entry.table, entry.column, entry.counts)
    if entry.column is not None and entry.exists is not None:
        return ChildExists(entry.name, entry.table, entry.column, entry.exists)
    then = _parse(sketch, entry.table, entry.then, (*keys, "then"))
    return Implication(entry.name, entry.table, when, then)


def _sketch_derivation(entry: DerivedEntry | None) -> Derivation | None:
    """Return the derivation without its conditions, which name other variables."""
    if entry is None:
        return None
    forms: dict[str, Callable[[Any], Derivation]] = {
        "is_": lambda _: DerivedIs(()),
        "count": DerivedCount,
        "exists": DerivedExists,
        "days": lambda ends: DerivedInterval("days", *ends),
        "years": lambda ends: DerivedInterval("years", *ends),
        "sum": lambda parts: DerivedSum(tuple(parts)),
        "cases": lambda _: DerivedCases(()),
    }
    form = next(iter(entry.model_fields_set))
    return forms[form](getattr(entry, form))


def _resolve_derivation(
    sketch: Codebook, variable: Variable, entry: DerivedEntry | None, keys: tuple[str | int, ...]
) -> Derivation | None:
    """Return the derivation with its conditions looked up."""
    if entry is None or (entry.is_ is None and entry.cases is None):
        return variable.derived
    if entry.is_ is not None:
        return DerivedIs(_parse(sketch, variable.table, entry.is_, (*keys, "is")))
    return DerivedCases(
        tuple(
            (level, _parse(sketch, variable.table, conditions, (*keys, "cases", level)))
            for level, conditions in (entry.cases or {}).items()
        )
    )


def _parse(
    sketch: Codebook, table: str, written: Mapping[str, Written] | None, keys: tuple[str | int, ...]
) -> tuple[Condition, ...]:
    return parse_conditions(
        written or {},
        lambda name, where: sketch.variable(table, name, where),
        lambda inside: place(sketch.source, (*keys, *inside)),
    )
