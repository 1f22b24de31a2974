"""A chapter as it is read: what its author is told of slips in its Markdown."""

import pytest

from qi_press.cells.weave import Woven
from qi_press.config.model import ChapterConfig, Entry
from qi_press.diagnostics import Diagnostics
from qi_press.manuscript.chapter import Chapter
from qi_press.manuscript.includes import Line
from qi_press.transforms.document import read_document


def read_notices(text):
    lines = tuple(Line(line, "a.qmd", number) for number, line in enumerate(text.splitlines(), 1))
    chapter = Chapter(Entry("a.qmd", "chapter", None, "_quarto.yml:1"), ChapterConfig(), (), lines)
    diagnostics = Diagnostics()
    read_document(Woven(chapter, f"woven\n\n{text}", {}), diagnostics)
    return [str(notice) for notice in diagnostics.warnings]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# A\n\n::: {.callout-note}\nText\n", 3),
        ("::: {.callout-note}\nText\n:::\n\n::: {.callout-note}\nText\n", 5),
        (":::: {.callout-note}\n\n::: {.content-visible}\nText\n\n:::\n", 1),
    ],
)
def test_a_div_without_an_end_is_named_with_its_line_in_the_source(text, line):
    assert read_notices(text) == [
        f"a.qmd:{line}: “{text.splitlines()[line - 1]}” is not closed by a line “:::”"
    ]


def test_a_misspelt_callout_is_named_with_the_nearest():
    assert read_notices("Text\n\n::: {.callout-notes}\nText\n:::\n") == [
        "a.qmd:3: the callout “callout-notes” (did you mean “callout-note”?) is not supported"
    ]


@pytest.mark.parametrize("kind", ["note", "tip", "warning", "caution", "important"])
def test_callouts_that_there_are_need_no_word(kind):
    assert read_notices(f"::: {{.callout-{kind}}}\nText\n:::\n") == []
