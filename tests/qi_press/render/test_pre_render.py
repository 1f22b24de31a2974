"""The scripts of `project: pre-render`."""

import json

import pytest

from qi_press.cli import main
from qi_press.config.model import RenderOptions
from qi_press.preview.loop import Preview

NOTE = """
import json, os, sys
wanted = {name: text for name, text in os.environ.items() if name.startswith("QUARTO_PROJECT")}
with open("told.json", "w") as file:
    json.dump([sys.argv[1:], os.getcwd(), wanted], file)
with open("tides.qmd", "w") as file:
    file.write("# Tides\\n\\nWritten just now.\\n")
print("the tides are written")
"""


@pytest.fixture
def scripted(small):
    """The small book with a script that writes a chapter."""
    (small / "prepare.py").write_text(NOTE)
    name_script(small, "prepare.py --all 'two words'")
    return small


def name_script(folder, command):
    settings = folder / "_quarto.yml"
    text = settings.read_text().replace(
        "output-dir: _site", f'output-dir: _site, pre-render: "{command}"'
    )
    settings.write_text(text)


def test_a_script_runs_before_the_book_is_read(scripted, capsys):
    assert main(["render", str(scripted), "--to", "html", "--strict"]) == 0

    words, folder, variables = json.loads((scripted / "told.json").read_text())
    assert (words, folder) == (["--all", "two words"], str(scripted))
    assert variables == {
        "QUARTO_PROJECT_RENDER_ALL": "1",
        "QUARTO_PROJECT_OUTPUT_DIR": str(scripted / "_site"),
        "QUARTO_PROJECT_INPUT_FILES": "index.qmd\ntides.qmd",
        "QUARTO_PROJECT_SCRIPT_PROGRESS": "0",
        "QUARTO_PROJECT_SCRIPT_QUIET": "0",
    }
    assert "Written just now." in (scripted / "_site" / "tides.html").read_text(encoding="utf-8")
    assert "the tides are written" in capsys.readouterr().err


def test_while_an_author_looks_on_a_script_is_asked_for_haste(scripted):
    said = []

    Preview(RenderOptions(scripted), said.append).refresh()

    assert "QUARTO_PROJECT_RENDER_ALL" not in (scripted / "told.json").read_text()
    assert said[0] == "the tides are written"


FAILURES = {
    "prepare.py": "an end with exit code 4",
    "absent.py": "an end with exit code 2",
    "no-such-command here": "No such file or directory",
    "prepare.ts": "a script that only Quarto can run",
    "'open": "No closing quotation",
}


@pytest.mark.parametrize(("command", "found"), FAILURES.items(), ids=FAILURES)
def test_a_script_that_fails_stops_the_render(small, capsys, command, found):
    (small / "prepare.py").write_text("import sys\nprint('no tides today')\nsys.exit(4)\n")
    name_script(small, command)

    assert main(["render", str(small)]) == 2

    told = capsys.readouterr().err
    assert f"_quarto.yml\n  found     project › pre-render › “{command}”: {found}\n" in told
    assert ("no tides today" in told) == (command == "prepare.py")
    assert not (small / "_site").exists()
