"""A chapter finds its project, reads each file once, and costs nothing before it needs to."""

import subprocess
import sys

import pytest

from qi_files.errors import InputError
from qi_stats import book
from qi_stats.book.project import read_ledger
from qi_stats.ledger import Ledger, save_ledger

HEAVY = ("pandas", "numpy", "scipy", "matplotlib", "great_tables", "pydantic", "yaml")


def test_a_file_is_read_once_until_it_changes(mock_project, make_record):
    assert read_ledger() is read_ledger()
    save_ledger(Ledger([make_record("people.n", 123456)]), mock_project / "results" / "ledger.json")

    assert str(book.value("people.n")) == "123456"


def test_a_missing_ledger_says_what_to_do(mock_project):
    (mock_project / "results" / "ledger.json").unlink()

    with pytest.raises(InputError, match="qi-stats run"):
        book.value("people.n")


@pytest.mark.parametrize("embed", [book.value, book.percent])
def test_an_analysis_that_was_not_run_is_no_misspelt_key(mock_project, embed):
    save_ledger(Ledger(), mock_project / "results" / "ledger.json")

    with pytest.raises(InputError, match="run `qi-stats run`"):
        embed("people.age")


def test_a_table_of_an_analysis_that_was_not_run_says_so(mock_project, mock_displays):
    save_ledger(Ledger(), mock_project / "results" / "ledger.json")
    name = next(iter(mock_displays.tables))

    with pytest.raises(InputError, match="of which the ledger has no results"):
        book.table(name)


def test_a_folder_outside_a_project_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    with pytest.raises(InputError, match=r"_quarto\.yml"):
        book.value("people.n")


def test_a_number_needs_no_heavy_package(mock_project):
    code = (
        "import sys; from qi_stats import book; book.value('people.n'); "
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=mock_project, capture_output=True, text=True, check=True
    )

    assert run.stdout.strip() == "[]"
