"""Structures in the press's own form."""

from qi_press.pandoc.elements import read_text, walk
from qi_press.pandoc.program import read_markdown
from qi_press.transforms.normal_form import normalise_blocks, split_float


def normalise(text):
    return normalise_blocks(read_markdown(text, "test")[0])


def find(blocks, name):
    return [
        node for node in walk(blocks) if node["t"] in ("Div", "Span") and name in node["c"][0][1]
    ]


def describe(block):
    caption, body = split_float(block)
    return block["c"][0][0], block["c"][0][1], read_text(caption), [item["t"] for item in body]


def test_an_image_with_a_label_is_a_float():
    (block,) = normalise('![The *sea*](a.svg){#fig-sea fig-alt="Blue"}')

    assert describe(block) == ("fig-sea", ["float", "float-fig"], "The sea", ["Plain"])


def test_alternative_text_replaces_the_caption_in_the_image():
    blocks = normalise('![The sea](a.svg){#fig-sea fig-alt="Blue"}')

    (image,) = [node for node in walk(blocks) if node["t"] == "Image"]
    assert read_text(image["c"][1]) == "Blue"


def test_a_div_with_a_label_takes_its_last_paragraph_as_caption():
    (block,) = normalise("::: {#fig-sea}\n![](a.svg)\n\nThe sea\n:::")

    assert describe(block) == ("fig-sea", ["float", "float-fig"], "The sea", ["Para"])


def test_a_table_with_a_label_keeps_its_widths():
    (block,) = normalise('|a|b|\n|-|-|\n|1|2|\n\n: Cap {#tbl-x tbl-colwidths="[70,30]"}')

    assert describe(block) == ("tbl-x", ["float", "float-tbl"], "Cap", ["Table"])
    widths = [column[1]["c"] for column in split_float(block)[1][0]["c"][2]]
    assert widths == [0.7, 0.3]


def test_a_table_inside_a_labelled_div_is_one_float():
    (block,) = normalise("::: {#tbl-x}\n|a|\n|-|\n|1|\n\nCap\n:::")

    assert describe(block) == ("tbl-x", ["float", "float-tbl"], "Cap", ["Table"])


def test_floats_inside_a_float_are_panels():
    (block,) = normalise("::: {#fig-two}\n![A](a.svg){#fig-a}\n\n![B](b.svg){#fig-b}\n\nBoth\n:::")

    assert [panel["c"][0][0] for panel in find([block], "subfloat")] == ["fig-a", "fig-b"]


def test_code_with_a_listing_label_is_a_float():
    (block,) = normalise('``` {.python #lst-x lst-cap="Counting"}\nx\n```')

    assert describe(block) == ("lst-x", ["float", "float-lst"], "Counting", ["CodeBlock"])


def test_a_figure_without_label_has_no_number():
    (block,) = normalise("![The sea](a.svg)")

    assert "float-plain" in block["c"][0][1]


def test_a_labelled_formula_loses_the_label_as_text():
    blocks = normalise("$$\nx\n$$ {#eq-x}")

    assert [span["c"][0][0] for span in find(blocks, "equation")] == ["eq-x"]
    assert "{#" not in read_text(blocks)


def test_a_callout_takes_its_title_from_a_heading_or_its_kind():
    titled, plain = normalise(
        "::: {.callout-tip}\n## Look\nBody\n:::\n\n::: {.callout-note}\nBody\n:::"
    )

    assert [read_text(block["c"][1][0]) for block in (titled, plain)] == ["Look", "Note"]


def test_a_tabset_has_one_tab_a_heading():
    (block,) = normalise("::: {.panel-tabset}\n## A\nx\n\n### In A\n\n## B\ny\n:::")

    titles = [read_text(tab["c"][1][0]) for tab in find([block], "tab")]
    assert titles == ["A", "B"]
