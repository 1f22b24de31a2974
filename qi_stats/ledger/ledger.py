"""The ledger: every record of a run, found by its key."""

from collections.abc import Collection, Iterable, Iterator
from types import MappingProxyType

from qi_files.errors import LONGEST_NAME, InputError, quote, suggest
from qi_stats.ledger.record import Record

__all__ = ["Ledger", "MissingRecordError"]


class MissingRecordError(InputError):
    """A key that no record of the ledger has; `analysis` is its first word, if that has none."""

    def __init__(self, key: str, names: Collection[str]) -> None:
        first = key.partition(".")[0]
        has_any = any(name.partition(".")[0] == first for name in names)
        self.analysis = None if has_any else first
        super().__init__(
            where="ledger",
            found=quote(key, LONGEST_NAME),
            expected=f"the key of one of its {len(names)} records",
            do=suggest(key, names, "list the keys with `qi-stats show`"),
        )


class Ledger:
    """Records sorted by their unique keys.

    Iterating yields the records in the order of their keys; `len` counts them, `in` asks for a
    key, and two ledgers are equal when their records are.

    Parameters
    ----------
    records
        Records in any order.

    Raises
    ------
    InputError
        If two records have the same key.
    """

    __slots__ = ("_records",)

    def __init__(self, records: Iterable[Record] = ()) -> None:
        found: dict[str, Record] = {}
        for record in records:
            if record.key in found:
                raise InputError(
                    where="ledger",
                    found=f"the key “{record.key}” twice ({found[record.key].context} and "
                    f"{record.context} of {record.analysis})",
                    expected="one record for each key",
                    do="give one of the two analyses another id",
                )
            found[record.key] = record
        self._records = MappingProxyType(dict(sorted(found.items())))

    def __iter__(self) -> Iterator[Record]:
        return iter(self._records.values())

    def __len__(self) -> int:
        return len(self._records)

    def __contains__(self, key: object) -> bool:
        return key in self._records

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Ledger) and dict(self._records) == dict(other._records)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Ledger({len(self)} records)"

    def keys(self) -> tuple[str, ...]:
        """Return all keys, sorted."""
        return tuple(self._records)

    def get(self, key: str) -> Record:
        """Return the record with this key.

        Raises
        ------
        MissingRecordError
            If there is none; the message names the nearest key.
        """
        record = self._records.get(key)
        if record is None:
            raise MissingRecordError(key, self._records.keys())
        return record

    def select(self, prefix: str) -> tuple[Record, ...]:
        """Return the records whose key is `prefix` or starts with `prefix` and a dot."""
        dotted = f"{prefix}."
        return tuple(r for r in self if r.key == prefix or r.key.startswith(dotted))
