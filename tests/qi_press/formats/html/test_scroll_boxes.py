"""Boxes that scroll: every one has a name of its own, for those who come to it by the keyboard."""

import re

import pytest

from qi_press.formats.html.markup import lower_html
from qi_press.formats.html.scroll_boxes import box_images, box_table, tell_tables_apart
from qi_press.pandoc.program import read_markdown
from qi_press.transforms.normal_form import normalise_blocks

TABLE = "| A | B |\n|---|---|\n| 1 | 2 |\n\n"
FIGURE = """::::: {#fig-a .float-source}
![](a.svg){fig-alt="A line"}

:::: {.float-caption}
One "line"
::::

:::: {.numbers}
| A | B |
|---|---|
| 1 | 2 |
::::
:::::
"""


def read(text):
    blocks, _ = read_markdown(text, "test")
    return blocks


def labels(blocks):
    return re.findall(r'aria-label="([^"]*)"', str(blocks))


def test_an_image_of_a_figure_is_boxed_and_text_beside_it_is_not():
    boxed = box_images(read("![](a.svg)\n\nWords.\n"), 'A & "b"')

    assert [block["t"] for block in boxed] == ["RawBlock", "Para", "RawBlock", "Para"]
    assert 'aria-label="A &amp; &quot;b&quot;"' in boxed[0]["c"][1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("## Beds\n\n" + TABLE + TABLE, ["Table of “Beds”", "Table of “Beds” 2"]),
        (TABLE, ["Table"]),
    ],
)
def test_tables_without_a_caption_are_named_after_their_heading(text, names):
    blocks = [
        part
        for block in read(text)
        for part in (box_table(block) if block["t"] == "Table" else [block])
    ]

    assert labels(tell_tables_apart(blocks)) == names


def test_the_numbers_of_a_figure_fold_below_its_caption_under_their_own_name():
    lowered = str(lower_html(normalise_blocks(read(FIGURE))))

    assert lowered.index("</figcaption>") < lowered.index(
        "<details><summary>Numbers in this figure"
    )
    assert len(set(labels(lowered))) == len(labels(lowered)) == 3
