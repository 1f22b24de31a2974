"""The date of a book: an ISO date in its settings, printed in one of Quarto's styles."""

from __future__ import annotations

import os
from datetime import date
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from qi_press.diagnostics import Diagnostics
    from qi_press.yamltext import YamlText

VARIABLE = "SOURCE_DATE_EPOCH"
STYLES = {
    "full": "{day:%A}, {day:%B} {day.day}, {day.year}",
    "long": "{day:%B} {day.day}, {day.year}",
    "medium": "{day:%b} {day.day}, {day.year}",
    "short": "{day.month}/{day.day}/{day:%y}",
    "iso": "{day:%Y-%m-%d}",
}
"""Quarto's names of styles."""


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


def read_date(settings: YamlText) -> str:
    """Return the date of a book in ISO form; "" when it has none.

    Raises
    ------
    InputError
        If it is no date: one that depends on the day of the render would change the output.
    """
    value = str(settings.data["book"].get("date") or "")
    try:
        return date.fromisoformat(value).isoformat() if value else ""
    except ValueError:
        raise InputError(
            settings.place("book", "date"),
            f"“{value}”",
            "a date such as 2026-03-01, so that every render gives the same",
            "write the date of this version",
        ) from None


def read_style(settings: YamlText, diagnostics: Diagnostics) -> str:
    """Return the style of dates that `date-format` names; the long one for any other format."""
    book = settings.data["book"]
    path = ("book", "date-format") if "date-format" in book else ("date-format",)
    style = str(book.get("date-format", settings.data.get("date-format", "long")))
    if style in STYLES:
        return style
    words = f"“date-format: {style}” is not supported, only {', '.join(STYLES)}"
    diagnostics.warn(settings.place(*path), words)
    return "long"


def print_date(value: str, style: str) -> str:
    """Return an ISO date in one of Quarto's styles."""
    return STYLES[style].format(day=date.fromisoformat(value)) if value else ""
