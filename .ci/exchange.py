"""Prove that the engine needs no study of this repository: put another in its place, and test.

Copies the working tree, puts the invented example of `qi-stats new` where this report's study was,
and runs those tests of the engine there that read the project's files. Arguments go to pytest.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from qi_stats.cli import main

ROOT = Path(__file__).resolve().parents[1]
STUDY = (
    "data",
    "results/ledger.json",
    "results/audit.json",
    "chapters",
    "index.qmd",
    "_quarto.yml",
)
"""What a team replaces; the other files of results are about the methods."""
REPORT = (
    "tests/chapters",
    "tests/browser",
    "tests/test_citation.py",
    "tests/test_fresh_numbers.py",
    "tests/qi_stats/test_results.py",
    "tests/qi_stats/audit/feasible/test_project.py",
    "tests/qi_stats/audit/reproduction/test_fingerprint.py",
)
"""Tests of this report: they hold for its text and numbers alone, and go with them."""
NAMED = "not the_projects and not published_counterpart"
"""Single tests of this report that stand beside tests of the engine, by their names."""
OWN = re.compile(r'parents\[\d\](?! / "(?:reference|fixtures|golden|filters)")|\bROOT\b|\bmain\(\[')
"""What a test says that reads the project it stands in, or runs a command there."""


def list_tests(root: Path) -> list[str]:
    """Return the test files that an exchange can concern: no other reads the project's files."""
    files = sorted((root / "tests").rglob("test_*.py"))
    return [str(path.relative_to(root)) for path in files if OWN.search(path.read_text("utf-8"))]


def exchange(target: Path) -> None:
    """Copy the project's files to `target`, with another study in them."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / name).is_file():
            shutil.copy(ROOT / name, path)
    for name in (*STUDY, *REPORT):
        path = target / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as made:
        other = Path(made) / "other"
        main(["new", str(other)])
        for name in (*STUDY, "refresh.py", "site.css"):
            if (other / name).exists():
                shutil.move(other / name, target / name)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        exchange(Path(work))
        os.chdir(work)
        main(["run"])
        environment = {**os.environ, "PYTHONPATH": work}
        chosen = ["-m", "not slow", "-k", NAMED, *sys.argv[1:], *list_tests(Path(work))]
        command = [sys.executable, "-m", "pytest", *chosen]
        raise SystemExit(subprocess.run(command, check=False, env=environment).returncode)
