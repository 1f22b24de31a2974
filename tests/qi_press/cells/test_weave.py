"""What a cell gave is woven into the text, and lies in files named after where it stands."""

from pathlib import Path

import pytest

from qi_press.cells.execute import Executed
from qi_press.cells.weave import weave_chapter
from qi_press.config.cell_options import CellOptions
from qi_press.config.model import ChapterConfig, Entry
from qi_press.diagnostics import Diagnostics
from qi_press.manuscript.chapter import Cell, Chapter, Prose

DRAWN = {"output_type": "display_data", "data": {"text/html": "<b>1</b>", "text/csv": "a\n1\n"}}


@pytest.fixture
def name_files():
    """A function that weaves cells, each after its prose, and gives the names of their files."""

    def weave(*cells, outputs=(DRAWN,)):
        parts = []
        for prose, options in cells:
            parts += [Prose(prose, ()), Cell("show()", CellOptions(**options), "tides.qmd:1", 1)]
        entry = Entry("chapters/tides.qmd", "chapter", None, "_quarto.yml:1")
        chapter = Chapter(entry, ChapterConfig(), tuple(parts), ())
        executed = Executed(chapter, (tuple(outputs),) * len(cells), ())
        return [Path(name).name for name in weave_chapter(executed, Diagnostics()).files]

    return weave


def test_a_label_names_the_files(name_files):
    assert name_files(("# Tides\n", {"label": "tbl-high-water"})) == ["tbl-high-water.csv"]


def test_without_a_label_the_chapter_and_the_heading_do(name_files):
    first = ("# Tides {#sec-tides}\n", {})
    second = ("## High & low water {#sec-high}\n\nWords.\n", {})

    assert name_files(first, second) == ["tides.csv", "tides-high-low-water.csv"]


def test_a_line_of_code_is_no_heading(name_files):
    assert name_files(("# Tides\n\n```sh\n# listen\n## twice\n```\n", {})) == ["tides.csv"]


def test_no_two_outputs_share_a_name(name_files):
    names = name_files(("# Tides\n", {}), ("More.\n", {}), outputs=(DRAWN, DRAWN))

    assert names == ["tides.csv", "tides-2.csv", "tides-3.csv", "tides-3-2.csv"]


def test_a_cell_moved_in_its_section_keeps_its_name(name_files):
    assert name_files(("# Tides\n", {"include": False}), ("## Ebb\n", {}))[-1] == "tides-ebb.csv"
