"""Floats of the PDF: which may move, where they go, and that none passes another."""

import re

import pytest

from qi_press.formats.typst.floats import ENOUGH, free_floats, lower_float
from qi_press.pandoc.elements import (
    make_attr,
    make_div,
    make_paragraph,
    make_plain,
    make_span,
    make_text,
)
from qi_press.pandoc.program import read_markdown
from qi_press.transforms.normal_form import make_float

TEXT = make_paragraph(make_text("a" * (ENOUGH + 1)))
FIGURE = '#floating("tbl", [{name}], table(rows: {height}, [Plan]), moves: "{moves}")\n'


def make_figure():
    return make_float(make_attr("fig-beds"), "fig", [], [])


def list_moves(blocks):
    return re.findall(r"placing-(\w+)", str(blocks))


def figure(name, height="40%", moves="moves"):
    return FIGURE.format(name=name, height=height.replace("%", " * 6.48pt"), moves=moves)


def find_page(pages, word):
    (number,) = [number for number, text in enumerate(pages, 1) if word in text]
    return number


def test_a_float_of_the_chapters_text_moves_and_leaves_the_output_of_its_cell():
    cell = make_div(make_attr("", ["cell"]), [make_div(make_attr(), [make_figure()])])
    freed = free_floats([TEXT, cell])

    assert [block["t"] for block in freed] == ["Para", "Div"]
    assert list_moves(freed) == ["moves"]


def test_a_float_soon_after_the_heading_or_after_one_that_stays_stays_too():
    first, second = list_moves(free_floats([make_figure(), make_figure(), TEXT]))

    assert (first, second) == ("stays", "stays")
    assert list_moves(free_floats([make_figure(), TEXT, make_figure(), make_figure()])) == [
        "stays", "moves", "moves",
    ]  # fmt: skip


@pytest.mark.parametrize("box", [["", ["callout"], []], ["own", [], []]])
def test_a_float_in_a_box_or_in_what_has_a_name_stays(box):
    div = make_div(box, [make_figure()])

    assert free_floats([TEXT, div]) == [TEXT, div]


def test_the_number_of_a_caption_is_bold():
    number = make_span(make_attr("", ["float-number"]), make_text("Figure 1:"))
    blocks = lower_float(make_float(make_attr("fig-a"), "fig", [make_plain([number])], []))

    assert blocks[1]["c"] == [{"t": "Strong", "c": make_text("Figure 1:")}]
    assert blocks[-1]["c"] == ["typst", '], name: "fig-a")']


def test_text_fills_the_page_that_a_figure_does_not_fit(read_pages):
    pages = read_pages(f"#lorem(500)\n\n{figure('Ward plan')}\nAfterwards. #lorem(400)")

    assert find_page(pages, "Afterwards") == 1
    assert find_page(pages, "Ward plan") == 2


def test_a_figure_that_stays_follows_the_heading_of_its_chapter(find_places):
    body = f"#lorem(50)\n\n{figure('Ward plan', moves='stays')}\n#lorem(600)"
    heading, plan = find_places(body, "selector(heading).or(figure)")

    assert heading < plan


def test_a_figure_that_waits_for_the_next_page_precedes_the_next_chapter(find_places):
    body = f"#lorem(480)\n\n{figure('Ward plan', '60%')}\n#lorem(40)\n= Next\n#lorem(300)"
    _, plan, following = find_places(body, "selector(heading).or(figure)")

    assert plan[0] == 2
    assert plan < following


def test_no_figure_passes_another(find_places):
    """The first waits for the next page; the second, a small one, would have room at once."""
    second = figure("Second", "10%", "stays")
    body = f"#lorem(480)\n\n{figure('First', '60%')}\n#lorem(30)\n\n{second}\nThe end."
    first, second = find_places(body)

    assert first[0] == 2
    assert first < second


def test_a_long_table_is_broken_after_the_figures_before_it(read_pages):
    rows = "".join(f"[Bed {number}], " for number in range(90))
    table = f'#floating("tbl", [Long table], [#table(columns: 1, {rows})], moves: "unsure")'
    pages = read_pages(f"#lorem(500)\n\n{figure('Ward plan')}\n{table}\n#lorem(50)")

    assert find_page(pages, "Ward plan") <= find_page(pages, "Long table")
    assert find_page(pages, "Bed 89") == find_page(pages, "Bed 0") + 2 - (
        find_page(pages, "Bed 0") > 2
    )


def make_table(rows, cell="4"):
    text = "| Ward | Beds |\n|---|---|\n" + f"| North | {cell} |\n" * rows
    blocks, _ = read_markdown(text, "test")
    return make_float(make_attr("tbl-beds"), "tbl", [], blocks)


@pytest.mark.parametrize(
    ("table", "early", "late"),
    [
        (make_table(5), "stays", "moves"),
        (make_table(20), "breaks", "moves"),
        (make_table(40), "breaks", "unsure"),
        (make_table(5, "many words " * 40), "breaks", "unsure"),
        (make_float(make_attr("lst-a"), "lst", [], []), "breaks", "breaks"),
    ],
)
def test_a_table_that_may_be_long_is_not_moved_unseen(table, early, late):
    assert list_moves(free_floats([table])) == [early]
    assert list_moves(free_floats([TEXT, table])) == [late]


def test_what_is_unsure_moves_when_it_is_not_long(find_places):
    body = f"#lorem(500)\n\n{figure('Ward plan', '40%', 'unsure')}\nAfterwards. #lorem(400)"

    assert find_places(body)[0][:2] == (2, pytest.approx(68.4))
