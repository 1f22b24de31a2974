"""Series over time: the records of each chart and phase, what is refused, and what is drawn."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.displays.signals import describe_chart, list_charts, list_points
from qi_stats.figures import describe_figure, draw_figure
from qi_stats.plan import load_plan, run_plan
from qi_stats.plan_file import check_displays, load_plan_file
from qi_stats.stats import attribute_chart, run_chart, xmr_chart
from qi_stats.study import load_study

CODEBOOK = """\
title: Falls
provenance: observed
unit: {table: months, singular: month, plural: months}
tables:
  months:
    label: Months
    file: months.csv
    rows: one row per month
    key: [month]
    variables:
      month: {label: Month, type: date}
      falls: {label: Falls, type: integer, missing: true}
      days: {label: Patient days, type: integer}
      place: {label: Place, type: integer}
      ward: {label: Ward, type: text, missing: true}
"""
PLAN = """\
analyses:
  falls:
    title: Falls
    kind: over_time
    table: months
    order: month
    value: falls
    size: days
    charts: [run, xmr, u]
    MORE
figures:
  falls: {kind: time_series, title: Falls, analysis: falls, chart: u}
"""
FALLS = [5, 6, 4, 7, 5, 6, 8, 5, 1, 1, 15, 1]
DAYS = [100 + 10 * i for i in range(12)]


@pytest.fixture
def series(tmp_path):
    """Return a function that runs the plan with `more` in it."""
    rows = [
        f"2023-{i:02d}-01,{falls},{days},{1 if i < 3 else i},"
        for i, (falls, days) in enumerate(zip(FALLS, DAYS, strict=True), start=1)
    ]
    text = "\n".join(["month,falls,days,place,ward", *rows[::-1]])
    (tmp_path / "months.csv").write_text(text + "\n", encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")

    def run(more="", old="", new=""):
        path = tmp_path / "plan.yaml"
        path.write_text(PLAN.replace("MORE", more).replace(old, new or old), encoding="utf-8")
        codebook = load_codebook(tmp_path / "codebook.yaml")
        document = load_plan_file(path)
        check_displays(document, path, codebook)
        return document, run_plan(load_plan(path, codebook), load_study(tmp_path, codebook))

    return run


def test_records_are_those_of_the_functions_in_the_order_of_time(series):
    _, ledger = series()
    rates = [falls / days for falls, days in zip(FALLS, DAYS, strict=True)]
    run, xmr, u = run_chart(rates), xmr_chart(rates), attribute_chart(FALLS, DAYS, kind="u")

    assert ledger.get("falls.run.signal").stat == run.signal
    assert ledger.get("falls.run.false_alarm").stat == run.false_alarm
    assert ledger.get("falls.xmr.2023-03-01.high").stat == xmr.points[2].high
    assert ledger.get("falls.u.2023-11-01.signal").stat == u.points[10].signal == "above"
    assert ledger.get("falls.u.2023-11-01.value").group_level == "2023-11-01"
    assert list(list_points(ledger, "falls.u"))[::11] == ["2023-01-01", "2023-12-01"]


def test_the_first_points_can_give_the_limits(series):
    _, ledger = series("freeze: 8")

    expected = attribute_chart(FALLS, DAYS, kind="u", baseline=8)
    assert ledger.get("falls.u.center").stat == expected.center
    assert ledger.get("falls.u.center").method.arguments["baseline"] == 8


def test_phases_have_limits_of_their_own(series):
    _, ledger = series("phases: [{starts: 9, reason: A new floor}]")

    second = attribute_chart(FALLS[8:], DAYS[8:], kind="u")
    assert list_charts(ledger, "falls")[:3] == [
        "falls.phase.1.run", "falls.phase.1.u", "falls.phase.1.xmr",
    ]  # fmt: skip
    assert ledger.get("falls.phase.2.u.center").stat == second.center
    assert ledger.get("falls.phase.1.u.n").n == 8
    assert ledger.get("falls.phase.2.reason").stat == "A new floor"
    assert "of phase 2 (A new floor)" in describe_chart(ledger, "falls.phase.2.u")


def test_a_sentence_is_made_of_the_signals(series):
    _, ledger = series()

    assert "(2023-11-01 above)" in describe_chart(ledger, "falls.u")
    assert "of such charts give a signal." in describe_chart(ledger, "falls.run")


def test_two_rows_of_one_place_are_told_and_no_run_ends(series):
    _, ledger = series(old="order: month", new="order: place")

    assert "two rows have the same Place" in ledger.get("falls.failure").warnings[0]


@pytest.mark.parametrize(
    ("more", "old", "new", "message"),
    [
        ("", "    size: days\n", "", "p and u charts need the `size`"),
        ("freeze: 3\n    phases: [{starts: 3, reason: x}]", "", "", "either `freeze` or `phases`"),
        ("phases: [{starts: 5, reason: x}, {starts: 4, reason: y}]", "", "", "one after the other"),
        ("", "value: falls", "value: ward", "a number"),
        ("", "order: month", "order: ward", "a number or a date"),
        ("", "analysis: falls, chart", "analysis: fall, chart", "did you mean “falls”"),
    ],
)
def test_what_cannot_be_charted_is_refused(series, more, old, new, message):
    if old and not new:
        new = "    question: Why\n"
    with pytest.raises(InputError) as caught:
        series(more, old, new)

    assert message in str(caught.value)


@pytest.mark.parametrize("more", ["", "phases: [{starts: 9, reason: A new floor}]"])
def test_the_figure_shows_the_records_and_says_them(series, more, tmp_path):
    document, ledger = series(more)
    codebook = load_codebook(tmp_path / "codebook.yaml")

    figure = draw_figure("falls", document, ledger, codebook)
    shown = {record.stat_name for record in figure.shown}
    assert {"value", "low", "high", "center", "signal"} <= shown
    assert figure._repr_svg_().startswith("<")
    words = describe_figure("falls", document, ledger, codebook)
    assert words.startswith("Falls. u chart")
    assert "points outside the limits" in words
