"""Units of unequal size: records of center, limits and signals, and the figure."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.figures import describe_figure, draw_figure
from qi_stats.plan import load_plan, run_plan
from qi_stats.plan_file import check_displays, load_plan_file
from qi_stats.stats import funnel_chart
from qi_stats.study import load_study

CODEBOOK = """\
title: Falls
provenance: observed
unit: {table: wards, singular: ward, plural: wards}
tables:
  wards:
    label: Wards
    file: wards.csv
    rows: one row per ward
    key: [ward]
    variables:
      ward: {label: Ward, type: integer}
      falls: {label: Falls, type: integer}
      patients: {label: Patients, type: integer, missing: true}
      kind: {label: Kind, type: category, levels: {a: {code: 1, label: A}, b: {code: 2, label: B}}}
"""
PLAN = """\
analyses:
  falls:
    title: Falls
    kind: funnel
    table: wards
    unit: ward
    value: falls
    size: patients
figures:
  falls: {kind: funnel, title: Falls, analysis: falls, axis: Patients, measure: Fell}
"""
FALLS, PATIENTS = [2, 5, 9, 11, 9, 40, 30], [12, 40, 80, 100, 110, 120, 260]


@pytest.fixture
def run(tmp_path):
    """Return a function that runs the plan with one line exchanged."""
    pairs = zip(FALLS, PATIENTS, strict=True)
    lines = [f"{i},{falls},{patients},1" for i, (falls, patients) in enumerate(pairs, start=1)]
    text = "\n".join(["ward,falls,patients,kind", *lines, "9,1,,2"])
    (tmp_path / "wards.csv").write_text(text + "\n", encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")

    def carry_out(old="", new=""):
        path = tmp_path / "plan.yaml"
        path.write_text(PLAN.replace(old, new), encoding="utf-8")
        codebook = load_codebook(tmp_path / "codebook.yaml")
        document = load_plan_file(path)
        check_displays(document, path, codebook)
        return (
            document,
            run_plan(load_plan(path, codebook), load_study(tmp_path, codebook)),
            codebook,
        )

    return carry_out


def test_the_records_are_those_of_the_function(run):
    _, ledger, _ = run()
    chart = funnel_chart(FALLS, PATIENTS)

    assert ledger.get("falls.missing").stat == 1
    assert ledger.get("falls.funnel.center").stat == chart.center
    record = ledger.get("falls.funnel.6.signal")
    assert (record.stat, record.group, record.group_level) == ("above", "ward", "6")
    assert ledger.get("falls.funnel.3.inner_high").stat == chart.points[2].inner_high
    assert ledger.get("falls.funnel.3.value").fmt == "percent1"


def test_the_figure_shows_and_says_who_lies_outside(run):
    document, ledger, codebook = run()
    figure = draw_figure("falls", document, ledger, codebook)

    assert figure._repr_svg_().startswith("<")
    assert {"value", "low", "size"} <= {record.stat_name for record in figure.shown}
    words = describe_figure("falls", document, ledger, codebook)
    assert "All 7 units together: 14.7%. Beyond the 99.8% limits: Ward 6 above (33.3%)." in words


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("value: falls", "value: kind", "a number"),
        ("size: patients", "size: patient", "did you mean “patients”"),
        ("analysis: falls", "analysis: fall", "did you mean “falls”"),
    ],
)
def test_what_is_no_unit_is_refused(run, old, new, message):
    with pytest.raises(InputError) as caught:
        run(old, new)

    assert message in str(caught.value)


def test_two_rows_of_one_unit_are_told(run):
    _, ledger, _ = run("unit: ward", "unit: kind")

    assert "two rows have the same Kind" in ledger.get("falls.failure").warnings[0]
