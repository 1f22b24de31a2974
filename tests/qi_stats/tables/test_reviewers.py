"""Tables about reviewers show what the plan found, and nothing before it looked."""

import re
import shutil

import pytest

from qi_files.errors import InputError
from qi_stats import book
from qi_stats.cli import main
from qi_stats.tables.markup import to_text

SHELL = """
tables:
  agree: {kind: reviewers, title: Agreement, analysis: reviewers, show: agreement}
  rows: {kind: reviewers, title: Rows, analysis: reviewers, show: disagreements, notes: [Mind.]}
  results: {kind: reviewers, title: Results, analysis: reviewers, show: conclusions}
"""


@pytest.fixture
def project(tmp_path, reviewed, monkeypatch):
    """The reviewed study as a project, computed; the working directory is its root."""
    root = tmp_path / "project"
    shutil.copytree(reviewed, root / "data")
    (root / "_quarto.yml").write_text("project: {type: book}\n", encoding="utf-8")
    with (root / "data" / "plan.yaml").open("a", encoding="utf-8") as plan:
        plan.write(SHELL)
    monkeypatch.chdir(root)
    assert main(["run"]) == 0
    return root


def read_rows(table):
    """Return the rows of a drawn table as lists of text."""
    rows = re.findall(r"<tr.*?</tr>", table.to_html(), flags=re.DOTALL)
    cells = (re.findall(r"<t[hd].*?</t[hd]>", row, flags=re.DOTALL) for row in rows)
    return [[to_text(cell).strip() for cell in row] for row in cells]


@pytest.mark.usefixtures("project")
def test_measures_stand_by_variable_in_the_codebooks_order():
    rows = read_rows(book.table("agree"))

    assert [row[0] for row in rows if len(row) == 1][:3] == ["Pain", "Got better", "Calls"]
    assert ["Cohen kappa", "0.45 (−0.11 to 1.00)", "39%", "6"] in rows
    assert ["Coded alike", "100%", "", "5"] in rows
    assert ["Cohen kappa", "1.00 (not estimable)", "36%", "5"] in rows
    assert ["Coded twice: 6 of 14 rows."] in rows
    assert ["Calls: Rows left out because only one of the reviewers gave a value: 1."] in rows


@pytest.mark.usefixtures("project")
def test_disagreements_stand_with_every_coders_code():
    table = book.table("rows")
    rows = read_rows(table)

    assert rows[0] == ["Row", "First reviewer", "Second reviewer", "Consensus"]
    assert ["C04", "1 (Some)", "2 (Much)", "2 (Much)"] in rows
    assert ["C08", "1", "no value", "1"] in rows
    assert ["Mind."] in rows
    assert "reviewers.pain.disagreements.1.row" in table.data


@pytest.mark.usefixtures("project")
def test_conclusions_stand_under_each_coder():
    rows = read_rows(book.table("results"))

    assert ["Fisher exact test: P", ".03", ".29", ".03", "Yes", ""] in rows
    assert ["Risk difference", "71%", "43%", "71%", "", "29%"] in rows
    assert ["Maximum likelihood, Calls: P", ".09", "–", ".09", "–", ""] in rows
    assert ["2 of 5 tests change sides of .05 with who coded."] in rows


@pytest.mark.usefixtures("project")
def test_the_section_has_all_three_under_headings():
    shown = book.reviewers()._repr_markdown_()
    headings = re.findall(r"^## (.*)$", shown, flags=re.MULTILINE)

    assert headings == [
        "Agreement of the two reviewers: how far two reviewers agree",
        "Agreement of the two reviewers: rows that they coded differently",
        "Agreement of the two reviewers: what depends on who coded",
    ]
    assert 'data-key="reviewers.pain.kappa.coefficient"' in shown


def test_the_section_leaves_out_results_that_were_not_computed_again(project):
    path = project / "data" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("kind: agreement", "kind: agreement\n    rerun: false"), "utf-8")
    assert main(["run"]) == 0

    assert len(book.reviewers().parts) == 2


@pytest.mark.usefixtures("mock_project")
def test_there_is_no_section_where_no_reviewers_are_compared():
    assert book.reviewers() is None


@pytest.mark.usefixtures("project")
def test_the_plan_and_the_register_take_the_analysis_in():
    assert "Agreement of the two reviewers" in book.plan().to_html()
    assert "reviewers.conclusions.verdict" in book.results().make_cards()


def test_a_table_names_an_analysis_of_reviewers(project):
    path = project / "data" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    wrong = text.replace("Rows, analysis: reviewers", "Rows, analysis: better_by_arm")
    path.write_text(wrong, encoding="utf-8")

    with pytest.raises(InputError, match=r"tables › rows › analysis.*\n.*better_by_arm"):
        book.table("rows")
