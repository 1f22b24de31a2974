"""How an estimate says which of its fields are statistics, and how each one is shown.

An estimate is a frozen, slotted dataclass derived from `Estimate`. A field that belongs in the
ledger carries its label and its rounding rule as metadata::

    difference: float | None = field(default=None, metadata=shown("Mean difference", "decimal2"))

A field that holds further estimates, such as the terms of a regression, names the attribute that
tells them apart::

    terms: tuple[Term, ...] = field(default=(), metadata=parts(by="name"))
"""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Value = float | int | str | None
"""What one statistic may hold; None where it can't be computed."""

_LABEL, _FORMAT, _PLAIN, _PARTS = "label", "fmt", "plain", "parts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What a method returns: optional statistics, the definition used, and warnings.

    Attributes
    ----------
    definition
        Which of several definitions in use was computed, in words; empty where there is one only.
    warnings
        Why a statistic is None or should be read with care, one plain sentence each.
    """

    definition: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statistic:
    """One number of an estimate, with its name, label and rounding rule.

    Attributes
    ----------
    name
        Name of the field, the last part of a ledger key.
    label
        What a reader sees.
    fmt
        A rounding rule of `qi_stats.rounding`.
    value
        The number at full precision, or None.
    part
        Which part of the estimate it belongs to (a term, a level), or None for the whole.
    warnings
        Warnings of the estimate, then those of the part, each once.
    is_plain
        Whether the estimate's definition has nothing to do with it.
    """

    name: str
    label: str
    fmt: str
    value: Value
    part: str | None = None
    warnings: tuple[str, ...] = ()
    is_plain: bool = False


def shown(label: str, fmt: str, *, plain: bool = False) -> Mapping[str, str | bool]:
    """Return the metadata of a field that is a statistic.

    Parameters
    ----------
    label
        What a reader sees, such as "Odds ratio".
    fmt
        A rounding rule of `qi_stats.rounding`, such as "ratio".
    plain
        Whether the statistic is the same by every definition of the estimate, as a count is.
    """
    return {_LABEL: label, _FORMAT: fmt, _PLAIN: plain}


def parts(*, by: str) -> Mapping[str, str]:
    """Return the metadata of a field holding a tuple of estimates, told apart by `by`."""
    return {_PARTS: by}


def statistics(estimate: Estimate) -> Iterator[Statistic]:
    """Yield every statistic of an estimate, its own first, then those of its parts.

    Raises
    ------
    ValueError
        If a value is NaN or infinite: a method must return None and a warning instead.
    """
    for each in fields(estimate):
        if _LABEL in each.metadata:
            value = _check_finite(estimate, each.name)
            label, fmt, is_plain = (each.metadata[one] for one in (_LABEL, _FORMAT, _PLAIN))
            yield Statistic(each.name, label, fmt, value, None, estimate.warnings, is_plain)
    for each in fields(estimate):
        if _PARTS in each.metadata:
            for part in getattr(estimate, each.name):
                name = str(getattr(part, each.metadata[_PARTS]))
                yield from _name_part(part, name, estimate.warnings)


def _name_part(estimate: Estimate, name: str, warnings: tuple[str, ...]) -> Iterator[Statistic]:
    for found in statistics(estimate):
        part = name if found.part is None else f"{name}.{found.part}"
        known = tuple(dict.fromkeys((*warnings, *found.warnings)))
        yield replace(found, part=part, warnings=known)


def _check_finite(estimate: Estimate, name: str) -> Value:
    value: Value = getattr(estimate, name)
    if isinstance(value, float) and not math.isfinite(value):
        kind = type(estimate).__name__
        raise ValueError(f"{kind}.{name} is {value}; expected None and a warning in its place")
    return value
