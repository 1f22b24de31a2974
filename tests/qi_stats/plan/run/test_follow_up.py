"""Times to an event: the records of each curve and of the log-rank test, and the figure."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.figures import describe_figure, draw_figure
from qi_stats.figures.survival import count_at_risk
from qi_stats.plan import load_plan, run_plan
from qi_stats.plan_file import check_displays, load_plan_file
from qi_stats.stats import kaplan_meier, log_rank
from qi_stats.study import load_study

CODEBOOK = """\
title: Follow-up
provenance: observed
unit: {table: people, singular: person, plural: people}
tables:
  people:
    label: People
    file: people.csv
    rows: one row per person
    key: [number]
    variables:
      number: {label: Number, type: integer}
      weeks: {label: Weeks, type: number, missing: true}
      left: {label: Left, type: binary}
      arm:
        label: Arm
        type: category
        levels: {usual: {code: 1, label: Usual}, new: {code: 2, label: New}}
"""
PLAN = """\
analyses:
  leaving:
    title: Leaving
    kind: follow_up
    table: people
    time: weeks
    event: left
    by: arm
figures:
  leaving: {kind: survival, title: Leaving, analysis: leaving, axis: Weeks}
"""
WEEKS, LEFT = [2.5, 4, 4, 7, 9, 11, 3, 8], [1, 1, 0, 1, 0, 1, 1, 0]
ARMS = [1, 1, 1, 1, 2, 2, 2, 2]


@pytest.fixture
def follow(tmp_path):
    """Return a function that runs the plan with one line exchanged."""
    rows = [f"{i},{w},{e},{a}" for i, (w, e, a) in enumerate(zip(WEEKS, LEFT, ARMS, strict=True))]
    text = "\n".join(["number,weeks,left,arm", *rows, "8,,0,2"])
    (tmp_path / "people.csv").write_text(text + "\n", encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")

    def run(old="", new=""):
        path = tmp_path / "plan.yaml"
        path.write_text(PLAN.replace(old, new), encoding="utf-8")
        codebook = load_codebook(tmp_path / "codebook.yaml")
        document = load_plan_file(path)
        check_displays(document, path, codebook)
        ledger = run_plan(load_plan(path, codebook), load_study(tmp_path, codebook))
        return document, ledger, codebook

    return run


def test_records_are_those_of_the_functions(follow):
    _, ledger, _ = follow()
    usual, new = (WEEKS[:4], LEFT[:4]), (WEEKS[4:], LEFT[4:])
    curve, test = kaplan_meier(*usual), log_rank([new, usual])

    assert ledger.get("leaving.missing").stat == 1
    assert ledger.get("leaving.group.usual.kaplan_meier.median").stat == curve.median
    point = ledger.get("leaving.group.usual.kaplan_meier.2.5.survival")
    assert (point.stat, point.group_level) == (curve.points[0].survival, "usual")
    assert ledger.get("leaving.log_rank.p").stat == test.p


def test_without_groups_there_is_one_curve_and_no_test(follow):
    _, ledger, _ = follow("    by: arm\n", "")

    assert ledger.get("leaving.kaplan_meier.n").stat == 8
    assert "leaving.log_rank.p" not in ledger


def test_the_figure_shows_the_curves_and_says_them(follow):
    document, ledger, codebook = follow()
    figure = draw_figure("leaving", document, ledger, codebook)

    assert figure._repr_svg_().startswith("<")
    assert {record.stat_name for record in figure.shown} >= {"survival"}
    words = describe_figure("leaving", document, ledger, codebook)
    assert "Arm: Usual: 3 events among 4 followed, median time 5.5." in words
    assert "Log-rank test: P = .17." in words


def test_the_numbers_at_risk_are_those_followed_so_long_or_longer(follow):
    _, ledger, _ = follow()
    times = [0.0, 2.5, 3, 4, 4.5, 20]

    found = count_at_risk(ledger, "leaving.group.usual.kaplan_meier", times)
    assert found == [sum(week >= time for week in WEEKS[:4]) for time in times]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("time: weeks", "time: arm", "a number"),
        ("event: left", "event: weeks", "a variable of two levels"),
        ("by: arm", "by: weeks", "a variable that splits the rows in groups"),
        ("analysis: leaving", "analysis: leave", "did you mean “leaving”"),
    ],
)
def test_what_cannot_be_followed_is_refused(follow, old, new, message):
    with pytest.raises(InputError) as caught:
        follow(old, new)

    assert message in str(caught.value)
