"""Try what machines and people do to a render, and write docs/faults.md: what was tried, what held.

Run it from anywhere: ``.venv/bin/python docs/faults.py [TIMES]``; each row is written as it comes.
"""

from __future__ import annotations

import os
import random
import resource
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
HEARING = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
"""Ctrl-C is ignored in the background, and heard by what is tried here."""
CALL = f"{HEARING}; from qi_press.cli import main; raise SystemExit(main())"
RENDER = [sys.executable, "-c", CALL, "render"]
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


WORKERS = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from qi_files.command import run_command
from qi_stats.audit.feasible.workers import Workers

def work(*_):
    os.write(int(sys.argv[1]), b".")
    while True:
        pass

def command():
    with Workers(dict) as workers:
        return len(list(workers.map(work, range(2))))

raise SystemExit(run_command("qi-stats", command, "nothing was changed"))
"""
CUT = """
import os, sys
from qi_press.cli import main
calls = 0
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT

def cut(event, arguments):
    global calls
    if event == "open" and not (isinstance(arguments[2], int) and arguments[2] & WRITING):
        return
    if event in ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"):
        calls += 1
        if calls == int(sys.argv[1]):
            os._exit(9)

sys.addaudithook(cut)
code = main(["render", sys.argv[2]])
print("calls", calls)
raise SystemExit(code)
"""


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
            change_chapter(book, f"{name} {number}")
            with subprocess.Popen(
                [*RENDER, str(book)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            ) as process:
                try:
                    process.wait(chance.uniform(0.1, 3))
                except subprocess.TimeoutExpired:
                    process.send_signal(getattr(signal, name))
            held += (process.returncode == 0 or read_site(book) == before) and render(book)
        yield f"a render that {name} ends at a random moment", times, held


def change_chapter(book: Path, words: str) -> None:
    """Write the chapter anew, with other words in its cell, so that it is run again."""
    text = CHAPTER.replace("```{python}\n1", f"```{{python}}\n{words!r}")
    (book / "index.qmd").write_text(text, encoding="utf-8")


def cut_writes(place: Path, times: int) -> Iterator[tuple[str, int, int]]:
    """End renders at one of their calls that change files, as a power cut does: with no word."""
    book = make_book(place / "cut")
    render(book)
    change_chapter(book, "all calls")
    command = [sys.executable, "-c", CUT, "0", str(book)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    calls = int(told.split()[-1])
    chance = random.Random(1)  # noqa: S311
    held = 0
    for number in range(times):
        before = read_site(book)
        change_chapter(book, f"cut {number}")
        command[3] = str(chance.randint(1, calls))
        subprocess.run(command, capture_output=True, check=False)
        left = read_site(book)
        held += render(book) and left in (before, read_site(book))
    yield f"a render that ends at one of its {calls} calls that change files", times, held


def fill_disks(place: Path, times: int) -> Iterator[tuple[str, int, int]]:
    """Let no file grow beyond a size; what held is the site before, and no word of a fault."""
    book = make_book(place / "full")
    render(book)
    held = 0
    for number in range(times):
        before = read_site(book)
        change_chapter(book, f"full {number}")
        most = 1024 << (number % 6)
        done = subprocess.run(
            [*RENDER, str(book)],
            preexec_fn=lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)),
            capture_output=True,
            text=True,
            check=False,
        )
        told = "fault of the press" not in done.stderr and "Traceback" not in done.stderr
        left = read_site(book)
        held += told and render(book) and left in (before, read_site(book))
    yield "a limit on the size of files, from 1 to 32 kB", times, held


def hide_files(place: Path, times: int) -> Iterator[tuple[str, int, int]]:
    """Render under the umask 077; what held is a site that a server may read."""
    held = 0
    for number in range(times):
        book = make_book(place / f"hidden-{number}")
        subprocess.run(
            [*RENDER, str(book)],
            preexec_fn=lambda: os.umask(0o077) and None,
            check=False,
            capture_output=True,
        )
        held += all(path.stat().st_mode & 0o004 for path in (book / "_site").rglob("*"))
    yield "the umask 077", times, held


def stop_workers(_: Path, times: int) -> Iterator[tuple[str, int, int]]:
    """Stop a program with workers; what held: none is left, and the end has its words and code."""
    for send, whom in ((os.kill, "the program"), (os.killpg, "the group")):
        for name in ("SIGINT", "SIGTERM", "SIGKILL"):
            held = sum(stop_once(send, name) for _ in range(times))
            yield f"workers of the audit, when {whom} gets {name}", times, held


def stop_once(send: Callable[[int, int], None], name: str) -> bool:
    """Return whether a program ended as it should; a pipe ends when its last worker has."""
    read, write = os.pipe()
    with subprocess.Popen(
        [sys.executable, "-c", WORKERS, str(write)],
        pass_fds=[write],
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        os.close(write)
        os.read(read, 1)
        send(process.pid, getattr(signal, name))
        told = process.stderr.read() if process.stderr else ""
    while os.read(read, 100):
        pass
    os.close(read)
    expected = (130, f"nothing was changed ({name})\n")
    return (process.returncode, told) == (expected if name != "SIGKILL" else (-signal.SIGKILL, ""))


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


ATTEMPTS = (
    kill_renders,
    cut_writes,
    fill_disks,
    hide_files,
    stop_workers,
    damage_caches,
    name_folders,
)


def main(times: int) -> None:
    """Try everything so many times, and write the page with each row that is known."""
    rows: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for attempt in ATTEMPTS:
            for tried, number, held in attempt(Path(folder), times):
                rows.append(f"| {tried} | {number} | {held} |")
                write_page(rows)


def write_page(rows: list[str]) -> None:
    """Write the page with the rows that are known."""
    text = [
        "# What machines and people do to a render",
        "",
        "Written by `.venv/bin/python docs/faults.py`, which anyone can run.",
        "A try of a render holds where the last good site, or a whole new one, is there after it, "
        "and the next render shows the right number.",
        "A try with workers holds where none is left, and the end is told and has its exit code.",
        "",
        "| What was tried | How often | How often it held |",
        "|---|---|---|",
        *rows,
    ]
    PAGE.write_text("\n".join(text) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
