"""Compare two ledgers: what came, what went, what changed."""

import math
from dataclasses import dataclass

from qi_stats.estimates import Value
from qi_stats.ledger.ledger import Ledger
from qi_stats.ledger.record import Record

__all__ = ["Change", "Difference", "diff_ledgers"]

_COMPARED = ("n", "fmt", "warnings", "identified", "range", "claim")
_ZERO = 1e-12  # values this near zero are rounding noise of sums that cancel


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is in both ledgers and is not the same.

    Attributes
    ----------
    old, new
        The two records.
    fields
        Names of the fields that differ, `stat` first.
    """

    old: Record
    new: Record
    fields: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return the key that both records have."""
        return self.new.key


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs between two ledgers, each part sorted by key; false when nothing does."""

    removed: tuple[Record, ...]
    added: tuple[Record, ...]
    changed: tuple[Change, ...]

    def __bool__(self) -> bool:
        return bool(self.removed or self.added or self.changed)


def diff_ledgers(old: Ledger, new: Ledger, rtol: float = 1e-9) -> Difference:
    """Compare two ledgers record by record.

    Parameters
    ----------
    old, new
        Ledgers to compare.
    rtol
        Largest relative difference at which two numbers count as the same (0 or more). Numbers
        closer to each other than 1e-12 are the same at any tolerance.

    Returns
    -------
    Difference
        Records only in `old`, records only in `new`, and records whose value, n, rounding rule,
        warnings or state differ. Methods and inputs are not compared: the same number by another
        road is no change of a result.

    Raises
    ------
    ValueError
        If `rtol` is negative or not a number.
    """
    if not rtol >= 0:
        raise ValueError(f"rtol must be 0 or more, not {rtol}")
    pairs = [(record, new.get(record.key)) for record in old if record.key in new]
    changes = [Change(a, b, _list_differing_fields(a, b, rtol)) for a, b in pairs]
    return Difference(
        removed=tuple(record for record in old if record.key not in new),
        added=tuple(record for record in new if record.key not in old),
        changed=tuple(change for change in changes if change.fields),
    )


def _list_differing_fields(old: Record, new: Record, rtol: float) -> tuple[str, ...]:
    """Return the names of the fields in which two records of one key differ."""
    fields = [] if _is_same(old.stat, new.stat, rtol) else ["stat"]
    for name in _COMPARED:
        before, after = getattr(old, name), getattr(new, name)
        if name == "range" and before is not None and after is not None:
            same = all(_is_same(a, b, rtol) for a, b in zip(before, after, strict=True))
        else:
            same = before == after
        if not same:
            fields.append(name)
    return tuple(fields)


def _is_same(old: Value, new: Value, rtol: float) -> bool:
    """Say whether two values are the same within the tolerance."""
    if isinstance(old, int | float) and isinstance(new, int | float):
        return math.isclose(old, new, rel_tol=rtol, abs_tol=_ZERO)
    return old == new
