"""No render shows a number of rows that were changed since: the press, its preview, and Quarto."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from qi_press.cli import main
from qi_press.config.model import RenderOptions
from qi_press.preview.loop import Preview

ROOT = Path(__file__).parents[1]
SETTINGS = """
project: {type: book, output-dir: _site, execute-dir: project, pre-render: qi-stats refresh}
book: {title: Falls, chapters: [index.qmd]}
format: {html: default}
"""
CHAPTER = """# Falls

```{python}
#| include: false
from qi_stats import book
```

The mean was `{python} book.value("residents.score.mean", "decimal2")`.
"""


@pytest.fixture
def falls(tmp_path):
    """A report of the tiny study."""
    shutil.copytree(ROOT / "tests" / "fixtures" / "tiny", tmp_path / "data")
    (tmp_path / "_quarto.yml").write_text(SETTINGS)
    (tmp_path / "index.qmd").write_text(CHAPTER)
    return tmp_path


def change_a_score(folder):
    path = folder / "data" / "residents.csv"
    path.write_text(path.read_text().replace("R1,1,1,1,", "R1,1,1,8,"))


def read_mean(site):
    page = (site / "index.html").read_text(encoding="utf-8")
    return page.partition("The mean was")[2].partition("</span>")[0].rpartition(">")[2]


def test_a_changed_row_changes_the_page_of_the_press_and_of_its_preview(falls, capsys):
    preview = Preview(RenderOptions(falls), lambda _: None)
    assert main(["render", str(falls)]) == 0
    preview.refresh()
    assert (read_mean(falls / "_site"), read_mean(preview.showing.folder)) == ("4.71", "4.71")

    change_a_score(falls)
    preview.refresh()
    assert read_mean(preview.showing.folder) == "5.71"
    assert main(["render", str(falls)]) == 0
    assert read_mean(falls / "_site") == "5.71"


def test_quarto_has_the_same_step(falls):
    """Called as Quarto 1.9 calls a Python script: in the book's folder, with its variables."""
    script = (ROOT / "_quarto.yml").read_text().partition("pre-render: ")[2].partition("\n")[0]
    name, *words = script.split()
    (falls / "_freeze").mkdir()
    variables = {
        "QUARTO_PROJECT_OUTPUT_DIR": str(falls / "_site"),
        "QUARTO_PROJECT_RENDER_ALL": "1",
    }
    command = [sys.executable, str(ROOT / name), *words]

    subprocess.run(command, cwd=falls, env=os.environ | variables, check=True)

    assert (falls / "results" / "ledger.json").is_file()
    assert not (falls / "_freeze").exists()


def test_a_cell_that_is_run_without_the_step_refuses_old_results(falls, monkeypatch):
    from qi_files.errors import InputError
    from qi_stats import book
    from qi_stats.cli import main as run

    monkeypatch.chdir(falls)
    assert run(["run"]) == 0
    change_a_score(falls)

    with pytest.raises(InputError, match="other rows than those in data/") as caught:
        book.value("residents.score.mean")
    assert caught.value.do == "run `qi-stats run`"


def test_rows_that_are_not_here_hide_no_others(falls, monkeypatch):
    """Of two tables, one file is kept elsewhere and the other one has changed."""
    from qi_files.errors import InputError
    from qi_stats import book
    from qi_stats.cli import main as run

    monkeypatch.chdir(falls)
    assert run(["run"]) == 0
    (falls / "data" / "visits.csv").unlink()
    assert str(book.value("residents.score.mean"))
    change_a_score(falls)

    with pytest.raises(InputError, match="other rows than those in data/"):
        book.value("residents.score.mean")


def test_git_ignores_what_quarto_would_add_itself():
    lines = (ROOT / ".gitignore").read_text().splitlines()

    assert {"/.quarto/", "**/*.quarto_ipynb", "results/.refresh.json"} <= set(lines)
