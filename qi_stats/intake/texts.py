"""Texts of cells: cleaned of what can't be seen, and read as numbers, dates and names."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings by which a spreadsheet takes a text for a formula."""
_NUMBER = re.compile(r"[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d{1,3})?", re.ASCII)
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?", re.ASCII)
_DECIMAL_COMMA = re.compile(r"[-+]?(\d{1,3}(\.\d{3})+|\d+),\d+", re.ASCII)
LARGEST_INTEGER, LARGEST_NUMBER = 2**53, 1e50
"""Beyond the first, digits of a whole number are lost; beyond the second, nothing is measured."""
LONGEST_NUMBER = 60
_BLANK = re.compile(r"\s+")
LONGEST_NAME = 40


def clean_text(text: str) -> str:
    """Return `text` composed, without what can't be seen and without needless spaces."""
    if text.isascii() and text.isprintable() and text == text.strip() and "  " not in text:
        return text
    kept = "".join(
        " " if one.isspace() or unicodedata.category(one) in {"Zs", "Zl", "Zp"} else one
        for one in unicodedata.normalize("NFC", text)
        if one.isspace() or unicodedata.category(one) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )
    return _BLANK.sub(" ", kept).strip()


def defuse_text(text: str) -> str:
    """Return `text` so that no spreadsheet runs it; numbers stay as they are."""
    if text.startswith(FORMULA) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text


def read_number(text: str) -> str | None:
    """Return a number as the data's files write it, or None if `text` is none."""
    if not _NUMBER.fullmatch(text) or len(text) > LONGEST_NUMBER:
        return None
    size = abs(float(text))
    is_whole = size == int(size) if size < LARGEST_NUMBER else False
    if size > (LARGEST_INTEGER if is_whole else LARGEST_NUMBER) or 0 < size < 1 / LARGEST_NUMBER:
        return None
    return write_number(float(text)) if "e" in text.casefold() else _trim(text)


def read_thousands(text: str) -> str | None:
    """Return a number whose thousands are parted by commas, or None."""
    if _THOUSANDS.fullmatch(text):
        return _trim(text.replace(",", ""))
    return read_number(text)


def read_decimal_comma(text: str) -> str | None:
    """Return a number that is written with a decimal comma, or None."""
    if _DECIMAL_COMMA.fullmatch(text):
        return _trim(text.replace(".", "").replace(",", "."))
    return read_number(text) if "." not in text else None


def has_decimal_comma(text: str) -> bool:
    """Return whether `text` is a number with a comma that can't part thousands."""
    return bool(_DECIMAL_COMMA.fullmatch(text)) and not _THOUSANDS.fullmatch(text)


def has_thousands(text: str) -> bool:
    """Return whether `text` is a number whose commas can only part thousands."""
    return bool(_THOUSANDS.fullmatch(text)) and (text.count(",") > 1 or "." in text)


def write_number(value: float) -> str:
    """Return a number in full, without an exponent and without a needless decimal point."""
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.17f}".rstrip("0") if abs(value) < 1e-4 else _expand(repr(value))


def _expand(text: str) -> str:
    return text if "e" not in text else f"{float(text):.0f}"


def _trim(text: str) -> str:
    """Return the digits of a number as typed, with a digit on both sides of the point."""
    sign = "-" if text.startswith("-") else ""
    whole, _, part = text.lstrip("+-").partition(".")
    return f"{sign}{whole or '0'}.{part}" if part.strip("0") else f"{sign}{whole or '0'}"


DATE_FORMS = {
    "ymd": ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d"),
    "dmy": ("%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y"),
    "mdy": ("%m/%d/%Y", "%m-%d-%Y", "%m.%d.%Y"),
    "word": ("%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%d %B %Y", "%B %d, %Y"),
}
"""Orders in which days are written; `dmy` and `mdy` can't always be told apart."""


def read_date(text: str, order: str) -> str | None:
    """Return the day as 2024-12-31, or None if `text` is none in this order.

    A time of day behind it is left out.
    """
    parts = (text, text.partition(" ")[0], text.partition("T")[0])
    for candidate in dict.fromkeys(parts):
        if len(candidate) < 8 or not candidate.isascii() or not candidate[-1:].isalnum():
            continue
        for form in DATE_FORMS[order]:
            try:
                day = dt.datetime.strptime(candidate, form).date()
            except ValueError:
                continue
            return day.isoformat() if day.year >= 1000 else None
    return None


def make_name(words: str, taken: set[str], otherwise: str = "variable") -> str:
    """Return a name for files and plans made of `words`, unlike all that are `taken`."""
    plain = unicodedata.normalize("NFKD", words.replace("%", " percent ").replace("#", " number "))
    plain = plain.encode("ascii", "ignore").decode().casefold()
    name = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_NAME].strip("_")
    if not name or not name[0].isalpha():
        name = f"{otherwise}_{name}".rstrip("_")
    unique, number = name, 2
    while unique in taken:
        unique, number = f"{name}_{number}", number + 1
    taken.add(unique)
    return unique
