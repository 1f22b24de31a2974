"""HTML of cells for print."""

from types import SimpleNamespace

import pytest

from qi_press.formats.typst.book_index import find_key
from qi_press.pandoc.elements import make_attr, make_div, make_raw, read_text, walk
from qi_press.transforms.document import Document
from qi_press.transforms.raw_html import read_raw_html, simplify_html

WIDE = '<colgroup><col style="width: 70%"><col style="width: 30%"></colgroup>'
CHAPTER = SimpleNamespace(entry=SimpleNamespace(file="one.qmd"))


def test_alignment_classes_become_alignment():
    assert simplify_html('<td class="gt_row gt_right">1</td>') == (
        '<td style="text-align: right;">1</td>'
    )


def test_what_a_reader_does_not_see_is_left_out():
    assert simplify_html("<style>td { color: red }</style><b id='x'>a</b>") == "<b>a</b>"


def test_open_tags_are_closed_and_stray_ends_dropped():
    assert simplify_html("</div><p><em>a") == "<p><em>a</em></p>"


def test_text_stays_text():
    assert simplify_html("<td>a &lt;b&gt; &amp; c</td>") == "<td>a &lt;b&gt; &amp; c</td>"


def test_an_indented_stub_keeps_its_indent():
    assert simplify_html('<td class="gt_indent_2">a</td>') == "<td>\u2003\u2003a</td>"


def test_a_number_in_a_cell_keeps_the_key_of_its_record():
    cell = "<td><span data-key='a.b'>4</span> <span>c</span></td>"
    html = f"<table><tr>{cell}</tr></table>"
    blocks = [make_raw("html", html)]
    document = Document(CHAPTER, "", [], numbered=False, blocks=blocks, files={})
    (read,) = read_raw_html([document])

    assert [find_key(node) for node in walk(read.blocks) if node["t"] == "Span"] == ["a.b"]


@pytest.mark.parametrize(("columns", "kind"), [("", "ColWidthDefault"), (WIDE, "ColWidth")])
def test_a_table_has_the_widths_that_its_html_gives_and_no_others(columns, kind):
    html = f"<table>{columns}<tr><td>a<br>b</td><td>c</td></tr></table>"
    blocks = [make_raw("html", html)]
    document = Document(CHAPTER, "", [], numbered=False, blocks=blocks, files={})
    (read,) = read_raw_html([document])

    assert {column[1]["t"] for column in read.blocks[0]["c"][2]} == {kind}


def test_of_the_authors_own_html_print_has_the_tables_only():
    html = "<div><button>Press</button><table><tr><td>a</td></tr></table></div>"
    cell = make_div(make_attr("", ["cell"]), [make_raw("html", html)])
    blocks = [make_raw("html", "<button>Press</button>"), make_raw("html", html), cell]
    document = Document(CHAPTER, "", [], numbered=False, blocks=blocks, files={})
    (read,) = read_raw_html([document])

    assert [block["t"] for block in read.blocks] == ["Table", "Div"]
    assert read_text(read.blocks[0]) == "a"
    assert read_text(read.blocks[1]).startswith("Press")
