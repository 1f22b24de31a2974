"""Indexes a written site with Pagefind, whose binary comes with a package."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qi_press.formats.html.pages import Page

# Pagefind's ready-made interfaces; the theme has its own, of a tenth of their size.
UNUSED = (
    "pagefind-ui.*",
    "pagefind-modular-ui.*",
    "pagefind-component-ui.*",
    "pagefind-highlight.js",
)

UNREAD = ".table-scroll code"
"""What is not indexed: names of code between the words of a table, which no reader looks for."""


def index_site(folder: Path) -> None:
    """Write the search index of the site in `folder` to its subfolder `pagefind`.

    Only what stands inside ``data-pagefind-body`` is indexed.

    Raises
    ------
    InputError
        If Pagefind fails; the message carries its own words.
    """
    from pagefind_bin import get_executable

    shutil.rmtree(folder / "pagefind", ignore_errors=True)
    command = [str(get_executable()), "--site", str(folder), "--quiet"]
    command += ["--exclude-selectors", UNREAD]
    done = subprocess.run(
        command, capture_output=True, encoding="utf-8", errors="replace", check=False
    )
    if done.returncode != 0:
        raise InputError(
            "search",
            "Pagefind could not index the site",
            "an index in the subfolder pagefind",
            "read what it says:",
            (done.stderr or done.stdout).strip(),
        )
    for pattern in UNUSED:
        for path in (folder / "pagefind").glob(pattern):
            path.unlink()


def write_words(pages: Iterable[Page]) -> bytes:
    """Return a script with the address, title and text of every page.

    Pagefind needs a server; a page that is opened as a file searches these words.
    """
    words = [[page.path, page.title, " ".join(page.text.split())] for page in pages]
    text = json.dumps(words, ensure_ascii=False, separators=(",", ":"))
    return f"globalThis.siteWords={text};\n".encode()
