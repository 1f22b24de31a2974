"""What charts over time say, in sentences made from their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.rounding import format_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Ledger, Record

CHARTS = {
    "run": "Run chart",
    "xmr": "Individuals chart",
    "p": "p chart",
    "u": "u chart",
    "c": "c chart",
    "g": "g chart",
    "t": "t chart",
}
NONE = "none"


def list_charts(ledger: Ledger, analysis: str) -> list[str]:
    """Return where the charts of a series are, as beginnings of keys, phase by phase."""
    found = [
        record.key.removesuffix(".center")
        for record in ledger.select(analysis)
        if record.stat_name == "center"
    ]
    return sorted(found, key=_find_phase)


def list_points(ledger: Ledger, prefix: str) -> dict[str, Record]:
    """Return the value of each point of a chart by its label, in the order of time."""
    depth = prefix.count(".") + 2
    found = {
        str(record.group_level): record
        for record in ledger.select(prefix)
        if record.stat_name == "value" and record.key.count(".") == depth
    }
    return {label: ledger.get(found[label].key) for label in sorted(found, key=_place)}


def describe_chart(ledger: Ledger, prefix: str) -> str:
    """Return what one chart says: its signals, and how much they can be trusted."""
    chart = prefix.rpartition(".")[2]
    words = CHARTS[chart]
    if ".phase." in prefix:
        phase = prefix.rpartition(".")[0]
        words += f" of phase {phase.rpartition('.')[2]}"
        key = f"{phase}.reason"
        words += f" ({ledger.get(key).stat})" if key in ledger else ""
    told = _describe_run if chart == "run" else _describe_limits
    return " ".join([f"{words}: {told(ledger, prefix)}", *_describe_chances(ledger, prefix)])


def _describe_run(ledger: Ledger, prefix: str) -> str:
    signal = ledger.get(f"{prefix}.signal").stat
    if signal is None:
        return "no value lies off the center line."
    run, limit, crossings, least = (
        _show(ledger.get(f"{prefix}.{name}"))
        for name in ("longest_run", "longest_run_limit", "crossings", "crossings_limit")
    )
    found = "no signal" if signal == NONE else str(signal)
    return (
        f"{found}; the longest run has {run} points (at most {limit} are usual), and the line is "
        f"crossed {crossings} times (at least {least} are usual)."
    )


def _describe_limits(ledger: Ledger, prefix: str) -> str:
    points = list(list_points(ledger, prefix))
    signals = {label: ledger.get(f"{prefix}.{label}.signal").stat for label in points}
    outside = [f"{label} {side}" for label, side in signals.items() if side not in {NONE, None}]
    if f"{prefix}.outside" not in ledger or ledger.get(f"{prefix}.outside").stat is None:
        return "there are no limits."
    count = _show(ledger.get(f"{prefix}.outside"))
    listed = f" ({'; '.join(outside)})" if outside else ""
    return f"{count} of {len(points)} points outside the limits{listed}."


def _describe_chances(ledger: Ledger, prefix: str) -> Iterator[str]:
    """Yield the chance of a false alarm, and the least shift that the chart would have found."""
    alarm = ledger.get(f"{prefix}.false_alarm")
    if alarm.stat is not None:
        yield f"Without any change, {_show(alarm)} of such charts give a signal."
    if f"{prefix}.detectable" in ledger:
        shift = ledger.get(f"{prefix}.detectable")
        yield (
            "No lasting shift would have been found with 80% power."
            if shift.stat is None
            else f"A lasting shift of less than {_show(shift)} SD would mostly have been missed."
        )


def _show(record: Record) -> str:
    return (
        str(record.stat) if isinstance(record.stat, str) else format_number(record.stat, record.fmt)
    )


def _find_phase(prefix: str) -> tuple[int, str]:
    parts = prefix.split(".")
    return (int(parts[2]) if "phase" in parts else 0, "")


def _place(label: str) -> tuple[float, str]:
    """Return what labels are sorted by: numbers by size, dates as they are written."""
    try:
        return float(label.replace("_", ".")), ""
    except ValueError:
        return 0.0, label
