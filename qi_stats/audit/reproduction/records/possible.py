"""The tables of counts behind each claim of a test: how many there are, and which ones fit.

Where a table is of two variables with two levels each, one of its cells tells it from the others
with the same margins. It is then a point: that count, with what the test gives there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.verdicts import OUTCOMES
from qi_stats.audit.consistency.printed import admit, read_printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_stats.audit.reproduction.records.write import Writer
    from qi_stats.codebook import Codebook, Level, Variable
    from qi_stats.ledger import Record

    Entry = Mapping[str, Any]
    Pivot = tuple[tuple[Variable, Level], ...]

TAKEN = "as_taken"
UNLISTED = "There are too many possible tables to list."
NONE_GIVEN = "The test gives no number on any possible table."
NO_NUMBER = "The test gives no number on this table."
_ENDS = {"low": "lowest", "high": "highest"}


def list_tables(writer: Writer, codebook: Codebook) -> Iterator[Record]:
    """Yield the records of each tested analysis, under the reading that was taken."""
    for entry in writer.archive.document["tested"]:
        yield from _list_one(writer, f"tables.{entry['analysis']}", entry)
        yield from _list_points(writer, codebook, TAKEN, entry)
    for claim in _list_numbers(writer).values():
        yield from _list_printed(writer, claim)


def list_readings(writer: Writer, codebook: Codebook) -> Iterator[Record]:
    """Yield the records of each analysis that was asked again under another reading."""
    variables = {one["analysis"]: one["variables"] for one in writer.archive.document["tested"]}
    for entry in writer.archive.document["readings"]:
        path = f"readings.{entry['reading']}.{entry['analysis']}"
        yield from _list_one(writer, path, entry)
        named = {**entry, "variables": variables[entry["analysis"]]}
        yield from _list_points(writer, codebook, entry["reading"], named)


def _list_one(writer: Writer, path: str, entry: Entry) -> Iterator[Record]:
    """Yield how many tables there are, on how many the claims come out, and the values."""
    about = _say_reading(entry)
    tables, claims = entry["tables"], _list_claims(writer)
    known = tables if tables is not None else ()

    def count(names: Sequence[str]) -> int | None:
        if tables is None:
            return None
        return sum(all(one["outcomes"][name] == "reproduced" for name in names) for one in known)

    number = None if tables is None else len(tables)
    yield writer.write(f"{path}.n", f"Possible tables{about}", number, missing=UNLISTED)
    words = f"Possible tables on which all claims come out as printed{about}"
    yield writer.write(f"{path}.fitting", words, count(entry["claims"]), missing=UNLISTED)
    for name in entry["claims"]:
        claim, spot = claims[name], f"{path}.{name}"
        words = f"{claim['says']}: possible tables on which it comes out as printed{about}"
        yield writer.write(f"{spot}.fitting", words, count([name]), missing=UNLISTED)
        values = [one["values"][name] for one in known if one["values"][name] is not None]
        missing, fmt = UNLISTED if tables is None else NONE_GIVEN, _find_format(claim)
        for end, choose in (("low", min), ("high", max)):
            label = f"{claim['says']}: {_ENDS[end]} possible value{about}"
            bound = choose(values) if values else None
            yield writer.write(f"{spot}.{end}", label, bound, fmt, missing)


def _list_points(
    writer: Writer, codebook: Codebook, reading: str, entry: Entry
) -> Iterator[Record]:
    """Yield what each printed number would be on each table, and how it would print."""
    pivot = _find_pivot(codebook, entry["variables"])
    if pivot is None or entry["tables"] is None:
        return
    names = tuple(level.name for _, level in pivot)
    claims, places = _list_numbers(writer), [_find_count(one, names) for one in entry["tables"]]
    if len(set(places)) < len(places):
        return
    for table, count in zip(entry["tables"], places, strict=True):
        for name in (one for one in entry["claims"] if one in claims):
            says, path = claims[name]["says"], f"points.{reading}.{name}.{count}"
            value, fmt = table["values"][name], _find_format(claims[name])
            words = f"{says}, where {count} have {_say_cell(pivot)}{_say_reading(entry)}"
            yield writer.write(f"{path}.value", words, value, fmt, NO_NUMBER)
            outcome = OUTCOMES[table["outcomes"][name]]
            yield writer.write(f"{path}.outcome", f"{words}: verdict", outcome, "text")


def _list_printed(writer: Writer, claim: Entry) -> Iterator[Record]:
    """Yield the lowest and the highest value that rounds to the printed one."""
    ends = admit(read_printed(claim["text"]))
    path, fmt = f"printed.{claim['claim']}", "decimal3"
    for end, bound in (("low", ends.low), ("high", ends.high)):
        words = f"{claim['says']}: {_ENDS[end]} value that prints so"
        yield writer.write(f"{path}.{end}", words, float(bound), fmt)


def _say_reading(entry: Entry) -> str:
    """Return the reading under which an entry's tables are possible, if it is not the one taken."""
    return f" ({entry['says']})" if "says" in entry else ""


def _say_cell(pivot: Pivot) -> str:
    return " and ".join(f"{variable.short}: {level.label}" for variable, level in pivot)


def _find_pivot(codebook: Codebook, variables: Sequence[str]) -> Pivot | None:
    """Return the last levels of two variables with two levels each; None of any others."""
    if len(variables) != 2:
        return None
    found = []
    for name in variables:
        known = [one.variables[name] for one in codebook.tables.values() if name in one.variables]
        if len(known) != 1 or len(known[0].levels) != 2:
            return None
        found.append(
            (known[0], max(known[0].levels, key=lambda level: known[0].number(level.name)))
        )
    return tuple(found)


def _find_count(table: Entry, names: tuple[str, ...]) -> int:
    return next((int(n) for *pair, n in table["counts"] if tuple(pair) == names), 0)


def _list_claims(writer: Writer) -> dict[str, Entry]:
    return {one["claim"]: one for one in writer.archive.document["verdicts"]}


def _list_numbers(writer: Writer) -> dict[str, Entry]:
    """Return the claims that print the number of a test."""
    kinds = {name: KINDS[one["kind"]] for name, one in _list_claims(writer).items()}
    return {
        name: one
        for name, one in _list_claims(writer).items()
        if kinds[name].is_test and kinds[name].quantity is not None
    }


def _find_format(claim: Entry) -> str:
    return KINDS[claim["kind"]].fmt
