"""What the figure of recodings shows: each recoding in words, with P of each test after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote, suggest
from qi_stats.displays.marks import is_derived
from qi_stats.figures.style import show_sign
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.displays.figures import MovesFigure, MovesSeries
    from qi_stats.ledger import Ledger, Record


@dataclass(frozen=True, slots=True)
class Series:
    """One test: P as coded, the level of significance, and P after each recoding by its name."""

    label: str
    start: float | None
    start_text: str
    alpha: float
    ends: dict[str, float | None]
    texts: dict[str, str]
    derived: frozenset[str]
    """The recodings whose P was not printed, and "" if that as coded was not."""


def read_series(entry: MovesSeries, ledger: Ledger) -> Series:
    """Return P as coded and after each recoding, of one test.

    Raises
    ------
    InputError
        If the ledger has no recodings there, or no level of significance.
    """
    start, alpha = (ledger.get(f"{entry.prefix}.{name}") for name in ("p", "alpha"))
    level = _to_number(alpha)
    if level is None:
        raise InputError(
            f"ledger ({alpha.key})", "no level of significance", "a number", "run `qi-stats run`"
        )
    moves = _list_moves(entry.prefix, ledger)
    records = {move: ledger.get(f"{entry.prefix}.{move}.p") for move in moves}
    return Series(
        entry.label,
        _to_number(start),
        _show_p(start),
        level,
        {move: _to_number(record) for move, record in records.items()},
        {move: _show_p(record) for move, record in records.items()},
        frozenset(move for move, record in {"": start, **records}.items() if is_derived(record)),
    )


def list_words(shell: MovesFigure, ledger: Ledger) -> dict[str, str]:
    """Return each recoding in words, with the number of charts that could be recoded so.

    Raises
    ------
    InputError
        If the shell has words for a recoding that there is not.
    """
    words = {}
    for entry in shell.series:
        for move in _list_moves(entry.prefix, ledger):
            recoding = ledger.get(f"{entry.prefix}.{move}.recoding").stat
            charts = ledger.get(f"{entry.prefix}.{move}.charts").stat
            said = shell.words.get(move, recoding)
            words[move] = f"{said}, {charts} {'chart' if charts == 1 else 'charts'}"
    for move in shell.words:
        if move not in words:
            raise InputError(
                "data/plan.yaml (figures, words)",
                quote(move),
                f"one of the recodings: {', '.join(words)}",
                suggest(move, words, "name one of these, or remove it"),
            )
    return words


def sort_moves(series: Series, moves: Sequence[str] | dict[str, str]) -> list[str]:
    """Return the recodings by their P in a series, ascending; those without one at the end."""
    known = {move: series.ends.get(move) for move in moves}
    return sorted(known, key=lambda move: (known[move] is None, known[move] or 0.0, move))


def _list_moves(prefix: str, ledger: Ledger) -> list[str]:
    """Return the names of the recodings whose records begin with `prefix`."""
    found = [record for record in ledger.select(prefix) if record.stat_name == "recoding"]
    return [record.key.removeprefix(f"{prefix}.").removesuffix(".recoding") for record in found]


def _to_number(record: Record) -> float | None:
    return float(record.stat) if isinstance(record.stat, int | float) else None


def _show_p(record: Record) -> str:
    """Return P as text with its mark; a dash where there is none."""
    number = _to_number(record)
    return "\N{EN DASH}" if number is None else format_number(number, "p") + show_sign(record)
