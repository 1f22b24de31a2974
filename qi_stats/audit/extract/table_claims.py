"""A pasted Table 1 as claims: a row for each variable, a column for each group.

The head gives the group sizes (“Joined (n = 15)”); a label or its column says what the cells are:
“mean (SD)” or “n (%)”. Levels stand in rows of their own below a label without cells. A cell of
another form is not understood, and said so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from qi_stats.audit.extract.characters import read_characters
from qi_stats.audit.extract.patterns import NUMBER, WHOLE
from qi_stats.audit.extract.tables import split_table

Entry = dict[str, Any]
_SIZE = re.compile(rf"[\[(,]?\s?[nN]\s?=\s?(?P<n>{WHOLE})\s?[\])]?")
_PAIR = re.compile(rf"(?P<first>{NUMBER})\s?(?:[\[(]|±)\s?(?P<second>{NUMBER})\s?%?\s?[\])]?")
_P = re.compile(rf"(?P<sign>[<>]?)\s?=?\s?(?P<p>{NUMBER})[*†‡]?")
_MEAN = re.compile(r"mean|average|\bM\b|±", re.IGNORECASE)
_SHARE = re.compile(r"%|\bn\b|no\.|number", re.IGNORECASE)
_ALL = re.compile(r"\b(?:all|total|overall|whole)\b", re.IGNORECASE)
_FORM = re.compile(
    r"(?:[,;:]\s*|\s*[\[(]\s*|\s+|^)(?:(?:mean|average|M|n|no\.|number)(?!\w)|[%±]).*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its size: the level of the group, None for all; `is_p` for P values."""

    number: int
    level: str | None
    size: str | None
    is_p: bool = False


@dataclass(slots=True)
class TableClaims:
    """The claims of a table by name, and the cells that were not understood."""

    entries: dict[str, Entry] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)

    def add(self, name: str, entry: Entry) -> None:
        """Add a claim under a name that is free."""
        free, number = name, 2
        while free in self.entries:
            free, number = f"{name}_{number}", number + 1
        self.entries[free] = entry


def read_table(text: str, place: str = "Table", rows: str = "people") -> TableClaims:
    r"""Return the claims of a pasted table.

    Parameters
    ----------
    text
        CSV, TSV, or a Markdown table.
    place
        Where it stands.
    rows
        The name of the people that it counts.

    Raises
    ------
    ValueError
        If it is no table.

    Examples
    --------
    >>> text = "Variable,Joined (n = 15),Declined (n = 9)\nWomen n (%),8 (53.3),2 (22.2)"
    >>> [one["text"] for one in read_table(text).entries.values()]
    ['24', '15', '9', '8', '53.3%', '2', '22.2%']
    """
    head, *lines = split_table(read_characters_of_cells(text))
    columns = [_read_head(number, cell) for number, cell in enumerate(head) if number]
    found = TableClaims()
    _add_sizes(found, columns, place)
    heading = ""
    for row in lines:
        label, cells = row[0], [(one, row[one.number]) for one in columns if row[one.number]]
        if all(column.is_p for column, _ in cells):
            heading = label
        inside = "" if heading == label or _FORM.search(label) else heading
        for column, cell in cells:
            if not _add_cell(found, column, cell, (label, inside), place):
                found.unread.append(f"{label}: {cell}")
    for entry in found.entries.values():
        entry["of"] = {**entry["of"], "table": rows}
    return found


def read_characters_of_cells(text: str) -> str:
    """Return plain characters, the ends of lines and tabs kept."""
    kept = [char if char in "\n\t" else plain for char, plain in zip(
        text, read_characters(text.replace("\r", " ")), strict=True)]  # fmt: skip
    return "".join(kept)


def _read_head(number: int, cell: str) -> Column:
    size = _SIZE.search(cell)
    title = _SIZE.sub("", cell).strip(" ,;()[]")
    is_p = re.fullmatch(r"[pP](?:[- ]?values?)?", title) is not None
    level = None if _ALL.search(title) else name_word(title) or f"group_{number}"
    return Column(number, level, size["n"] if size else None, is_p)


def name_word(text: str) -> str:
    """Return a text as a name: small letters, digits and underscores."""
    word = re.sub(r"[^a-z0-9]+", "_", text.lower()).strip("_")
    return word if word[:1].isalpha() else f"v_{word}" if word else ""


def _about(column: Column, more: Entry | None = None) -> Entry:
    group = {} if column.level is None else {"group": column.level}
    return {**group, **(more or {})}


def _add_sizes(found: TableClaims, columns: list[Column], place: str) -> None:
    sized = [one for one in columns if one.size is not None and not one.is_p]
    if sized and all(one.level is not None for one in sized):
        total = sum(int((one.size or "0").replace(",", "")) for one in sized)
        found.add("all_n", _count(str(total), place, "All groups together", {}))
    for column in sized:
        says = f"Size of {column.level or 'the sample'}"
        found.add(
            f"{column.level or 'all'}_n", _count(column.size or "", place, says, _about(column))
        )


def _count(text: str, place: str, says: str, where: Entry) -> Entry:
    of = {"table": "people", "where": where} if where else {"table": "people"}
    return {"text": text, "place": place, "says": says, "kind": "count", "of": of}


def _add_cell(
    found: TableClaims, column: Column, cell: str, labels: tuple[str, str], place: str
) -> bool:
    """Add the claims of a cell; return whether it was understood."""
    name, inside = (name_word(_FORM.sub("", one)) for one in labels)
    variable, kind = inside or name or "row", " ".join(labels)
    base = {"place": place, "says": f"{labels[0]}, {column.level or 'all'}"}
    if column.is_p:
        p, test = _P.fullmatch(cell), {"table": "", "variables": [variable, "group"]}
        if p is not None:
            text = p["sign"] + p["p"]
            found.add(f"{variable}_p", {"text": text, **base, "kind": "p", "of": test})
        return p is not None
    match = _PAIR.fullmatch(cell)
    is_share = "%" in cell or _SHARE.search(kind) is not None
    if match is None or is_share == bool(_MEAN.search(kind)):
        return False
    of: Entry = {"table": "", "variable": variable, "where": _about(column)}
    forms = ("mean", "mean", match["first"]), ("sd", "sd", match["second"])
    if is_share:
        of = {"table": "", "where": {variable: (name or "row") if inside else "yes"}}
        of |= {"denominator": _about(column)} if column.level else {}
        forms = ("n", "count", match["first"]), ("percent", "percent", f"{match['second']}%")
    for ending, of_kind, text in forms:
        key = f"{name or 'row'}_{column.level or 'all'}_{ending}"
        found.add(key, {"text": text, **base, "kind": of_kind, "of": of})
    return True
