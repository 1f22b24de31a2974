"""The entries of a bibliography, and what is wrong with one that can't be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qi_press.config.model import BookConfig

ENTRY = re.compile(r"\s*@(?P<kind>\w+)\s*\{\s*(?P<key>[^,\s]+)\s*,")
BROKEN = re.compile(r"reading bibliography file (?P<file>[^\n]+):\n\(line (?P<line>\d+)")
NO_STYLE = re.compile(r"^Citeproc\w*Error")
NO_ENTRIES = frozenset({"comment", "preamble", "string"})


def list_entries(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the key of each entry of a BibTeX file; none of a file of another form."""
    for number, line in enumerate(read_text(path, path.name).split("\n"), start=1):
        match = ENTRY.match(line)
        if match and match["kind"].lower() not in NO_ENTRIES:
            yield number, match["key"]


def explain_refusal(project: BookConfig, error: InputError) -> InputError:
    """Return an error of citeproc as one of the bibliography or the style that it can't read."""
    said = error.detail.replace(f"{project.folder.as_posix()}/", "")
    broken = BROKEN.search(said)
    if broken:
        return InputError(
            f"{broken['file']}:{broken['line']}",
            "an entry of the bibliography that breaks off",
            "entries of the form “@article{key, author = {…}, year = {…}}”",
            "look for a brace or a comma that is missing in this line, or in the entry above it",
        )
    if NO_STYLE.search(said):
        return InputError(
            ", ".join(project.csl),
            "a style that can't be read",
            "a CSL style",
            "take the file anew from where it came",
        )
    return InputError(error.where, error.found, error.expected, error.do, said)
