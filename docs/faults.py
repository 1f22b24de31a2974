"""Try what machines and people do to a render, and write docs/faults.md: what was tried, what held.

Run it from anywhere: ``.venv/bin/python docs/faults.py [TIMES]``.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGE = Path(__file__).with_name("faults.md")
RENDER = [sys.executable, "-c", "from qi_press.cli import main; raise SystemExit(main())", "render"]
SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Almanac, author: Ada, chapters: [index.qmd], downloads: [docx]}
format: {html: default, docx: default}
"""
CHAPTER = "# Front {.unnumbered}\n\nThe mean was `{python} 70.3`.\n\n```{python}\n1\n```\n"
DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "emptied": lambda _: b"",
    "cut": lambda kept: kept[: len(kept) // 2],
    "overwritten": lambda kept: random.Random(1).randbytes(len(kept)),  # noqa: S311
    "altered, and well formed": lambda kept: kept.replace(b"70.3", b"99.3"),
}
NAMES = {
    "`%20`": b"a%20b",
    "an umlaut": "b\u00fcch".encode(),
    "no UTF-8": b"b\xffk",
    "quotation marks": b'it\'s "one"',
}


def make_book(folder: Path) -> Path:
    """Return a folder with a small book in it."""
    folder.mkdir(parents=True)
    (folder / "_quarto.yml").write_text(SETTINGS, encoding="utf-8")
    (folder / "index.qmd").write_text(CHAPTER, encoding="utf-8")
    return folder


def render(book: Path, **variables: str) -> bool:
    """Render a book; return whether it went well and the page shows the right number."""
    environment = os.environ | variables
    done = subprocess.run([*RENDER, str(book)], env=environment, capture_output=True, check=False)
    page = book / "_site" / "index.html"
    return done.returncode == 0 and "70.3" in page.read_text(encoding="utf-8")


def read_site(book: Path) -> dict[Path, bytes]:
    """Return every file of a rendered site."""
    return {path: path.read_bytes() for path in (book / "_site").rglob("*") if path.is_file()}


def kill_renders(place: Path, times: int) -> Iterator[tuple[str, int, int]]:
    """Kill renders at random moments; what held is the last good site, and the render after it."""
    book = make_book(place / "killed")
    render(book)
    chance = random.Random(1)  # noqa: S311
    for name in ("SIGINT", "SIGTERM", "SIGKILL"):
        held = 0
        for number in range(times):
            before = read_site(book)
            text = CHAPTER.replace("```{python}\n1", f"```{{python}}\n{name!r}, {number}")
            (book / "index.qmd").write_text(text, encoding="utf-8")
            with subprocess.Popen(
                [*RENDER, str(book)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as process:
                try:
                    process.wait(chance.uniform(0.1, 3))
                except subprocess.TimeoutExpired:
                    process.send_signal(getattr(signal, name))
            held += (process.returncode == 0 or read_site(book) == before) and render(book)
        yield f"a render that {name} ends at a random moment", times, held


def damage_caches(place: Path, times: int) -> Iterator[tuple[str, int, int]]:
    """Damage every kept result; what held is a right page."""
    book = make_book(place / "damaged")
    for name, damage in DAMAGES.items():
        held = 0
        for _ in range(times):
            render(book)
            for path in (book / ".press").rglob("*"):
                if path.is_file() and path.name != "lock":
                    path.write_bytes(damage(path.read_bytes()))
            shutil.rmtree(book / "_site")
            held += render(book)
        yield f"kept results that are {name}", times, held


def name_folders(place: Path, times: int) -> Iterator[tuple[str, int, int]]:
    """Render in folders of odd names under the locale C; what held is a right page."""
    for name, folder in NAMES.items():
        held = 0
        for number in range(times):
            book = make_book(place / str(number) / os.fsdecode(folder))
            held += render(book, LC_ALL="POSIX", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
        yield f"a folder's name with {name}, under the locale C", times, held


def main(times: int) -> None:
    """Try everything so many times, and write the page."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        rows = [
            f"| {tried} | {number} | {held} |"
            for attempt in (kill_renders, damage_caches, name_folders)
            for tried, number, held in attempt(place, times)
        ]
    text = [
        "# What machines and people do to a render",
        "",
        "Written by `.venv/bin/python docs/faults.py`, which anyone can run.",
        "A try holds where the last good site is whole and the next render shows the right number.",
        "",
        "| What was tried | How often | How often it held |",
        "|---|---|---|",
        *rows,
    ]
    PAGE.write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
