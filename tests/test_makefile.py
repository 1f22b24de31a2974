"""What the Makefile must never do."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on the PATH")
def test_a_folder_that_the_project_did_not_make_is_never_cleared(tmp_path):
    (tmp_path / "pyvenv.cfg").write_text("home = /usr/bin\n", encoding="utf-8")
    command = ["make", "-C", str(ROOT), f"{tmp_path}/.ready", f"VENV={tmp_path}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert f"{tmp_path} is not an environment of this project" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["pyvenv.cfg"]
