"""Words are measured with the font they are drawn in, and broken where the line is full."""

from unicodedata import category

import pytest
from matplotlib.textpath import TextPath

from qi_stats.figures.canvas import apply_style, make_figure, render_png, render_svg
from qi_stats.figures.panels import Key, add_page, add_panel, draw_legend, measure_legend
from qi_stats.figures.style import FONT, SIZE, WIDTH, measure_words, wrap_words, write

BEARING = 1.5  # a letter's ink ends before the place where the next one begins


@pytest.mark.parametrize("words", ["illicit", "Odds ratio (95% CI)", "Declined → accepted"])
@pytest.mark.parametrize("bold", [False, True])
def test_words_are_as_wide_as_they_are_drawn(words, bold):
    prop = {"family": FONT, "weight": "bold" if bold else "normal"}
    drawn = TextPath((0, 0), words, size=SIZE, prop=prop).get_extents().x1

    assert measure_words(words, bold=bold) == pytest.approx(drawn, abs=BEARING)


def test_a_line_is_broken_only_where_it_is_full():
    width = measure_words("one two")

    assert wrap_words("one two three", width) == "one two\nthree"
    assert wrap_words("short", 10) == "short"


@pytest.mark.parametrize(
    "word",
    [
        "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 2,
        "만성통증클리닉환자보고결과" * 6,
        "慢性疼痛患者报告结果" * 9,
        "हिन्दीमेंबहुतलंबाशब्द" * 6,
    ],
)
def test_a_word_longer_than_the_line_is_broken_between_letters(word):
    lines = wrap_words(word, WIDTH).split("\n")

    assert "".join(line.removesuffix("-") for line in lines) == word
    assert len(lines) > 1
    assert max(map(measure_words, lines)) <= WIDTH
    assert not any(category(line[0]).startswith("M") for line in lines)


def test_arabic_is_measured_joined():
    apart = sum(map(measure_words, "عيادة الألم المزمن"))

    assert 0.3 * apart < measure_words("عيادة الألم المزمن") < 0.95 * apart


def test_one_height_is_one_line_with_or_without_descenders():
    with apply_style():
        page = add_page(make_figure(WIDTH, 40))
        for x, text in ((0, "gjp, logistic"), (100, ".03")):
            write(page, x, 20, text)
        places = [text.xyann for text in page.texts]

    assert places[0] == places[1]


def test_a_panel_is_placed_in_points_from_the_top_left_corner():
    figure = make_figure(WIDTH, 100)
    left, bottom, width, height = add_panel(figure, 14, 10, 140, 50).get_position().bounds

    assert (left, bottom, width, height) == pytest.approx((0.05, 0.4, 0.5, 0.5))


def test_a_legend_stays_on_the_page():
    keys = [Key(f"{number} tests by logistic regression", "s") for number in range(4)]
    with apply_style():
        page = add_page(make_figure(WIDTH, measure_legend(keys)))
        draw_legend(page, keys)

    rights = [text.xy[0] + measure_words(text.get_text()) for text in page.texts]
    heights = [text.xy[1] for text in page.texts]
    assert max(rights) <= WIDTH
    assert max(heights) < measure_legend(keys)
    assert len(set(heights)) > 1


LABELS = {
    "Chinese": "\u4e2d\u6587",
    "Korean": "\ud55c\uad6d\uc5b4",
    "Hindi": "\u0939\u093f",
    "Thai": "\u0e44\u0e17",
    "Arabic": "\u0639\u0631",
    "emoji": "\U0001f30a",
    "one long word": "a" * 90,
}


@pytest.mark.parametrize("label", LABELS.values(), ids=LABELS)
def test_no_script_stops_a_figure(label):
    figure = make_figure(200, 50)
    axes = figure.add_axes((0, 0, 1, 1))

    write(axes, 0, 0, wrap_words(label, 100))

    assert 0 < measure_words(label) <= len(label) * 1.3 * SIZE  # an emoji is the widest
    assert "<svg" in render_svg(figure)
    assert render_png(figure)
