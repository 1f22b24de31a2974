"""Citations in the style of the book."""

from dataclasses import replace
from pathlib import Path

import pytest

from qi_press.cells.weave import Woven
from qi_press.config.model import ChapterConfig, Entry
from qi_press.diagnostics import Diagnostics
from qi_press.manuscript.chapter import Chapter
from qi_press.manuscript.includes import Line
from qi_press.pandoc.elements import read_text
from qi_press.transforms.citations import format_citations
from qi_press.transforms.document import read_document

STYLE = Path(__file__).parents[3] / "american-medical-association.csl"
BEDS = "@article{beds, author = {Low, A.}, title = {Beds}, journal = {Wards}, year = {2001}}\n"


def cite(project, text, after):
    (project.folder / "refs.bib").write_text(BEDS, encoding="utf-8")
    book = replace(project, csl=(str(STYLE),), notes_after_punctuation=after)
    chapter = Chapter(
        Entry("a.qmd", "chapter", None, 1), ChapterConfig(), (), (Line(text, "a.qmd", 1),)
    )
    document = read_document(Woven(chapter, text, {}), Diagnostics())
    return read_text(format_citations(book, [document], Diagnostics())[0].blocks)


@pytest.mark.parametrize(
    ("after", "shown"),
    [
        (None, "Beds are few1."),
        (True, "Beds are few.1"),
        (False, "Beds are few1."),
    ],
)
def test_a_raised_number_follows_the_full_stop_where_the_book_wants_it(project, after, shown):
    assert cite(project, "Beds are few [@beds].", after).startswith(shown)
