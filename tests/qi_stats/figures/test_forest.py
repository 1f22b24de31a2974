"""A forest plot shows what can be estimated, and says what can't."""

import pytest

from qi_stats.figures.forest import describe_forest, draw_forest, list_lines


@pytest.fixture
def titles(mock_displays):
    return {name: outline.title for name, outline in mock_displays.analyses.items()}


def test_lines_in_the_shell_s_order(mock, mock_displays, titles):
    age, ward = list_lines(mock_displays.figures["ratios"], mock, titles)

    assert (age.label, ward.label) == ("Smoking on age", "The ward")
    assert (age.text, age.p, age.settled) == ("0.08 (<0.01-0.83)‡", "<.001", False)
    assert (ward.estimate, ward.text, ward.p) == (None, "not estimable", "")


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow(mock, mock_displays, titles):
    figure = draw_forest(mock_displays.figures["ratios"], mock, titles)
    markers = [line.get_marker() for line in figure.axes[1].lines if line.get_marker() != "None"]

    assert markers == ["<", "|", "s"], "0.001 is left of the axis, 0.83 is on it"


def test_what_can_not_be_estimated_is_said_in_the_plot(mock, mock_displays, titles):
    figure = draw_forest(mock_displays.figures["ratios"], mock, titles)

    assert [text.get_text() for text in figure.axes[1].texts][-1] == "not estimable"


def test_an_estimate_beyond_the_axis_has_no_marker(mock, mock_displays, titles):
    shell = mock_displays.figures["ratios"].model_copy(update={"limits": (0.5, 2.0)})
    axes = draw_forest(shell, mock, titles).axes[1]

    assert "s" not in [line.get_marker() for line in axes.lines]


def test_a_forest_in_words(mock, mock_displays, titles):
    assert describe_forest(mock_displays.figures["ratios"], mock, titles) == (
        "Smoking on age: odds ratio (95% CI) 0.08 (<0.01-0.83)‡, P <.001; "
        "The ward: odds ratio (95% CI) not estimable, P not estimable."
    )
