"""A ledger that remembers what was asked of it, so that a drawing can name its records."""

from collections.abc import Iterable

from qi_stats.ledger.ledger import Ledger
from qi_stats.ledger.record import Record

__all__ = ["TracedLedger"]


class TracedLedger(Ledger):
    """A ledger whose `read` tells which records `get` has given away; `select` is only a look."""

    __slots__ = ("_given",)

    def __init__(self, records: Iterable[Record] = ()) -> None:
        super().__init__(records)
        self._given: dict[str, Record] = {}

    def get(self, key: str) -> Record:
        """Return the record with this key, as a ledger does, and remember it."""
        record = super().get(key)
        self._given[key] = record
        return record

    def read(self) -> tuple[Record, ...]:
        """Return the records that were given away, in the order in which they were first."""
        return tuple(self._given.values())
