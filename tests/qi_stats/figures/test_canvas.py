"""A figure is the same file each time, and its ink follows light and dark."""

import io

import pytest

from qi_stats.figures import draw_figure
from qi_stats.figures.canvas import adapt_ink, render_png, render_svg
from qi_stats.figures.style import DARK_INK, INK


@pytest.fixture
def figure(mock, mock_displays, mock_codebook):
    return draw_figure("ratios", mock_displays, mock, mock_codebook)


def test_two_drawings_are_the_same_bytes(figure, mock, mock_displays, mock_codebook):
    again = draw_figure("ratios", mock_displays, mock, mock_codebook)

    assert render_svg(figure) == render_svg(figure) == render_svg(again)
    assert render_png(figure) == render_png(again)


def test_the_file_has_no_clock_and_no_version(figure):
    svg = render_svg(figure)

    assert "dc:date" not in svg
    assert "matplotlib.org" not in svg


def test_ink_is_the_page_s_colour_and_light_in_the_dark(figure):
    svg = render_svg(figure)

    assert "currentColor" in svg
    assert svg.count(INK) == 1, "only as the colour of the whole"
    assert f"prefers-color-scheme: dark) {{ svg {{ color: {DARK_INK} }}" in svg


def test_only_the_ink_is_changed():
    svg = f'<svg width="1"><path style="fill: {INK}"/><path style="fill: #ffffff"/></svg>'

    assert adapt_ink(svg).endswith(
        '<path style="fill: currentColor"/><path style="fill: #ffffff"/></svg>'
    )


def test_text_is_drawn_as_outlines(figure):
    assert "<text" not in render_svg(figure)


def test_a_figure_is_saved_as_bytes_or_text(figure, tmp_path):
    buffer = io.BytesIO()
    figure.savefig(buffer, format="svg")
    figure.savefig(tmp_path / "a.svg")

    assert buffer.getvalue().decode("utf-8") == (tmp_path / "a.svg").read_text(encoding="utf-8")


def test_a_notebook_without_settings_shows_svg_and_png(figure):
    assert figure._repr_svg_().startswith("<?xml")
    assert figure._repr_png_().startswith(b"\x89PNG")
