"""Typography of journals as plain characters, one for one, so that every place stays the same."""

from __future__ import annotations

import re

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212\u207b\ufe63\uff0d", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2008\u200a\u3000\n\r\t*_$`\u200b\ufeff", " "),
        **dict.fromkeys("\u00d7\u2715\u22c5", "x"),
        **dict.fromkeys("\u2264\u2a7d", "<"),
        **dict.fromkeys("\u2265\u2a7e", ">"),
        **dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉", "01234567890123456789", strict=True)),
        **dict.fromkeys("\u03c7\u03a7\U0001d712\U0001d6d8", "χ"),
        **dict.fromkeys("\U0001d45d\U0001d631", "p"),
        **dict.fromkeys("\U0001d443\U0001d617", "P"),
        **dict.fromkeys("\U0001d461\U0001d635", "t"),
        **dict.fromkeys("\U0001d439\U0001d60d", "F"),
        **dict.fromkeys("\U0001d45f\U0001d633", "r"),
        **dict.fromkeys("\U0001d440\U0001d614", "M"),
        **dict.fromkeys("\U0001d45b\U0001d62f", "n"),
        **dict.fromkeys("\U0001d441\U0001d615", "N"),
        **dict.fromkeys("\uff05\ufe6a", "%"),
    }
)
_RAISED_POINT = re.compile("[\u00b7\u2027\u2219](?=[0-9])")
_GROUPED = re.compile("(?<=[0-9])[\u2009\u202f](?=[0-9]{3}(?![0-9]))")
_THIN = re.compile("[\u2009\u202f]")
_COMMA = re.compile(r"(?<=[0-9]),(?=[0-9])")
_COMMA_DECIMALS = re.compile(r"[=<>\u2264\u2265]\s?-?0,[0-9]{1,4}(?![0-9])")
_POINT_DECIMALS = re.compile(r"[=<>\u2264\u2265]\s?-?[0-9]*[.\u00b7][0-9]")


def read_characters(text: str) -> str:
    """Return text of the same length with ASCII signs, decimal points and commas in thousands.

    Raised points (5·106) are decimal points, and so are commas in a text whose statistics have
    decimal commas throughout; thin spaces between digits (96 032) part thousands.
    """
    plain = _GROUPED.sub(",", _RAISED_POINT.sub(".", text))
    if _COMMA_DECIMALS.search(plain) and not _POINT_DECIMALS.search(plain):
        plain = _COMMA.sub(".", plain)
    return _THIN.sub(" ", plain).translate(_PLAIN)
