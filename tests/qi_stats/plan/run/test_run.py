"""Running a plan gives the numbers that can be worked out by hand, and says what it can't give."""

import math

import pytest

from qi_files.errors import InputError
from qi_stats.ledger import diff_ledgers, render_ledger
from qi_stats.methods import COMPARISONS, REGRESSIONS
from qi_stats.plan import load_plan, run_plan
from qi_stats.study import load_study

from ..conftest import HEADER, TINY, WORKUP

SCORES = (1, 2, 3, 4, 6, 8, 9)  # R7 has none


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("residents.n", 8),
        ("residents.missing", 0),
        ("residents.score.n", 7),
        ("residents.score.missing", 1),
        ("residents.score.mean", sum(SCORES) / 7),
        ("residents.score.min", 1),
        ("residents.score.median", 4),
        ("residents.ward.north.n", 3),
        ("residents.ward.north.total", 8),
        ("residents.ward.north.proportion", 3 / 8),
        ("residents.injured.n", 4),
        ("residents.injured.missing", 0),
        ("residents.visited.yes.n", 2),
        ("first_visits.n", 2),
        ("first_visits.minutes.mean", (10 + 30) / 2),
        ("first_visits.ward.south.n", 1),
        ("score_by_fall.n", 7),
        ("score_by_fall.missing", 1),
        ("score_by_fall.group.yes.mean", (2 + 4 + 9) / 3),
        ("score_by_fall.group.no.n", 4),
        ("score_by_fall.welch.difference", (2 + 4 + 9) / 3 - (1 + 3 + 6 + 8) / 4),
        ("fall_by_shift.welch.difference", 1 / 4 - 3 / 4),
        ("fall_by_shift.group.night.yes.proportion", 3 / 4),
        ("score_on_ward.ols.intercept.coefficient", (1 + 2) / 2),
        ("score_on_ward.ols.ward.south.coefficient", (3 + 4 + 9) / 3 - 1.5),
        ("fall_on_score.ml.events", 3),
    ],
)
def test_a_record_has_the_value_worked_out_by_hand(tiny_ledger, key, value):
    assert tiny_ledger.get(key).stat == pytest.approx(value, rel=1e-12)


def test_an_ordered_category_is_a_number_by_its_codes(tiny_ledger):
    moods, n = (1, 2, 2, 5, 1, 2, 5), 7
    mean_x, mean_y = sum(SCORES) / n, sum(moods) / n
    cross = sum((x - mean_x) * (y - mean_y) for x, y in zip(SCORES, moods, strict=True))
    slope = cross / sum((x - mean_x) ** 2 for x in SCORES)

    record = tiny_ledger.get("mood_on_score.ols.score.coefficient")

    assert record.stat == pytest.approx(slope, rel=1e-12)


def test_a_record_says_what_it_is_about_and_how_it_was_made(tiny_ledger):
    record = tiny_ledger.get("score_by_fall.levene_median.f")

    assert (record.variable, record.group, record.group_level) == ("score", "fell", "yes − no")
    assert (record.analysis, record.context, record.n) == ("score_by_fall", "levene_median", 7)
    assert record.method.function == "qi_stats.stats:levene"
    assert record.method.arguments == {
        "a": "score where fell is yes[3]",
        "b": "score where fell is no[4]",
        "center": "median",
    }
    assert record.inputs.columns == ("score", "fell")
    assert list(record.inputs.sha256) == ["residents"]


def test_defaults_of_the_call_are_recorded_too(tiny_ledger):
    assert tiny_ledger.get("score_by_fall.welch.p").method.arguments["level"] == 0.95


def test_inputs_name_each_file_behind_a_value(tiny_ledger):
    joined = tiny_ledger.get("first_visits.ward.south.n").inputs
    derived = tiny_ledger.get("residents.visited.yes.n").inputs

    assert list(joined.sha256) == list(derived.sha256) == ["residents", "visits"]
    assert joined.where == {"visit": 1}


def test_a_variable_that_applies_to_some_rows_is_described_on_those(tiny_ledger):
    record = tiny_ledger.get("residents.injured.yes.proportion")

    assert record.stat == 2 / 4
    assert record.inputs.where == {"fell": "yes"}


