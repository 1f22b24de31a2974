"""Rows as a table of counts, and the tables that coding some of them differently leads to.

Rows with the same codes are alike, so that recoding any of them leads to the same table. What
counts is therefore the table: rows are the predictor's patterns, columns the outcome's values, and
one recoding moves one of the data's rows to another column of the table, or to another of its rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from qi_stats.stats.arrays import check_choice, read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from qi_stats.stats.arrays import Counts

Recoded = Literal["outcome", "predictor"]
RECODED: tuple[Recoded, ...] = ("outcome", "predictor")

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """The rows or the columns of a table: what they are called, and the name and words of each."""

    label: str
    names: tuple[str, ...]
    words: tuple[str, ...]

    def describe(self, number: int) -> str:
        """Return a row or column in words, such as "Ward: North"."""
        return f"{self.label}: {self.words[number]}"


@dataclass(frozen=True, slots=True)
class RowTable:
    """Rows by their codes.

    Attributes
    ----------
    counts
        Rows of each pattern and value, shape (rows, columns).
    rows, columns
        The predictor's patterns, and the outcome's values; one of them, or none, where the data
        hold no more.
    recode
        What a reviewer could have coded differently: the outcome (one moves to another column),
        the predictor (its row), or both.
    """

    counts: Counts
    rows: Side
    columns: Side
    recode: tuple[Recoded, ...]

    def __post_init__(self) -> None:
        """Refuse counts that are no table, names that do not fit, and an unknown `recode`."""
        shape = _check_counts(self.counts)
        named = (len(self.rows.names), len(self.columns.names))
        if shape != named or shape != (len(self.rows.words), len(self.columns.words)):
            raise ValueError(f"a table of shape {shape} needs as many names and words, not {named}")
        for each in self.recode:
            check_choice("recode", each, RECODED)

    def __len__(self) -> int:
        """Return the number of rows."""
        return int(self.counts.sum())

    def name_move(self, move: Move) -> str:
        """Return a name such as `north-yes-to-north-no`."""
        cells = (
            f"{self.rows.names[row]}-{self.columns.names[column]}" for row, column in move.cells
        )
        return "-to-".join(cells)

    def describe_move(self, move: Move) -> str:
        """Return a move in words, such as "Smokes: Yes → No (Ward: North)"."""
        (row, column), (new_row, new_column) = move.cells
        if row == new_row:
            change = f"{self.columns.describe(column)} → {self.columns.words[new_column]}"
            return f"{change} ({self.rows.describe(row)})"
        change = f"{self.rows.describe(row)} → {self.rows.words[new_row]}"
        return f"{change} ({self.columns.describe(column)})"


def _check_counts(counts: Counts) -> tuple[int, ...]:
    """Return the shape of the counts; as a table of a test they must hold if they can be one."""
    if counts.ndim == 2 and min(counts.shape) < 2 and (counts >= 0).all():
        return counts.shape
    return read_table(counts).shape


@dataclass(frozen=True, slots=True)
class Move:
    """One row leaves a cell of the table and enters another."""

    start: Cell
    end: Cell

    @property
    def cells(self) -> tuple[Cell, Cell]:
        """Both cells."""
        return self.start, self.end


@dataclass(frozen=True, slots=True)
class Ring:
    """All tables at one distance from the table as coded.

    Attributes
    ----------
    tables
        Shape (m, rows, columns), each once.
    parents
        Position in the ring before from which each was reached, shape (m,).
    moves
        Position of the move by which it was reached, shape (m,).
    """

    tables: Counts
    parents: NDArray[np.int64]
    moves: NDArray[np.int64]


def list_moves(table: RowTable) -> tuple[Move, ...]:
    """Return every way to code one row differently, whether or not a cell holds any."""
    rows, columns = table.counts.shape
    cells = [(row, column) for row in range(rows) for column in range(columns)]
    return tuple(
        Move(start, end)
        for start in cells
        for end in cells
        if start != end
        if (start[0] == end[0] and "outcome" in table.recode)
        or (start[1] == end[1] and "predictor" in table.recode)
    )


def walk_rings(table: RowTable, moves: Sequence[Move]) -> Iterator[Ring]:
    """Yield the tables at distance 1, 2, … from the table as coded, until there are no more.

    Parameters
    ----------
    table
        The table as coded.
    moves
        What counts as one recoding, from `list_moves`.
    """
    seen = {table.counts.tobytes()}
    frontier = table.counts[np.newaxis]
    while len(frontier) and moves:
        ring = _widen(frontier, moves)
        fresh = np.array([table.tobytes() not in seen for table in ring.tables], dtype=bool)
        ring = Ring(ring.tables[fresh], ring.parents[fresh], ring.moves[fresh])
        seen = {table.tobytes() for table in (*frontier, *ring.tables)}
        if len(ring.tables):
            yield ring
        frontier = ring.tables


def trace_path(rings: Sequence[Ring], position: int, moves: Sequence[Move]) -> list[Move]:
    """Return the moves that lead to the table at `position` of the last ring, in their order."""
    path = []
    for ring in reversed(rings):
        path.append(moves[int(ring.moves[position])])
        position = int(ring.parents[position])
    return path[::-1]


def remove_each(counts: Counts) -> tuple[Counts, NDArray[np.int64]]:
    """Return the tables with one row left out, and how many rows lead to each.

    Parameters
    ----------
    counts
        Shape (rows, columns).

    Returns
    -------
    tuple
        Tables, shape (m, rows, columns), one for each cell that holds a row; weights, (m,).
    """
    cells = np.argwhere(counts)
    tables = np.repeat(counts[np.newaxis], len(cells), axis=0)
    tables[np.arange(len(cells)), cells[:, 0], cells[:, 1]] -= 1
    return tables, counts[cells[:, 0], cells[:, 1]]


def apply_move(counts: Counts, move: Move) -> Counts:
    """Return the table after one row has moved."""
    moved = counts.copy()
    moved[move.start] -= 1
    moved[move.end] += 1
    return moved


def _widen(frontier: Counts, moves: Sequence[Move]) -> Ring:
    """Return every table one move away from the frontier, each once."""
    tables, parents, used = [], [], []
    for number, move in enumerate(moves):
        (possible,) = np.nonzero(frontier[:, *move.start])
        moved = frontier[possible]
        moved[:, *move.start] -= 1
        moved[:, *move.end] += 1
        tables.append(moved)
        parents.append(possible)
        used.append(np.full(len(possible), number))
    every = np.concatenate(tables)
    flat = every.reshape(len(every), -1)
    _, first = np.unique(flat, axis=0, return_index=True)
    return Ring(every[first], np.concatenate(parents)[first], np.concatenate(used)[first])
