"""The table by group as it is drawn: columns, tests in the footnotes, missing values, mock."""

import pytest

from qi_stats.cli.mock import render_mocks
from qi_stats.codebook import load_codebook
from qi_stats.ledger import Ledger
from qi_stats.plan import load_plan, run_plan
from qi_stats.plan_file import check_displays, load_plan_file
from qi_stats.study import load_study
from qi_stats.tables import Sources, draw_outline, draw_table

PLAN = """\
analyses:
  baseline:
    title: People by ward
    kind: table_one
    table: people
    by: ward
    variables: [age, {name: weight, summary: median, test: mann_whitney}, smoker]
    tests: {numbers: welch, levels: fisher}
    differences: true
    standardized: true
"""
COLUMNS = [
    "Characteristic",
    "n",
    "Overall, N = 3",
    "Ward: South wing, N = 1",
    "Ward: North wing, N = 2",
    "Difference (95% CI)",
    "SMD (95% CI)",
    "P",
]


@pytest.fixture
def draw(ward):
    def draw_plan(text):
        (ward / "plan.yaml").write_text(text, encoding="utf-8")
        codebook = load_codebook(ward / "codebook.yaml")
        document = load_plan_file(ward / "plan.yaml")
        check_displays(document, ward / "plan.yaml", codebook)
        ledger = run_plan(load_plan(ward / "plan.yaml", codebook), load_study(ward, codebook))
        return draw_table("baseline", Sources(document, ledger, codebook, tuple, tuple, tuple))

    return draw_plan


def test_the_declaration_of_the_analysis_is_enough_to_draw_it(draw):
    text = draw(PLAN).to_markdown()

    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines()]
    assert rows[0] == COLUMNS
    assert rows[2][:4] == ["Age, mean (SD), years", "3", "40.0 (10.0)", "40.0 (not estimable)"]
    assert [row[0].strip() for row in rows[3:6]] == [
        "Weight, median (IQR), kg",
        "Missing, n",
        "Smokes, n (%)",
    ]
    assert rows[4][2:5] == ["1", "1", "0"]
    assert [row[-1][-3:] for row in (rows[2], rows[3], rows[5])] == ["(a)", "(b)", "(c)"]


def test_tests_are_named_below_and_no_star_is_shown(draw):
    text = draw(PLAN).to_markdown()

    for note in ("- (a) Welch t test.", "- (b) Mann-Whitney test.", "- (c) Fisher exact test."):
        assert note in text
    assert "*" not in text.replace(r"\*", "")
    assert "Differences are South wing minus North wing." in text


def test_cells_carry_the_keys_of_their_records(draw):
    table = draw(PLAN)

    assert 'data-key="baseline.group.north.age.mean"' in table.to_html()
    assert "baseline.age.welch.difference" in table.data


def test_a_shell_of_its_own_chooses_columns(draw):
    shell = """\
tables:
  baseline:
    {kind: table_one, title: By ward, analysis: baseline, overall: false, missing: never}
"""
    text = draw(PLAN + shell).to_markdown()

    assert "Overall" not in text
    assert "Missing" not in text


def test_percentages_by_row_and_strata_have_their_words(draw):
    text = draw(
        PLAN.replace("differences: true", "percent: row").replace("by: ward", "by: smoker")
        .replace("standardized: true", "strata: ward").replace(", smoker]", ", seen]")
    ).to_markdown()  # fmt: skip

    assert "Percentages are shares of the rows of a level" in text
    assert "**Ward: North wing**" in text


def test_the_outline_of_the_plan_names_its_variables(draw, ward):
    draw(PLAN)
    codebook, document = load_codebook(ward / "codebook.yaml"), load_plan_file(ward / "plan.yaml")
    text = draw_outline(document, Ledger(), codebook).to_markdown()

    assert "Age; Weight; Smokes" in text


def test_a_mock_shell_needs_no_data(ward):
    (ward / "plan.yaml").write_text(PLAN, encoding="utf-8")
    (ward / "people.csv").unlink()
    text = render_mocks(ward / "plan.yaml", ward / "codebook.yaml")

    assert text.startswith("## People by ward\n")
    assert "| Age, mean (SD), years" in text
    assert "xx.x (xx.x)" in text
    shown = [line for line in text.splitlines() if line.startswith("|")]
    assert not any(sign.isdigit() for line in shown[2:] for sign in line)