def test_terms_say_which_level_they_mark(tiny_ledger):
    record = tiny_ledger.get("score_on_ward.ols.ward.east.coefficient")

    assert (record.variable, record.variable_level) == ("ward", "east")


def test_rows_left_out_are_told(tiny_ledger):
    assert tiny_ledger.get("score_by_fall.n").warnings == (
        "1 of 8 rows are left out because a value is missing.",
    )


def test_whole_numbers_are_shown_whole(tiny_ledger):
    assert tiny_ledger.get("residents.score.max").fmt == "integer"
    assert tiny_ledger.get("residents.score.mean").fmt == "decimal1"


def test_a_run_gives_the_same_bytes_again(tiny_ledger, codebook):
    plan = load_plan(TINY / "plan.yaml", codebook)

    assert render_ledger(run_plan(plan, load_study(TINY, codebook))) == render_ledger(tiny_ledger)


def test_rows_in_another_order_give_the_same_numbers(folder, codebook, tiny_ledger):
    path = folder / "residents.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *reversed(rows)]) + "\n", encoding="utf-8")

    ledger = run_plan(load_plan(TINY / "plan.yaml", codebook), load_study(folder, codebook))

    assert not diff_ledgers(tiny_ledger, ledger)


def test_rows_made_up_are_illustrative_until_a_claim_settles_them(folder, load):
    path = folder / "codebook.yaml"
    text = path.read_text(encoding="utf-8").replace("observed", "reconstructed")
    path.write_text(text, encoding="utf-8")
    from qi_stats.codebook import load_codebook

    codebook = load_codebook(path)
    ledger = run_plan(load_plan(folder / "plan.yaml", codebook), load_study(folder, codebook))

    assert {"illustrative"} == {record.identified for record in ledger}


def test_each_method_of_the_table_has_records_with_values(run):
    ledger = run(WORKUP)

    for analysis, methods in (
        ("groups", [m for m in COMPARISONS if m.takes == "samples"]),
        ("tables", [m for m in COMPARISONS if m.takes == "table"]),
        ("linear", REGRESSIONS["linear"]),
        ("logistic", REGRESSIONS["logistic"]),
    ):
        for method in methods:
            records = ledger.select(f"{analysis}.{method.name}")
            assert any(isinstance(record.stat, float) for record in records), method.name
            assert {record.context for record in records} == {method.name}


def test_a_table_has_the_groups_in_the_order_named_and_the_event_first(run):
    day, night = (1, 3), (3, 1)  # fell, did not fall

    named = run(WORKUP.replace("by: shift", "by: shift\n    groups: [day, night]"))
    turned = run(WORKUP.replace("by: shift", "by: shift\n    groups: [night, day]"))

    ratio = (day[0] / 4) / (night[0] / 4)
    assert named.get("tables.risk_ratio.risk_ratio").stat == pytest.approx(ratio)
    assert turned.get("tables.risk_ratio.risk_ratio").stat == pytest.approx(1 / ratio)


def test_more_than_two_groups_and_levels_make_a_larger_table(run):
    text = WORKUP.replace("by: shift", "by: ward").replace("variable: fell", "variable: mood")
    start, end = text.index("  tables:"), text.index("  linear:")
    table = text[start:end].split("methods:")[0] + "methods: [chi_square, cramer_v]\n"

    ledger = run("analyses:\n" + table)

    assert ledger.get("tables.chi_square.df").stat == (3 - 1) * (3 - 1)
    assert ledger.get("tables.group.east.high.n").stat == 0


def test_numbers_of_both_signs_are_counted_one_by_one(folder, run):
    path = folder / "codebook.yaml"
    text = path.read_text(encoding="utf-8").replace("[0, 20]", "[-9, 99999]")
    path.write_text(text, encoding="utf-8")
    plan = WORKUP.split("  groups:", maxsplit=1)[0] + "    counted: [score]\n"

    near = run(plan, HEADER + "R1,1,1,-1,1,0,,\nR2,1,1,1,1,0,,\n")
    far = run(plan, HEADER + "R1,1,1,-1,1,0,,\nR2,1,1,99999,1,0,,\n")

    assert [near.get(f"all.score.{value}.n").stat for value in (-1, 0, 1)] == [1, 0, 1]
    assert [far.get(f"all.score.{value}.n").stat for value in (-1, 99999)] == [1, 1]
    assert "all.score.0.n" not in far


