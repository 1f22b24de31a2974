"""The date of a book: what its settings say, or what the surroundings of a render say."""

from __future__ import annotations

import os
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qi_press.yamltext import YamlText

VARIABLE = "SOURCE_DATE_EPOCH"
STYLES = {
    "full": "dddd, MMMM D, YYYY",
    "long": "MMMM D, YYYY",
    "medium": "MMM D, YYYY",
    "short": "M/D/YY",
    "iso": "YYYY-MM-DD",
}
"""Quarto's names of formats → the format."""
TOKEN = re.compile(r"\[([^\]]*)\]|YYYY|YY|MMMM|MMM|MM|M|DD|D|dddd|ddd|HH?|hh?|mm?|ss?|A|a")
CLOCK = {"HH": "00", "H": "0", "hh": "12", "h": "12", "mm": "00", "m": "0", "ss": "00", "s": "0"}
"""A date begins at midnight, and its format may ask for that."""


def read_epoch() -> int | None:
    """Return `SOURCE_DATE_EPOCH`, seconds since 1970, or None when it is not set.

    Raises
    ------
    InputError
        If it is no whole number.
    """
    text = os.environ.get(VARIABLE)
    if not text:
        return None
    if not text.isdecimal():
        raise InputError(VARIABLE, f"“{text}”", "seconds since 1970, a whole number", "mend it")
    return int(text)


def read_date(settings: YamlText, sources: Iterable[Path]) -> str:
    """Return the date of a book in ISO form; "" when it has none.

    `last-modified` is when the newest of `sources` was written, `today` and `now` are moments of
    the render; `SOURCE_DATE_EPOCH` takes the place of all three.

    Raises
    ------
    InputError
        If the date is none, or is the moment of the render with nothing that fixes it.
    """
    value = str(settings.data["book"].get("date") or "")
    if not value:
        return ""
    epoch = read_epoch()
    if value in ("last-modified", "today", "now") and epoch is not None:
        return _day_of(epoch)
    if value == "last-modified":
        return _day_of(max((path.stat().st_mtime for path in sources), default=0))
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise InputError(
            settings.place("book", "date"),
            f"“{value}”",
            "a date such as 2026-03-01 or last-modified, so that every render gives the same",
            f"write the date of this version, or set {VARIABLE} for “today”",
        ) from None


def _day_of(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).date().isoformat()


def print_date(value: str, style: str) -> str:
    """Return an ISO date in one of Quarto's styles, or by a format such as "D MMMM YYYY"."""
    if not value:
        return ""
    day = date.fromisoformat(value)
    parts = {
        **CLOCK,
        "A": "AM",
        "a": "am",
        "YYYY": f"{day.year:04}",
        "YY": f"{day.year % 100:02}",
        "MMMM": f"{day:%B}",
        "MMM": f"{day:%b}",
        "MM": f"{day.month:02}",
        "M": str(day.month),
        "DD": f"{day.day:02}",
        "D": str(day.day),
        "dddd": f"{day:%A}",
        "ddd": f"{day:%a}",
    }
    return TOKEN.sub(lambda match: parts.get(match[0], match[1] or ""), STYLES.get(style, style))
