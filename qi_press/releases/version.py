"""The version of a release: three whole numbers, as in 1.2.0."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qi_files.errors import InputError

FORM = re.compile(r"v?(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})")
DRAFT = "dev"
"""The folder of what is not released yet, and the word that asks for it."""


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """A version; versions are in the order of their numbers."""

    numbers: tuple[int, int, int]

    def __str__(self) -> str:
        """Return the version as readers see it."""
        return ".".join(map(str, self.numbers))

    @property
    def tag(self) -> str:
        """Name of the version's tag, and of its folder in a publication."""
        return f"v{self}"


def read_version(text: str, where: str) -> Version:
    """Return the version that a text names, with or without a leading “v”.

    Raises
    ------
    InputError
        If it names none.
    """
    match = FORM.fullmatch(text.strip())
    if match is None:
        raise InputError(
            where,
            f"“{text[:60]}”",
            "a version of three numbers, such as 1.2.0",
            "name the version that is released",
        )
    return Version((int(match[1]), int(match[2]), int(match[3])))
