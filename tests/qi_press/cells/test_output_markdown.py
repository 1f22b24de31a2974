"""Outputs of cells woven into floats."""

import pytest

from qi_press.cells.output_markdown import weave_outputs
from qi_press.cells.outputs import Shown
from qi_press.config.cell_options import CellOptions
from qi_press.pandoc.elements import walk
from qi_press.pandoc.program import read_markdown

PICTURE = Shown("a.svg", "image", {"a.svg": b"<svg/>"})
PRINTED = Shown("## A tab\n", "asis", {})


def weave(*shown, **options):
    return "\n".join(weave_outputs(shown, CellOptions(**options), "a_files"))


def test_outputs_as_they_are_stand_alone_and_each_has_its_files_below():
    text = weave(PRINTED, PICTURE, PRINTED, output="asis")

    assert "cell-output" not in text
    marks = ["## A tab", "![](<a_files/a.svg>)", "Image (SVG)", "## A tab"]
    assert [text.index(mark) for mark in marks[:3]] == sorted(
        text.index(mark) for mark in marks[:3]
    )
    assert text.rindex(marks[3]) > text.index(marks[2])


def test_a_float_is_one_even_where_outputs_are_as_they_are():
    assert "#fig-a .float-source" in weave(PICTURE, output="asis", label="fig-a", fig_cap="A")


def test_a_single_subcaption_may_be_a_text():
    text = weave(PICTURE, label="fig-a", fig_cap="Both", fig_subcap="Left")

    assert "#fig-a-1 .float-source" in text
    assert ":::: {.float-caption}\nLeft\n" in text


@pytest.mark.parametrize("option", ["fig_cap", "fig_subcap"])
def test_no_line_of_a_caption_begins_a_block(option):
    caption = "Gulls\n\n::: {.callout-warning}\nBeware\n:::\n"
    given = (caption,) if option == "fig_subcap" else caption
    options = CellOptions(label="fig-gulls", fig_alt="Gulls", **{option: given})
    shown = [Shown("gulls.svg", "image", {"gulls.svg": b""})]

    blocks, _ = read_markdown("\n".join(weave_outputs(shown, options, "files")), "test")

    assert "callout-warning" not in [
        name for node in walk(blocks) if node["t"] == "Div" for name in node["c"][0][1]
    ]
