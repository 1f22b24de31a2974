"""What a cell may read, and so what makes it run again."""

import pytest

from qi_press.config.model import RenderOptions
from qi_press.diagnostics import Diagnostics
from qi_press.formats.registry import load_book
from qi_press.manuscript.inputs import digest_inputs

SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Almanac, chapters: [index.qmd, tides.qmd]}
format: {html: default}
"""


@pytest.fixture
def small(tmp_path):
    (tmp_path / "_quarto.yml").write_text(SETTINGS)
    (tmp_path / "index.qmd").write_text("# Front\n")
    (tmp_path / "tides.qmd").write_text("# Tides\n")
    return tmp_path


@pytest.mark.parametrize("name", ["_notes.py", "notes.md", "notes.toml", "sub/_notes.txt"])
def test_a_file_that_a_cell_may_read_is_an_input(small, name):
    path = small / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("old")
    before = _digest(small)
    path.write_text("new")

    assert _digest(small) != before


@pytest.mark.parametrize("name", ["_site/a.txt", ".hidden", "tides.qmd", "_variables.yml"])
def test_what_renders_write_and_what_authors_write_is_none(small, name):
    path = small / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Tides\n")
    before = _digest(small)
    path.write_text("# Floods\n")

    assert _digest(small) == before


def _digest(folder):
    return digest_inputs(load_book(RenderOptions(folder), Diagnostics()))
