"""A table by group: against R on the data set mtcars, on the tiny study, and what is refused."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.plan import load_plan, run_plan
from qi_stats.study import load_study

REFERENCE = Path(__file__).parents[3] / "reference" / "standardized.json"
CASE = json.loads(REFERENCE.read_text(encoding="utf-8"))["cases"]["table_one"]
TABLE = """\
analyses:
  baseline:
    title: Baseline
    kind: table_one
    table: residents
    by: shift
    variables: [score, {{name: mood, test: none}}, fell]
    tests: {{numbers: welch, levels: fisher}}
    {more}
"""
COMPARISON = """\
analyses:
  baseline:
    title: Baseline
    kind: compare
    table: residents
    variable: score
    by: shift
    methods: [welch]
"""
CODEBOOK = """\
title: Cars
provenance: observed
unit: {table: cars, singular: car, plural: cars}
tables:
  cars:
    label: Cars
    file: cars.csv
    rows: one row per car
    key: [number]
    variables:
      number: {label: Number, type: id, pattern: '\\d+'}
      am: {label: Manual gears, short: Gears, type: binary}
      mpg: {label: Miles per gallon, type: number}
      cyl:
        label: Cylinders
        type: category
        levels: {4: {code: 4, label: "4"}, 6: {code: 6, label: "6"}, 8: {code: 8, label: "8"}}
      vs: {label: Straight engine, type: binary}
"""
CARS = """\
analyses:
  cars:
    title: Cars
    kind: table_one
    table: cars
    by: am
    variables: [mpg, cyl, vs]
    percent: row
    tests: {numbers: welch, levels: chi_square}
    differences: true
    standardized: true
"""


@pytest.fixture(scope="module")
def cars(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cars")
    columns = [CASE[name] for name in ("am", "mpg", "cyl", "vs")]
    lines = [
        ",".join(map(str, (number, *row)))
        for number, row in enumerate(zip(*columns, strict=True), start=1)
    ]
    (folder / "cars.csv").write_text("\n".join(["number,am,mpg,cyl,vs", *lines]) + "\n")
    levels = CODEBOOK.replace("{4: {", "{four: {").replace(" 6: {", " six: {")
    (folder / "codebook.yaml").write_text(levels.replace(" 8: {", " eight: {"))
    (folder / "plan.yaml").write_text(CARS)
    codebook = load_codebook(folder / "codebook.yaml")
    ledger = run_plan(load_plan(folder / "plan.yaml", codebook), load_study(folder, codebook))
    return lambda *keys: [ledger.get(f"cars.{key}").stat for key in keys]


def test_numbers_agree_with_r(cars):
    groups = [f"group.{group}.mpg" for group in ("no", "yes")]

    assert cars(*(f"{one}.mean" for one in groups)) == pytest.approx(CASE["mean"], rel=1e-10)
    assert cars(*(f"{one}.sd" for one in groups)) == pytest.approx(CASE["sd"], rel=1e-10)
    assert cars(*(f"{one}.median" for one in groups)) == pytest.approx(CASE["median"], rel=1e-10)
    assert cars("mpg.mean") == pytest.approx([CASE["overall_mean"]], rel=1e-10)
    assert cars("mpg.welch.p") == pytest.approx([CASE["welch_p"]], rel=1e-10)
    difference = cars("mpg.welch.difference", "mpg.welch.low", "mpg.welch.high")
    assert difference == pytest.approx(CASE["difference"], rel=1e-10)


def test_levels_agree_with_r(cars):
    pairs = [(group, level) for group in ("no", "yes") for level in ("four", "six", "eight")]
    column = cars(*(f"group.{group}.cyl.{level}.proportion" for group, level in pairs))
    row = cars(*(f"row.cyl.{level}.{group}.proportion" for group, level in pairs))

    assert column == pytest.approx(CASE["cyl_percent"], rel=1e-10)
    assert row == pytest.approx(CASE["cyl_row_percent"], rel=1e-10)
    assert cars("cyl.chi_square.p") == pytest.approx([CASE["chi_square_p"]], rel=1e-10)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("mpg.standardized_means", "mpg_smd"),
        ("cyl.standardized_shares", "cyl_smd"),
        ("vs.standardized_shares", "vs_smd"),
    ],
)
def test_standardized_differences_agree_with_r(cars, key, name):
    found = cars(f"{key}.effect", f"{key}.low", f"{key}.high")
    expected = [CASE[name][one] for one in ("effect", "low", "high")]

    assert found == pytest.approx(expected, rel=1e-10)


def test_a_comparison_of_the_table_is_that_of_a_plan(run):
    table = run(TABLE.format(more=""))
    alone = run(COMPARISON)

    for record in alone.select("baseline.welch"):
        key = record.key.replace("baseline.", "baseline.score.")
        assert replace(table.get(key), key=record.key) == record


def test_each_group_and_stratum_counts_its_own_missing_values(run):
    ledger = run(TABLE.format(more="strata: ward"))
    missing = [
        ledger.get(f"baseline.{part}score.missing").stat
        for part in ("", "group.night.", "group.day.")
    ]

    assert missing == [1, 0, 1]
    assert sum(
        ledger.get(f"baseline.stratum.{ward}.score.missing").stat
        for ward in ("north", "south", "east")
    ) == 1  # fmt: skip
    assert ledger.get("baseline.stratum.north.group.day.fell.n").inputs.where == {"ward": "north"}


def test_only_tests_that_the_plan_names_are_made(run):
    ledger = run(TABLE.format(more=""))
    tested = [key for key in ledger.keys() if key.endswith(".p")]  # noqa: SIM118 - not a dict

    assert tested == ["baseline.fell.fisher.p", "baseline.score.welch.p"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("by: shift", "by: score", "a variable that splits the rows in groups"),
        ("by: shift", "by: fell", "“fell”, which is described or compared too"),
        ("numbers: welch", "numbers: wilch", "did you mean “welch”"),
        ("numbers: welch", "numbers: levene_mean", "`none`, or a test of groups"),
        ("levels: fisher", "levels: welch", None),
        ("by: shift", "by: ward", "two groups, for the method “welch”"),
        ("test: none", "test: fisher", "a variable of two levels"),
        ("variables: [score", "variables: [remark", "a number or a variable with levels"),
    ],
)
def test_what_cannot_be_tabulated_is_refused(load, old, new, message):
    text = TABLE.format(more="").replace(old, new)
    if message is None:
        assert load(text).others
    else:
        with pytest.raises(InputError) as caught:
            load(text)
        assert message in str(caught.value)
