"""What is drawn stays a table when pandoc reads it, and needs no style of its own."""

import json
import re
from dataclasses import replace

import pypandoc
import pytest

from qi_stats.tables.grid import draw_grid
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import Html, to_html

COLUMNS = (Column(to_html("Words")), Column(Html("<em>N</em>"), "right"))
ROWS = (
    Row(to_html("a <b>"), (to_html("x & y"), Html("<span class='stat'>1</span>")), group="One <i>"),
    Row(to_html("b"), (to_html(""), to_html("2")), indent=1, group="One <i>"),
    Row(to_html("c"), (to_html("z"), to_html("3")), group="Two"),
)
GRID = Grid("things", to_html("Thing"), COLUMNS, ROWS, (to_html("A note*."),))


def read_tables(html):
    """Return the tables that pandoc finds."""
    blocks = json.loads(pypandoc.convert_text(html, "json", "html"))["blocks"]
    inside = [child for block in blocks if block["t"] == "Div" for child in block["c"][1]]
    return [block["c"] for block in [*blocks, *inside] if block["t"] == "Table"]


@pytest.fixture(scope="module")
def html():
    return draw_grid(GRID).to_html()


def test_there_is_no_style_and_no_random_id(html):
    assert "<style" not in html
    assert "style=" not in html
    assert re.findall(r'id="([^"]*)"', html) == ["gt-things"]
    assert html == draw_grid(GRID).to_html()


def test_text_from_outside_is_escaped(html):
    assert "a &lt;b&gt;" in html
    assert "One &lt;i&gt;" in html
    assert "x &amp; y" in html


def test_pandoc_reads_a_head_a_body_for_each_group_and_a_foot(html):
    [[_, caption, widths, head, bodies, foot]] = read_tables(html)

    assert caption[1] == []
    assert len(widths) == 3
    assert len(head[1]) == 1
    assert [len(body[2]) for body in bodies] == [1, 1], "each body begins with its heading"
    assert [len(body[3]) for body in bodies] == [2, 1]
    assert [body[1] for body in bodies] == [1, 1], "one column of row headings"
    assert len(foot[1]) == 1


def test_rows_before_the_first_group_have_no_empty_heading():
    rows = (Row(to_html("a"), (to_html("x"), to_html("1"))), *ROWS)
    html = draw_grid(Grid("things", to_html("Thing"), COLUMNS, rows)).to_html()
    [[_, _, _, _, bodies, _]] = read_tables(html)

    assert [len(body[2]) for body in bodies] == [0, 1, 1]
    assert [len(body[3]) for body in bodies] == [1, 2, 1]


def test_pandoc_reads_the_alignment(html):
    [[_, _, _, _, bodies, _]] = read_tables(html)
    first_line = bodies[0][3][0][1]

    assert [cell[1]["t"] for cell in first_line] == ["AlignLeft", "AlignLeft", "AlignRight"]


def test_an_indented_line_begins_with_an_em_space(html):
    assert ">\N{EM SPACE}b</th>" in html


def test_the_style_sheet_knows_an_indented_line_and_the_words_of_a_group(html):
    assert re.findall(r'class="stub-indent">\u2003(\w+)', html) == ["b"]
    assert re.findall(r'class="group-words">([^<]*)<', html) == ["One &lt;i&gt;", "Two"]


def test_a_table_without_lines_says_so():
    [[_, _, _, _, bodies, _]] = read_tables(draw_grid(Grid("e", Html("E"), COLUMNS, ())).to_html())

    assert '"None"' in json.dumps(bodies)


def test_a_line_with_too_few_cells_is_refused():
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        draw_grid(Grid("e", Html("E"), COLUMNS, (Row(Html("a"), (Html("b"),)),)))


@pytest.mark.parametrize("target", ["typst", "docx"])
def test_print_formats_get_a_table(html, target, tmp_path):
    path = tmp_path / f"table.{target}"
    pypandoc.convert_text(html, target, "html", outputfile=str(path))
    back = pypandoc.convert_file(str(path), "plain", format=target)

    assert "a <b>" in back
    assert "A note*." in back


def test_widths_of_columns_stand_in_the_table_where_they_are_given():
    grid = Grid("a", Html("A"), (Column(Html("B")),), (Row(Html("a"), (Html("b"),)),))
    wide = replace(grid, widths=(30, 70))

    assert "<col" not in draw_grid(grid).to_html()
    assert '<colgroup><col width="30%"><col width="70%"></colgroup>' in draw_grid(wide).to_html()


def test_great_tables_has_the_same_cells_for_an_author_who_styles_them(html):
    import great_tables

    gt = draw_grid(GRID).gt

    assert isinstance(gt, great_tables.GT)
    words = re.compile(r"<t[hd][^>]*>([^<]+)")
    assert set(words.findall(html)) <= set(words.findall(gt.as_raw_html()))
