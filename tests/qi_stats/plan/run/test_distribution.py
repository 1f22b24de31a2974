"""How a number is spread: the records of bins and boxes, and the figures drawn from them."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.figures import describe_figure, draw_figure
from qi_stats.plan import load_plan, run_plan
from qi_stats.plan_file import check_displays, load_plan_file
from qi_stats.study import load_study

CODEBOOK = """\
title: Waits
provenance: observed
unit: {table: visits, singular: visit, plural: visits}
tables:
  visits:
    label: Visits
    file: visits.csv
    rows: one row per visit
    key: [number]
    variables:
      number: {label: Number, type: integer}
      wait: {label: Wait, type: integer, unit: min, range: [0, 90], missing: true}
      ward:
        label: Ward
        type: category
        levels: {north: {code: 1, label: North}, south: {code: 2, label: South}}
"""
PLAN = """\
analyses:
  waits:
    title: Waits
    kind: distribution
    table: visits
    variable: wait
    by: ward
    width: 10
    points: true
figures:
  bins: {kind: histogram, title: Waits, analysis: waits}
  boxes: {kind: box, title: Waits, analysis: waits}
"""
NORTH, SOUTH = [5, 5, 10, 12, 19, 20], [0, 8, 9, 9, 11, 60]


@pytest.fixture
def spread(tmp_path):
    """Return a function that runs the plan with one line exchanged."""

    def run(old="", new="", codebook_line=("", ""), south=SOUTH):
        pairs = [(wait, 1) for wait in NORTH] + [(wait, 2) for wait in south]
        rows = [f"{i},{wait},{ward}" for i, (wait, ward) in enumerate(pairs)]
        text = "\n".join(["number,wait,ward", *rows, "99,,2"])
        (tmp_path / "visits.csv").write_text(text + "\n", encoding="utf-8")
        path = tmp_path / "plan.yaml"
        path.write_text(PLAN.replace(old, new), encoding="utf-8")
        source = tmp_path / "codebook.yaml"
        source.write_text(CODEBOOK.replace(*codebook_line), encoding="utf-8")
        codebook = load_codebook(source)
        document = load_plan_file(path)
        check_displays(document, path, codebook)
        ledger = run_plan(load_plan(path, codebook), load_study(tmp_path, codebook))
        return document, ledger, codebook

    return run


def test_all_groups_share_the_bins(spread):
    _, ledger, _ = spread()

    assert [ledger.get(f"waits.bins.{one}").stat for one in ("start", "width", "number")] == [
        0,
        10,
        7,
    ]
    for group, counts in {"north": [2, 3, 1, 0, 0, 0, 0], "south": [4, 1, 0, 0, 0, 0, 1]}.items():
        at = f"waits.group.{group}.histogram"
        assert [ledger.get(f"{at}.{low}.n").stat for low in range(0, 70, 10)] == counts
    record = ledger.get("waits.group.south.histogram.60.high")
    assert (record.stat, record.fmt, record.variable_level) == (70, "integer", "60 to under 70")
    assert ledger.get("waits.missing").stat == 1


def test_a_box_has_quartiles_whiskers_and_its_points(spread):
    _, ledger, _ = spread()
    at = "waits.group.south.box"

    found = {one: ledger.get(f"{at}.{one}").stat for one in ("q1", "median", "q3", "whisker_high")}
    assert found == {"q1": 8.25, "median": 9, "q3": 10.5, "whisker_high": 11}
    assert ledger.get(f"{at}.beyond").stat == 2  # 0 and 60
    assert ledger.get(f"{at}.9.n").stat == 2
    assert ledger.get(f"{at}.9.n").variable_level == "9"


def test_without_points_only_those_beyond_the_whiskers_are_counted(spread):
    _, ledger, _ = spread("    points: true\n", "")

    counted = [
        r.key for r in ledger if ".box." in r.key and r.stat_name == "n" and r.variable_level
    ]
    assert counted == ["waits.group.south.box.0.n", "waits.group.south.box.60.n"]


def test_without_groups_there_is_one_histogram(spread):
    document, ledger, codebook = spread("    by: ward\n", "")

    assert ledger.get("waits.histogram.n").stat == 12
    assert "n 12: median 9.5" in describe_figure("boxes", document, ledger, codebook)
    assert draw_figure("bins", document, ledger, codebook)._repr_svg_().startswith("<")


@pytest.mark.parametrize(
    ("name", "words", "statistics"),
    [
        ("bins", "Wait (min); a bin holds its lower end", {"n", "low", "high"}),
        (
            "boxes",
            "South, n 6: median 9.0, middle half 8.3 to 10.5, whiskers 8.0 to 11.0, 2",
            {"q1"},
        ),
    ],
)
def test_the_figures_show_the_records_and_say_them(spread, name, words, statistics):
    document, ledger, codebook = spread()
    figure = draw_figure(name, document, ledger, codebook)

    assert figure._repr_svg_().startswith("<")
    assert statistics <= {record.stat_name for record in figure.shown}
    assert words in describe_figure(name, document, ledger, codebook)


def test_a_cap_is_told(spread):
    capped = ("range: [0, 90]", "range: [0, 60], identifier: capped")
    _, ledger, _ = spread("", "", capped, south=[40, 50, 50, 60])
    record = ledger.get("waits.group.south.box.whisker_high")

    assert (record.stat, record.fmt) == (60, "at_least_decimal1")
    assert "60 stands for 60 or more in 1 row" in record.warnings[0]


def test_a_group_without_values_is_no_box(spread):
    document, ledger, codebook = spread(
        "    by: ward\n", "    by: ward\n    where: {ward: north}\n"
    )

    assert ledger.get("waits.group.south.box.median").stat is None
    assert "South, no values." in describe_figure("boxes", document, ledger, codebook)
    draw_figure("boxes", document, ledger, codebook)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("variable: wait", "variable: ward", "a number"),
        ("by: ward", "by: wait", "a variable that splits the rows in groups"),
        ("width: 10", "width: 0", "greater than 0"),
        ("analysis: waits}\n  boxes", "analysis: wait}\n  boxes", "did you mean “waits”"),
    ],
)
def test_what_cannot_be_shown_is_refused(spread, old, new, message):
    with pytest.raises(InputError) as caught:
        spread(old, new)

    assert message in str(caught.value)
