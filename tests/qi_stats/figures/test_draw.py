"""Every figure that a chapter can ask for is drawn from records, and can be put in words."""

import pytest

from qi_files.errors import InputError
from qi_stats.figures import describe_figure, draw_figure
from qi_stats.figures.counts import list_counts
from qi_stats.figures.style import WIDTH


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("flow", "Who was seen. People: 5."),
        ("ratios", "Odds ratios. Smoking on age: odds ratio"),
        ("waits", "Waits. Waits, number: 1: 3; 4: 2."),
        ("wards", "Wards. Ward: North: 3 (60.0%); South & *annex*: 2 (40.0%). Smoking: No: 4"),
    ],
)
def test_each_kind_of_figure_is_drawn_and_put_in_words(
    mock, mock_displays, mock_codebook, name, words
):
    figure = draw_figure(name, mock_displays, mock, mock_codebook)

    assert figure.get_size_inches()[0] * 72 == pytest.approx(WIDTH)
    assert describe_figure(name, mock_displays, mock, mock_codebook).startswith(words)


def test_a_column_has_its_number_above_it(mock, mock_displays, mock_codebook):
    [axes] = draw_figure("waits", mock_displays, mock, mock_codebook).axes

    assert [
        (bar.get_height(), round(bar.get_x() + bar.get_width() / 2)) for bar in axes.patches
    ] == [
        (3, 1),
        (2, 4),
    ]
    assert [text.get_text() for text in axes.texts] == ["3", "2"]


def test_a_dollar_sign_is_no_formula(mock, mock_displays, mock_codebook):
    shell = mock_displays.figures["flow"]
    step = shell.steps["all"].model_copy(update={"label": "$x$ & $\\nonsense"})
    steps = shell.model_copy(update={"steps": {**shell.steps, "all": step}})
    displays = mock_displays.model_copy(update={"figures": {"flow": steps}})

    figure = draw_figure("flow", displays, mock, mock_codebook)

    assert "$x$ & $\\nonsense" in [text.get_text() for text in figure.axes[0].texts]


def test_a_variable_without_counts_of_values_is_named(mock, mock_displays):
    panel = mock_displays.figures["waits"].panels[0].model_copy(update={"variable": "age"})

    with pytest.raises(InputError, match=r"people\.age\.1\.n"):
        list_counts(panel, mock)


def test_an_unknown_figure_is_answered_with_the_nearest(mock, mock_displays, mock_codebook):
    with pytest.raises(InputError, match="did you mean “ratios”"):
        draw_figure("ratio", mock_displays, mock, mock_codebook)
