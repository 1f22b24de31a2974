"""The entries of a bibliography: which there are, and on which line each begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENTRY = re.compile(r"\s*@(?P<kind>\w+)\s*\{\s*(?P<key>[^,\s]+)\s*,")
NO_ENTRIES = frozenset({"comment", "preamble", "string"})


def list_entries(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the key of each entry of a BibTeX file; none of a file of another form."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        match = ENTRY.match(line)
        if match and match["kind"].lower() not in NO_ENTRIES:
            yield number, match["key"]
