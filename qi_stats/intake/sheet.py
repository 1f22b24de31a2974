"""A table as a file has it: every cell a text, with the row and the column it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a sheet before anything is known of it.

    Attributes
    ----------
    source, name
        The file as messages show it, and the sheet's own name.
    rows
        Cells of each row as texts; empty texts where nothing stands.
    numbers
        Number of each row in the file, from 1.
    notes
        What was seen or left behind while reading, one sentence each.
    """

    source: str
    name: str
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column under its name.

    Attributes
    ----------
    name
        Words at its head.
    values
        Its cells, one for each row of the sheet; empty where nothing stands.
    label
        Longer words for it, where the file has some.
    levels
        Words of its codes, where the file has some.
    missing
        Codes that stand for a missing value, with the reason in words, where the file has some.
    type
        What the file says that it is, if it says so.
    """

    name: str
    values: tuple[str, ...]
    label: str | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    type: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table whose columns have names; `numbers` are the rows' numbers in the file."""

    source: str
    name: str
    columns: tuple[Column, ...]
    numbers: tuple[int, ...]
    notes: tuple[str, ...] = ()
