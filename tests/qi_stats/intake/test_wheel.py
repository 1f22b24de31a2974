"""The way of a new team: a wheel in an environment without this repository, five commands, a site.

The environment finds the other packages where the tests have them, so that nothing is downloaded.
"""

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PARTS = ("pyproject.toml", "README.md", "LICENSE", "qi_files", "qi_stats", "qi_press")


@pytest.fixture(scope="module")
def programs(tmp_path_factory) -> Path:
    """The programs of an environment into which the wheel was installed."""
    work = tmp_path_factory.mktemp("wheel")
    source = work / "source"
    source.mkdir()
    skip = shutil.ignore_patterns("__pycache__")
    for name in PARTS:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=skip)
        else:
            shutil.copy(ROOT / name, source)
    build = ("wheel", "-q", "--no-deps", "--no-build-isolation", "-w", str(work), str(source))
    subprocess.run([sys.executable, "-m", "pip", *build], check=True)
    venv.create(work / "env", with_pip=False, symlinks=True)
    place = next((work / "env").glob("lib/*/site-packages"))
    (place / "others.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (wheel,) = work.glob("*.whl")
    install = ("install", "-q", "--no-deps", "--no-index", "--prefix", str(work / "env"))
    subprocess.run(
        [sys.executable, "-m", "pip", *install, "--ignore-installed", str(wheel)], check=True
    )
    python = work / "env" / "bin" / "python"
    for name in ("qi-stats", "qi-press"):
        module = name.replace("-", "_")
        program = work / "env" / "bin" / name
        code = f"from {module}.cli import main; raise SystemExit(main())"
        program.write_text(f"#!{python}\n{code}\n", encoding="utf-8")
        program.chmod(0o755)
    return work / "env" / "bin"


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_from_a_spreadsheet_to_site_pdf_and_word(programs, workbook, tmp_path):
    environment = {**os.environ, "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}
    environment.pop("PYTHONPATH", None)

    def call(*words: str, folder: Path = tmp_path) -> str:
        given = {"cwd": folder, "env": environment, "capture_output": True, "text": True}
        done = subprocess.run([programs / words[0], *words[1:]], check=False, **given)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    call("qi-stats", "new", "my-review", "--from", str(workbook), "--yes")
    project = tmp_path / "my-review"
    call("qi-stats", "run", folder=project)
    assert "All as the codebook says." in call("qi-stats", "check", folder=project)
    call("qi-press", "render", "--renderer", "press", folder=project)

    site = project / "_site"
    assert (site / "index.html").is_file()
    assert sorted(path.suffix for path in site.glob("My-review.*")) == [".docx", ".pdf"]
    records = json.loads((project / "results" / "ledger.json").read_text(encoding="utf-8"))
    assert records
    page = (site / "chapters" / "who.html").read_text(encoding="utf-8")
    assert "everyone.n" in page
    assert str(ROOT) not in page
