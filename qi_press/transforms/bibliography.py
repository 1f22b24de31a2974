"""The entries of a bibliography, and what is wrong with one that can't be read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import read_text
from qi_press.pandoc.elements import get_attr, get_children, get_target, with_children
from qi_press.pandoc.traversal import rewrite

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qi_press.config.model import BookConfig
    from qi_press.pandoc.elements import Node

WEB = re.compile(r"(?:https?|ftp|mailto|doi):", re.IGNORECASE)
ENTRY = re.compile(r"\s*@(?P<kind>\w+)\s*\{\s*(?P<key>[^,\s]+)\s*,")
BROKEN = re.compile(r"reading bibliography file (?P<file>[^\n]+):\n\(line (?P<line>\d+)")
NO_STYLE = re.compile(r"^Citeproc\w*Error")
NO_ENTRIES = frozenset({"comment", "preamble", "string"})


def keep_inert(blocks: Sequence[Node]) -> list[Node]:
    """Return blocks of which citations and references fetch nothing and lead to the web alone.

    A bibliography is data: an address in it may be no script, no file of the reader's machine and
    no page of its own, and an image would ask another server for it. Their words stay.
    """
    return rewrite(list(blocks), {"Div": _calm_references, "Cite": _calm})


def _calm_references(div: Node) -> Node | None:
    return _calm(div) if get_attr(div).id == "refs" else None


def _calm(node: Node) -> Node:
    calmed = rewrite(get_children(node), {"Link": _unlink, "Image": get_children})
    return with_children(node, calmed)


def _unlink(link: Node) -> list[Node] | None:
    address = get_target(link)
    return None if address.startswith("#") or WEB.match(address) else get_children(link)


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
