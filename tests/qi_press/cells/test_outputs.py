"""Outputs of cells as Markdown."""

import pytest

from qi_press.cells.outputs import (
    NUMBERS,
    escape_markdown,
    fence,
    list_unshown,
    quote_attribute,
    show_outputs,
    show_value,
)
from qi_press.config.cell_options import CellOptions
from qi_press.pandoc.elements import read_text
from qi_press.pandoc.program import read_markdown

STREAM = {"output_type": "stream", "name": "stdout", "text": "hello\n"}
WARNING = {"output_type": "stream", "name": "stderr", "text": "careful\n"}


def display(**data):
    return {
        "output_type": "display_data",
        "data": {k.replace("_", "/"): v for k, v in data.items()},
    }


def kinds(outputs, **options):
    return [item.kind for item in show_outputs(outputs, "name", CellOptions(**options))]


def value(**data):
    return show_value({"data": {key.replace("_", "/"): text for key, text in data.items()}})


@pytest.mark.parametrize(
    "text", ["*a* _b_ `c` [d](e) <f> # + - 1. $x$ @y ~z~ ^1^ | \\ ! 'q'", "&amp;"]
)
def test_escaped_text_comes_back_as_it_was(text):
    blocks, _ = read_markdown(escape_markdown(text), "test")

    assert read_text(blocks) == text


@pytest.mark.parametrize("end", ["\n", "\n\n", "\r", "\x85", "\u2028"])
@pytest.mark.parametrize("line", ["::: {.callout-warning}", "===", ":   term", "# head", "- item"])
def test_no_line_of_a_value_begins_a_block(end, line):
    blocks, _ = read_markdown(f"Said: {escape_markdown(f'v1{end}{line}{end}now')}", "test")

    assert [block["t"] for block in blocks] == ["Para"]
    assert read_text(blocks) == " ".join(f"Said: v1 {line} now".split())


def test_html_in_a_sentence_stays_in_it():
    blocks, _ = read_markdown(
        f"A {value(text_html=chr(10).join(('<b>x</b>', '::: {.y}')))} b", "test"
    )

    assert [block["t"] for block in blocks] == ["Para"]


def test_a_string_is_escaped_and_an_object_with_markdown_is_inserted():
    assert value(text_plain="'*low*'") == r"\*low\*"
    assert value(text_plain="Mark()", text_markdown="*low*") == "*low*"


def test_a_number_is_inserted_with_its_point_escaped():
    assert value(text_plain="1.5") == r"1\.5"


def test_a_code_block_holds_any_text():
    assert fence("a ``` b", "{.x}").startswith("```` {.x}\n")


def test_html_in_a_sentence_does_not_end_its_paragraph():
    assert (
        value(text_html="<div>\n  <p>a</p>\n\n  b\n</div>") == "` <div> <p>a</p> b </div> `{=html}"
    )


def test_outputs_in_no_form_that_is_shown_are_named_once():
    gif = display(image_gif="R0lGODdh", text_plain="<Image object>")
    script = display(application_javascript="1", text_plain="<Javascript object>")
    chart = {"data": {"application/vnd.plot+json": {}, "text/html": "<p>", "text/plain": "x"}}
    own = {"data": {"application/vnd.press.cards+json": {}}}

    named = list_unshown([gif, script, gif, chart, own, display(image_png="eA=="), STREAM])

    assert named == ["image/gif", "application/javascript"]


def test_an_attribute_holds_quotes():
    assert quote_attribute('a "b"\n c') == r'"a \"b\" c"'


def test_warnings_can_be_left_out():
    assert kinds([STREAM, WARNING]) == ["stdout", "stderr"]
    assert kinds([STREAM, WARNING], warning=False) == ["stdout"]


def test_output_can_be_hidden_or_taken_as_markdown():
    assert kinds([STREAM], output=False) == []
    assert kinds([STREAM], output="asis") == ["asis"]


def test_a_figure_gives_one_file_for_each_form():
    figure = {
        "output_type": "display_data",
        "data": {"image/svg+xml": "<svg/>", "image/png": "AAAA", "text/plain": "<Figure 1>"},
    }

    (shown,) = show_outputs([figure], "fig-a", CellOptions())

    assert shown.markdown == "fig-a.svg"
    assert sorted(shown.files) == ["fig-a.png", "fig-a.svg"]


def test_what_matplotlib_says_beside_a_figure_is_dropped():
    figure = {"output_type": "display_data", "data": {"image/svg+xml": "<svg/>"}}
    said = {"output_type": "execute_result", "data": {"text/plain": "[<matplotlib.lines.Line2D>]"}}

    assert kinds([said, figure]) == ["image"]


def test_html_wins_over_plain_text():
    (shown,) = show_outputs([display(text_html="<b>x</b>", text_plain="x")], "n", CellOptions())

    assert "{=html}" in shown.markdown


def test_data_beside_what_is_shown_become_files():
    table = display(text_html="<table></table>", text_csv="a\n1\n", application_json={"a": 1})
    (shown,) = show_outputs([table], "name", CellOptions())

    assert shown.files == {"name.csv": b"a\n1\n", "name.json": b'{\n "a": 1\n}\n'}


def test_a_second_output_with_files_gets_a_number():
    drawn = display(**{"image/svg+xml": "<svg/>"})
    shown = show_outputs([drawn, display(text_plain="x"), drawn], "name", CellOptions())

    assert [list(item.files) for item in shown] == [["name.svg"], [], ["name-2.svg"]]


def test_an_image_keeps_the_numbers_that_it_carries():
    image = display(**{"image_svg+xml": "<svg/>"})
    image["data"][NUMBERS] = "<table></table>"
    (shown,) = show_outputs([image], "name", CellOptions())

    assert (shown.kind, shown.numbers) == ("image", "<table></table>")


def test_a_long_word_takes_no_long_time():
    word = "x" * 200_000 + " /tmp/ipykernel_12/34.py"
    stream = {"output_type": "stream", "name": "stdout", "text": word}

    (shown,) = show_outputs([stream], "name", CellOptions())

    assert "x <cell>" in shown.markdown


def test_a_list_of_data_has_a_line_for_each_entry():
    output = display(text_plain="data")
    output["data"]["application/json"] = [{"é": 1}, {"b": [2]}]

    (shown,) = show_outputs([output], "name", CellOptions())

    assert shown.files["name.json"].decode() == '[\n{"é": 1},\n{"b": [2]}\n]\n'
