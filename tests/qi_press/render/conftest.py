"""A book of two chapters without cells, which renders in a moment."""

import pytest

SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Almanac, chapters: [index.qmd, tides.qmd]}
format: {html: default}
"""


@pytest.fixture
def small(tmp_path):
    folder = tmp_path / "small"
    folder.mkdir()
    (folder / "_quarto.yml").write_text(SETTINGS)
    (folder / "index.qmd").write_text("# Front {.unnumbered}\n\nThe harbour.\n")
    (folder / "tides.qmd").write_text("# Tides\n\nHigh water.\n")
    return folder
