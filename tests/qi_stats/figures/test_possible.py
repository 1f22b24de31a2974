"""The figure of possible tables shows P of each test at each count, by reading."""

import pytest

from qi_files.errors import InputError
from qi_stats.audit.claims.verdicts import OUTCOMES
from qi_stats.displays.figures import PossibleFigure
from qi_stats.figures.possible import describe_possible, draw_possible, list_points
from qi_stats.ledger import Ledger

SHELL = PossibleFigure.model_validate(
    {
        "kind": "possible",
        "title": "Possible tables",
        "series": [{"claim": "wald_p", "label": "Wald"}, {"claim": "welch_p", "label": "Welch"}],
        "panels": [{"reading": "as_taken", "label": "As taken"}],
        "axis": "Tall and happy",
    }
)
POINTS = {
    "wald_p": {4: (None, "not_reproduced"), 5: (0.034, "reproduced"), 10: (0.2, "not_reproduced")},
    "welch_p": {4: (0.0004, "not_reproduced"), 5: (0.0352, "truncated"), 10: (0.2, "conflict")},
}


def list_records(make_record):
    for claim, points in POINTS.items():
        yield make_record(f"audit.printed.{claim}.low", 0.025, "decimal3")
        yield make_record(f"audit.printed.{claim}.high", 0.035, "decimal3")
        for count, (p, outcome) in points.items():
            gone = {"warnings": ("Empty cell.",)} if p is None else {}
            yield make_record(f"audit.points.as_taken.{claim}.{count}.value", p, "p", **gone)
            yield make_record(
                f"audit.points.as_taken.{claim}.{count}.outcome", OUTCOMES[outcome], "text"
            )


@pytest.fixture
def ledger(make_record):
    return Ledger(list_records(make_record))


def test_points_are_in_the_order_of_their_counts(ledger):
    points = list_points(SHELL.series[0], SHELL.panels[0], ledger)

    assert [(one.count, one.p) for one in points] == [(4, None), (5, 0.034), (10, 0.2)]


def test_a_marker_is_filled_where_p_prints_as_published(ledger):
    _, panel = draw_possible(SHELL, ledger).axes
    markers = [line for line in panel.lines if line.get_marker() in "oD"]
    filled = [round(line.get_ydata()[0], 3) for line in markers if line.get_mfc() != "none"]

    assert len(markers) == 5, "the Wald test has no P at 4"
    assert filled == [0.034]
    assert {text.get_text() for text in panel.texts} == {".0340", ".0352", "<.001"}


def test_p_below_the_axis_is_drawn_at_its_end_and_written_there(ledger):
    _, panel = draw_possible(SHELL, ledger).axes

    assert min(line.get_ydata()[0] for line in panel.lines) == SHELL.limits[0]


def test_the_figure_is_told_in_words(ledger):
    assert describe_possible(SHELL, ledger) == (
        "As taken, Wald, P at tall and happy: 4: not estimable; 5: .0340, as printed; 10: .2000. "
        "As taken, Welch, P at tall and happy: 4: <.001; 5: .0352, as printed if cut off; "
        "10: .2000."
    )


def test_a_claim_without_tables_is_told_with_what_to_do():
    with pytest.raises(InputError, match=r"no tables in results/audit\.json"):
        list_points(SHELL.series[0], SHELL.panels[0], Ledger())
