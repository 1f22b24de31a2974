"""The rows of a dataset, from its units."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from qi_files.errors import InputError, quote
from qi_stats.audit.feasible.model.cells import ABSENT, PRESENCE, Cell, Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_stats.audit.feasible.model.cells import Content
    from qi_stats.audit.feasible.model.count_model import CountModel
    from qi_stats.audit.feasible.model.domains import Value
    from qi_stats.audit.feasible.sampler.units import Unit
    from qi_stats.codebook import Codebook, Table, Variable

Row: TypeAlias = "dict[str, Value]"
Dataset: TypeAlias = "Mapping[str, Sequence[Row]]"

_ID_PATTERN = re.compile(r"([A-Za-z0-9_-]*)\\d(?:\{(\d+)\})?(\+?)")


def assemble_rows(model: CountModel, groups: Mapping[str, Sequence[Unit]]) -> Dataset:
    """Return each table's rows, variable → level name or number.

    Parameters
    ----------
    model
        The model that the units are of.
    groups
        The units of each table without a parent.

    Returns
    -------
    Dataset
        Table → rows in the order of the units, parent keys included; ids count from 1. A cell
        without a value is left out.
    """
    codebook, layout = model.layout.codebook, model.layout
    units = {root: [_read_unit(model, one) for one in group] for root, group in groups.items()}
    tables: dict[str, list[Row]] = {}
    found: dict[tuple[int, Place], Row] = {}
    for table in sorted(codebook.tables.values(), key=lambda one: len(codebook.lineage(one.name))):
        tables[table.name] = []
        for number, unit in enumerate(units[layout.find_root(table.name)]):
            for place in layout.places[table.name]:
                if unit.get(Cell(place, PRESENCE)) != ABSENT:
                    parent = found.get((number, Place(table.parent or "", place.path[:-1])), {})
                    row = _inherit(codebook, table, parent)
                    row |= _list_values(table, place, unit, len(tables[table.name]) + 1)
                    found[number, place] = row
                    tables[table.name].append(row)
    return tables


def _read_unit(model: CountModel, unit: Unit) -> dict[Cell, Content]:
    return {
        cell: value
        for number, profile in unit.items()
        for cell, value in zip(model.cliques[number].cells, profile, strict=True)
    }


def _inherit(codebook: Codebook, table: Table, parent: Row) -> Row:
    keys = codebook.table(table.parent).key if table.parent is not None else ()
    return {key: parent[key] for key in keys}


def _list_values(
    table: Table, place: Place, unit: Mapping[Cell, Content], number: int
) -> Iterator[tuple[str, Value]]:
    for variable in table.stored:
        value = unit.get(Cell(place, variable.name))
        if variable.type == "id":
            yield variable.name, number_id(variable, number)
        elif value is not None:
            yield variable.name, value


def number_id(variable: Variable, number: int) -> str:
    r"""Return the id with this number, such as "A07" for the pattern "A\\d{2}".

    Raises
    ------
    InputError
        If the pattern is not letters followed by digits, or has too few digits.
    """
    match = _ID_PATTERN.fullmatch(variable.pattern or r"\d+")
    width = int(match[2] or 1) if match else 0
    if match is None or (len(str(number)) > width and not match[3]):
        raise InputError(
            f"codebook › {variable.table} › {variable.name}",
            f"the pattern {quote(variable.pattern)}",
            rf"letters, then enough digits for {number} rows, as in A\d{{4}}",
            "change the pattern",
        )
    return f"{match[1]}{number:0{width}d}"
