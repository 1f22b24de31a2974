"""The figure of ranges shows what is settled, what is bounded, and what was only drawn."""

import pytest
from pydantic import ValidationError

from qi_stats.displays.figures import RangesFigure
from qi_stats.figures.ranges import describe_ranges, draw_ranges
from qi_stats.ledger import Ledger

FORM = {
    "kind": "ranges",
    "title": "Ranges",
    "axis": "P",
    "limits": [0.01, 1],
    "log": True,
    "at": 0.05,
    "rows": [
        {"key": f"a.{name}.p", "label": name.capitalize()} for name in ("one", "two", "three")
    ],
}
SHELL = RangesFigure.model_validate(FORM)


@pytest.fixture
def ledger(make_record):
    return Ledger(
        [
            make_record("a.one.p", 0.034, "p", identified="identified"),
            make_record("a.two.p", 0.2, "p", identified="bounded", range=(0.001, 0.5)),
            make_record("a.three.p", 0.3, "p", identified="illustrative", range=(0.1, 0.4)),
        ]
    )


def test_the_figure_is_told_in_words(ledger):
    assert describe_ranges(SHELL, ledger) == (
        "P. One: .03 (identified); Two: .20† (.001 to .50) (bounded); "
        "Three: .30‡ (.10 to .40) (illustrative)."
    )


def test_a_settled_value_is_filled_and_a_range_is_not(ledger):
    _, axes = draw_ranges(SHELL, ledger).axes
    squares = [line.get_mfc() for line in axes.lines if line.get_marker() == "s"]

    assert [fill != "none" for fill in squares] == [True, False, False]


def test_a_value_of_which_nothing_is_known_is_not_drawn_as_settled(ledger, make_record):
    unknown = make_record("a.one.p", 0.034, "p", identified="illustrative")
    others = (ledger.get("a.two.p"), ledger.get("a.three.p"))
    _, axes = draw_ranges(SHELL, Ledger([unknown, *others])).axes

    assert {line.get_mfc() for line in axes.lines if line.get_marker() == "s"} == {"none"}


def test_a_range_that_leaves_the_axis_ends_in_an_arrow(ledger):
    _, axes = draw_ranges(SHELL, ledger).axes
    ends = [line.get_marker() for line in axes.lines if line.get_marker() in ("<", ">", "|")]

    assert ends == ["<", "|", "|", "|"]


def test_a_drawn_range_is_dotted(ledger):
    _, axes = draw_ranges(SHELL, ledger).axes
    across = [line for line in axes.lines if len(set(line.get_xdata())) == 2]

    assert [line.get_linestyle() for line in across] == ["-", "--"], "the proven and the drawn one"


def test_the_marked_value_has_a_number_and_a_line_beside_each_row(ledger):
    _, axes = draw_ranges(SHELL, ledger).axes
    down = [line for line in axes.lines if len(set(line.get_ydata())) == 2]

    assert [set(line.get_xdata()) for line in down] == [{0.05}] * 3
    assert "0.05" in [tick.get_text() for tick in axes.get_xticklabels()]


@pytest.mark.parametrize("limits", [[1, 0.1], [0, 1]])
def test_an_axis_goes_upward_and_a_logarithmic_one_begins_above_zero(limits):
    with pytest.raises(ValidationError, match="the first is the lower one"):
        RangesFigure.model_validate({**FORM, "limits": limits})
