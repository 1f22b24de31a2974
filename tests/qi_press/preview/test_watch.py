"""Which files of a book have changed."""

import os
import subprocess
import sys

from qi_press.preview.watch import take_snapshot

WATCH = """
import sys
from pathlib import Path
from qi_press.preview.watch import take_snapshot

before = take_snapshot(Path(sys.argv[1]))
print("rendered", flush=True)
print("rendered", file=sys.stderr, flush=True)
sys.exit(take_snapshot(Path(sys.argv[1])) != before)
"""


def test_a_changed_file_is_seen_and_what_is_hidden_is_not(tmp_path):
    (tmp_path / "a.qmd").write_text("one")
    before = take_snapshot(tmp_path)
    (tmp_path / ".hidden").write_text("one")
    assert take_snapshot(tmp_path) == before

    (tmp_path / "a.qmd").write_text("twice")
    assert take_snapshot(tmp_path) != before


def test_a_log_is_no_change(tmp_path):
    before = take_snapshot(tmp_path)
    (tmp_path / "preview.log").write_text("rendered\n")

    assert take_snapshot(tmp_path) == before


def test_the_file_that_the_preview_itself_writes_to_is_no_change(tmp_path):
    """``qi-press preview > out.txt 2> err.txt`` in the project's folder."""
    with (tmp_path / "out.txt").open("w") as out, (tmp_path / "err.txt").open("w") as err:
        done = subprocess.run(
            [sys.executable, "-c", WATCH, str(tmp_path)], stdout=out, stderr=err, check=False
        )

    assert done.returncode == 0, (tmp_path / "err.txt").read_text()
    assert (tmp_path / "out.txt").read_text() == f"rendered{os.linesep}"
