"""Schemes that floats and panels are counted in: Quarto's `crossref` options `labels`."""

from __future__ import annotations

ROMAN = (
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
LETTERS = 26


def write_label(count: int, scheme: str) -> str:
    """Return a count, from 1, in a scheme.

    Parameters
    ----------
    count
        Which one of its kind.
    scheme
        ``arabic``, ``roman`` (I, II, …), ``roman i`` (i, ii, …), ``alpha a`` or ``alpha A``: the
        letter is the one that counting starts from.

    Raises
    ------
    ValueError
        If Quarto has no such scheme.
    """
    name, _, start = scheme.partition(" ")
    if name == "arabic" and not start:
        return str(count)
    if name == "roman" and start in ("", "i", "I"):
        text = _write_roman(count)
        return text if start == "i" else text.upper()
    if name == "alpha" and (not start or (len(start) == 1 and start.isascii() and start.isalpha())):
        first = start or "a"
        base = ord("A" if first.isupper() else "a")
        return _write_letters(count + ord(first) - base, base)
    raise ValueError(scheme)


def _write_roman(count: int) -> str:
    text = ""
    for value, sign in ROMAN:
        text += sign * (count // value)
        count %= value
    return text


def _write_letters(count: int, base: int) -> str:
    text = ""
    while count:
        count, rest = divmod(count - 1, LETTERS)
        text = chr(base + rest) + text
    return text
