"""The addresses of a site: which the press writes itself, and which two chapters would share."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_press.config.model import BookConfig, Entry

BIBTEX, RIS = "citation.bib", "citation.ris"
"""Files that tell how to cite the book."""
OWN = re.compile(
    rf"pagefind(/.*)?|{re.escape(BIBTEX)}|{re.escape(RIS)}|sitemap\.xml|robots\.txt"
    r"|assets/(cards/.*|[^/]*\.(css|js|json)|(icon|favicon)\.\w+)"
)
"""What the press writes besides the pages, as `fold_address` returns it."""


def fold_address(address: str) -> str:
    """Return an address as file systems compare it that know no case and one form of accents."""
    return unicodedata.normalize("NFC", address).casefold()


def is_taken(project: BookConfig, address: str) -> bool:
    """Return whether the press itself writes a file of the site to an address."""
    folded = fold_address(address)
    downloads = {fold_address(download.path) for download in project.downloads}
    return bool(OWN.fullmatch(folded)) or folded in downloads


def check_pages(entries: Sequence[Entry]) -> Iterator[InputError]:
    """Yield an error for each chapter whose page would take the place of another file.

    Parameters
    ----------
    entries
        The chapters in order.
    """
    first: dict[str, str] = {}
    for entry in entries:
        page = str(PurePosixPath(entry.file).with_suffix(".html"))
        other = first.setdefault(fold_address(page), entry.file)
        if OWN.fullmatch(fold_address(page)):
            yield InputError(
                entry.place,
                f"“{entry.file}”, in a folder that the press writes to",
                "a chapter in another folder",
                "rename the folder, and correct this line",
            )
        elif other != entry.file:
            yield InputError(
                entry.place,
                f"“{entry.file}”, which many systems take for “{other}”",
                "names that differ in more than capitals",
                "rename one of the two files",
            )
