"""The ground of every shell: no unknown key, nothing changed once read, names that fit."""

import re
from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, strip_whitespace=True)]
DisplayId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]*$")]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)+$")]
Path = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+(\.[a-z0-9_-]+)*$")]


class Shell(BaseModel):
    """A part of the plan's file that says what is shown, and never a number."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def set_apostrophes(words: str) -> str:
    """Return words with the apostrophe of print in each of them."""
    return _APOSTROPHE.sub("\N{RIGHT SINGLE QUOTATION MARK}", words)