def test_terms_may_interact(run):
    text = WORKUP.replace("[shift, ward]", '[shift, mood, "shift:mood"]')

    record = run(text).get("linear.ols.shift:mood.coefficient")

    assert isinstance(record.stat, float)
    assert record.variable == "shift:mood"


@pytest.mark.parametrize("term", ["shift:shift", "shift:fel"])
def test_an_interaction_names_different_known_variables(run, term):
    with pytest.raises(InputError, match=r"shift:shift|“fel”"):
        run(WORKUP.replace("[shift, ward]", f"[shift, '{term}']"))


def test_single_values_are_counted_where_the_plan_asks_for_it(run):
    """Scores run from 1 to 9; 5 does not occur; other keys stay as they are."""
    ledger = run(
        "analyses: {a: {title: A, kind: describe, table: residents, variables: [score], "
        "counted: [score]}}"
    )

    assert [ledger.get(f"a.score.{value}.n").stat for value in range(1, 10)] == [
        int(value in SCORES) for value in range(1, 10)
    ]
    assert ledger.get("a.score.3.n").variable_level == "3"
    assert ledger.get("a.score.n").stat == len(SCORES)


def test_only_whole_numbers_that_are_described_are_counted(load):
    with pytest.raises(InputError, match="whole numbers"):
        load(
            "analyses: {a: {title: A, kind: describe, table: residents, variables: [ward], "
            "counted: [ward]}}"
        )


def test_a_plan_chooses_intervals_of_proportions_and_definitions_of_quartiles(run):
    words = "title: A, kind: describe, table: residents, variables: [score, fell]"
    plain = run(f"analyses: {{a: {{{words}}}}}")
    other = run(f"analyses: {{a: {{{words}, interval: clopper_pearson, quantiles: type6}}}}")

    low, high = (other.get(f"a.fell.yes.{bound}") for bound in ("low", "high"))  # 4 of 8
    assert sum(math.comb(8, k) * low.stat**k * (1 - low.stat) ** (8 - k) for k in range(4, 9)) == (
        pytest.approx(0.025, rel=1e-9)
    )
    assert high.stat == pytest.approx(1 - low.stat)
    assert "Clopper" in low.definition
    assert plain.get("a.fell.yes.low").stat > low.stat
    # of 1 2 3 4 6 8 9: the second value, by type 6; half way between the second and third, by 7
    assert (plain.get("a.score.q1").stat, other.get("a.score.q1").stat) == (2.5, 2)


MANY = """
analyses:
  wards:
    title: Wards
    kind: compare
    table: residents
    variable: score
    by: ward
    methods: [anova, games_howell]
    fragility: {of: [%s]}
"""


def test_three_groups_are_compared_together_and_in_pairs(run):
    """Scores 1 2, 3 4 9 and 6 8, with the means 3/2, 16/3 and 7, about 33/7."""
    ledger = run(MANY.replace("    fragility: {of: [%s]}\n", ""))
    within = 0.5 + (3 - 16 / 3) ** 2 + (4 - 16 / 3) ** 2 + (9 - 16 / 3) ** 2 + 2
    between = sum(n * (mean - 33 / 7) ** 2 for n, mean in ((2, 1.5), (3, 16 / 3), (2, 7)))
    anova, pair = (
        ledger.get("wards.anova.f"),
        ledger.get("wards.games_howell.north.east.difference"),
    )

    assert anova.stat == pytest.approx((between / 2) / (within / 4))
    assert anova.method.arguments == {"groups": "score by ward[3]"}
    assert pair.stat == pytest.approx(1.5 - 7)
    assert (pair.group, pair.group_level) == ("ward", "north − east")


def test_what_one_row_more_or_less_would_do_is_known_for_many_groups_too(run):
    ledger = run(MANY % "anova.p")

    assert ledger.get("wards.anova.leave_one_out.p_high").stat > ledger.get("wards.anova.p").stat


def test_pairs_have_no_single_p_to_examine(load):
    with pytest.raises(InputError, match="one of the methods of this analysis: anova"):
        load(MANY % "games_howell.north.east.p")
