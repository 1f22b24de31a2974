"""How long the report takes, and how heavy it is: `make bench`.

Prints seconds of whole processes, median of the runs, and the weight of the heaviest page. The book
is rendered in a copy, so that neither its cache nor its site is touched. An invented book of 50 and
of 200 chapters shows that the cost of a chapter does not grow with their number. On a machine that
does other work besides, read the load that is printed first, and the seconds of all cores together.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from long_paper import write_article, write_claims

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "_site", ".press", "*_cache")
RENDER = (BIN / "qi-press", "render", "--renderer", "press")
SHORT, LONG = 50, 200
"""Chapters of the invented book."""
SETTINGS = """project: {{type: book, output-dir: _site}}
book:
  title: A long book
  date: 2026-01-01
  chapters: [index.qmd, {chapters}]
number-sections: true
press: {{inputs: []}}
format: {{html: {{html-math-method: mathml}}, typst: default, docx: default}}
"""
CHAPTER = """# Chapter {number} {{#sec-{number}}}

{cell}{prose}

| Name | Number |
|------|-------:|
| One  | {number} |
| Two  | {number} |

: Numbers {{#tbl-{number}}}

## Where it leads

{prose} See @sec-{following} and @tbl-{number}.
"""
ASSET = re.compile(r'(?:href|src|data-cards)="([^"]*assets/[^"]+\.(?:css|js|json))"')
CELL = "```{python}\n#| include: false\nvalue = 1\n```\n\nIt is `{python} value`.\n\n"
PROSE = "A sentence that says nothing about anything. " * 12


@dataclass(frozen=True, slots=True)
class Bar:
    """One measured command, with the seconds (or the ratio) that it may take."""

    name: str
    measured: float
    most: float
    unit: str = "s"
    worked: float | None = None
    """Seconds of all cores together, where they were counted."""


def time_work(*command: str | Path, folder: Path) -> tuple[float, float]:
    """Return the seconds that one run takes by the clock, and those of all cores together."""
    before = os.times()
    seconds = time_command(*command, folder=folder)
    after = os.times()
    children = ("children_user", "children_system")
    return seconds, sum(getattr(after, name) - getattr(before, name) for name in children)


def time_command(*command: str | Path, folder: Path) -> float:
    """Return the seconds that one run of a command takes; stop if it fails."""
    start = time.perf_counter()
    done = subprocess.run(
        [*map(str, command)], cwd=folder, capture_output=True, text=True, check=False
    )
    seconds = time.perf_counter() - start
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    return seconds


def time_median(*command: str | Path, folder: Path, runs: int = 3) -> float:
    """Return the median seconds of several runs after one that is not counted."""
    time_command(*command, folder=folder)
    return statistics.median(time_command(*command, folder=folder) for _ in range(runs))


def measure_statistics(folder: Path) -> list[Bar]:
    """Time the package's import and a run of the analysis plan."""
    nothing = time_median(sys.executable, "-c", "pass", folder=folder)
    imported = time_median(sys.executable, "-c", "import qi_stats", folder=folder)
    book = time_median(sys.executable, "-c", "from qi_stats import book", folder=folder)
    return [
        Bar("import qi_stats, beyond starting Python", imported - nothing, 0.2),
        Bar("from qi_stats import book, beyond starting Python", book - nothing, 0.2),
        Bar("qi-stats run", time_median(BIN / "qi-stats", "run", folder=folder), 3),
    ]


def edit_chapter(folder: Path, number: int) -> None:
    """Add a paragraph to a chapter."""
    chapter = folder / "chapters" / "discussion.qmd"
    chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\nEdit {'i' * (number + 1)}.\n")


def measure_press(folder: Path) -> list[Bar]:
    """Time a cold render, one after an edit of prose, and one without a change."""
    cold, worked = time_work(*RENDER, folder=folder)
    unchanged = time_median(*RENDER, folder=folder)
    edits = []
    for number in range(3):
        edit_chapter(folder, number)
        edits.append(time_command(*RENDER, folder=folder))
    return [
        Bar("qi-press render, cold: HTML, PDF and Word", cold, 10, worked=worked),
        Bar("qi-press render, one chapter edited", statistics.median(edits), 4),
        Bar("qi-press render, nothing changed", unchanged, 1),
    ]


def measure_weight(folder: Path) -> list[Bar]:
    """Weigh the heaviest page, figures apart: HTML, styles, scripts, and the cards it may load."""
    weights = {}
    for page in (folder / "_site").rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        files = {page.parent / way for way in ASSET.findall(html)}
        weights[page.name] = page.stat().st_size + sum(file.stat().st_size for file in files)
    name = max(weights, key=weights.__getitem__)
    return [Bar(f"heaviest page, {name}, with its assets", weights[name] / 1000, 300, "kB")]


def measure_preview(folder: Path) -> list[Bar]:
    """Time from an edit of prose to the moment that a waiting browser is told to load."""
    command = [str(BIN / "qi-press"), "preview", "--port", "0"]
    edits = []
    with subprocess.Popen(
        command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        address = process.stdout.readline().split()[1] if process.stdout else ""
        wait_for_page(address, 0)
        for number in range(3, 6):
            start = time.perf_counter()
            edit_chapter(folder, number)
            wait_for_page(address, number - 2)
            edits.append(time.perf_counter() - start)
        process.terminate()
    return [Bar("qi-press preview, an edit of prose on screen", statistics.median(edits), 1)]


def wait_for_page(address: str, seen: int) -> None:
    """Wait until the preview has made a page after those that were `seen`."""
    with urlopen(f"{address}_press/events?seen={seen}") as events:  # noqa: S310
        while events.readline() != b"event: reload\n":
            pass


def write_long_book(folder: Path, count: int) -> None:
    """Write an invented book; every tenth chapter runs a cell."""
    (folder / "chapters").mkdir(parents=True)
    names = [f"chapters/c{number:03}.qmd" for number in range(1, count + 1)]
    for number, name in enumerate(names, start=1):
        text = CHAPTER.format(
            number=number,
            following=number % count + 1,
            cell=CELL if number % 10 == 1 else "",
            prose=PROSE,
        )
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "index.qmd").write_text("# Front {.unnumbered}\n\nWords.\n", encoding="utf-8")
    settings = SETTINGS.format(chapters=", ".join(names))
    (folder / "_quarto.yml").write_text(settings, encoding="utf-8")


def measure_length(folder: Path) -> list[Bar]:
    """Time cold renders of a short and a long book, and compare the cost of their chapters."""
    seconds = {}
    for count in (SHORT, LONG):
        write_long_book(folder / str(count), count)
        seconds[count] = time_command(*RENDER, folder=folder / str(count))
    ratio = (seconds[LONG] / LONG) / (seconds[SHORT] / SHORT)
    return [
        Bar(f"qi-press render, cold: {SHORT} invented chapters", seconds[SHORT], 15),
        Bar(f"qi-press render, cold: {LONG} invented chapters", seconds[LONG], 60),
        Bar(f"cost of a chapter, {LONG} chapters against {SHORT}", ratio, 1.3, "x"),
    ]


def measure_audit(folder: Path) -> list[Bar]:
    """Time the audit of a paper of 200 claims and of an article; count what it leaves undecided."""
    folder.mkdir()
    text, count = write_claims()
    (folder / "paper.yaml").write_text(text, encoding="utf-8")
    (folder / "article.txt").write_text(write_article(), encoding="utf-8")
    audit = (BIN / "qi-stats", "audit")
    seconds, worked = time_work(*audit, "paper.yaml", "--out", "out.json", folder=folder)
    found = json.loads((folder / "out.json").read_text(encoding="utf-8"))["findings"]
    open_claims = {name for one in found if one["rank"] == "undecided" for name in one["claims"]}
    article, read = time_work(*audit, "article.txt", "--out", "out.html", folder=folder)
    return [
        Bar(f"qi-stats audit, {count} claims", seconds, 20, worked=worked),
        Bar("claims left undecided", 100 * len(open_claims) / count, 1, "%"),
        Bar("qi-stats audit, an article of five pages", article, 10, worked=read),
    ]


def main() -> None:
    """Measure and print; exit with 1 when a bar is missed."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{load}, Python {sys.version.split()[0]}")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "report"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        bars = [*measure_statistics(folder), *measure_press(folder), *measure_weight(folder)]
        bars += measure_preview(folder)
        bars += measure_length(Path(name) / "long")
        bars += measure_audit(Path(name) / "audit")
    for bar in bars:
        verdict = "" if bar.measured <= bar.most else "   MISSED"
        worked = "" if bar.worked is None else f" ({bar.worked:.1f} s of all cores together)"
        print(f"{bar.measured:7.2f} {bar.unit}  of {bar.most:4.1f}  {bar.name}{worked}{verdict}")
    sys.exit(any(bar.measured > bar.most for bar in bars))


if __name__ == "__main__":
    main()
