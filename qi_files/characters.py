"""The characters of a text: those that end a line, and those that no page can show."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")
"""Control characters, and halves of surrogate pairs."""
SPACE = re.compile(r"[ \t\n\r\f\v\x1c-\x1f\x85\u2028\u2029]+")
"""Spaces that may end a line; a no-break space is none of them."""
MARK = "\ufeff"
"""The byte order mark, which nobody sees and no font has."""

UNSAFE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
"""What a terminal would act upon: escapes, returns, and signs that turn the order of letters."""


def clean_terminal(text: str) -> str:
    """Return text with the code point of each character that a terminal would act upon."""
    return UNSAFE.sub(lambda found: f"<U+{ord(found[0]):04X}>", text)


def fold_space(text: str) -> str:
    """Return text on one line."""
    return SPACE.sub(" ", text).strip(" ")


def replace_unprintable(text: str) -> str:
    """Return text with the code point of each character that no page can show in its place."""
    return UNPRINTABLE.sub(lambda found: f"(U+{ord(found[0]):04X})", text.replace(MARK, ""))
