"""How long the report takes: `make bench`. Prints seconds of whole processes, median of the runs.

The book is rendered in a copy, so that neither its cache nor its site is touched.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", "_site", ".press", "*_cache", "__pycache__")


@dataclass(frozen=True, slots=True)
class Bar:
    """One measured command, with the seconds that it may take."""

    name: str
    seconds: float
    most: float


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


def measure_press(folder: Path) -> list[Bar]:
    """Time a cold render, one after an edit of prose, and one without a change."""
    render = (BIN / "qi-press", "render", "--renderer", "press")
    cold = time_command(*render, folder=folder)
    unchanged = time_median(*render, folder=folder)
    edits = []
    for number in range(3):
        chapter = folder / "chapters" / "discussion.qmd"
        chapter.write_text(f"{chapter.read_text(encoding='utf-8')}\nEdit {'i' * (number + 1)}.\n")
        edits.append(time_command(*render, folder=folder))
    return [
        Bar("qi-press render, cold: HTML, PDF and Word", cold, 20),
        Bar("qi-press render, one chapter edited", statistics.median(edits), 4),
        Bar("qi-press render, nothing changed", unchanged, 1.5),
    ]


def main() -> None:
    """Measure and print; exit with 1 when a bar is missed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "report"
        shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
        bars = [*measure_statistics(folder), *measure_press(folder)]
    print(f"{os.cpu_count()} cores, Python {sys.version.split()[0]}")
    for bar in bars:
        verdict = "" if bar.seconds <= bar.most else "   MISSED"
        print(f"{bar.seconds:7.2f} s  of {bar.most:4.1f}  {bar.name}{verdict}")
    sys.exit(any(bar.seconds > bar.most for bar in bars))


if __name__ == "__main__":
    main()
