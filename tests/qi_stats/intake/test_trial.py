"""Three files unlike any study here, from the file to the ledger, checked in another way."""

import io
import runpy
from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from qi_stats.cli import main
from qi_stats.cli.run import run_study
from qi_stats.codebook import load_codebook
from qi_stats.intake import Choices, Start, accept, draft_files, start_project
from qi_stats.ledger import Ledger
from qi_stats.study import load_study

START = Start("A trial", "2026-01-31", outcome="outcome", by="arm")


def carry_out(folder: Path, path: Path, choices: Choices, start: Start = START) -> Ledger:
    start_project(draft_files([path], accept, choices), folder, start)
    data = folder / "data"
    out = folder / "results" / "ledger.json"
    return run_study(data, data / "plan.yaml", data / "codebook.yaml", out).ledger


def get(ledger: Ledger, key: str) -> float:
    value = ledger.get(key).stat
    assert isinstance(value, int | float)
    return value


def check_outcome(ledger: Ledger, name: str, frame: pd.DataFrame) -> None:
    """Compare the main comparison and the odds ratio with SciPy's and with their definition."""
    table = pd.crosstab(frame["believer"], frame["affair"]).to_numpy()[::-1, ::-1]
    (a, b), (c, d) = table
    p = stats.chi2_contingency(table, correction=False).pvalue
    assert get(ledger, f"{name}.chi_square.p") == pytest.approx(p, rel=1e-9)
    fisher = stats.fisher_exact(table).pvalue
    assert get(ledger, f"{name}.fisher.p") == pytest.approx(fisher, rel=1e-9)
    difference = a / (a + b) - c / (c + d)
    assert get(ledger, f"{name}.risk_difference.difference") == pytest.approx(difference, rel=1e-9)


@pytest.fixture(scope="module")
def from_excel(tmp_path_factory, workbook) -> tuple[Path, Ledger]:
    folder = tmp_path_factory.mktemp("excel") / "review"
    start = Start("A trial", "2026-01-31", outcome="outcome_affair", by="faith_group")
    return folder, carry_out(folder, workbook, Choices(), start)


def test_a_messy_sheet_gives_the_numbers_that_pandas_gives(from_excel, marriages):
    _, ledger = from_excel
    ages = marriages["age"].where(marriages.index % 25 != 0).dropna()
    assert get(ledger, "everyone.n") == len(marriages)
    assert get(ledger, "everyone.age_years.mean") == pytest.approx(ages.mean(), rel=1e-11)
    assert get(ledger, "everyone.age_years.sd") == pytest.approx(ages.std(), rel=1e-11)
    assert get(ledger, "everyone.age_years.missing") == len(marriages) - len(ages)
    assert get(ledger, "everyone.children.median") == marriages["children"].median()
    assert get(ledger, "everyone.outcome_affair.yes.n") == marriages["affair"].sum()
    check_outcome(ledger, "outcome_affair_by_faith_group", marriages)


def test_numbers_are_compared_between_the_groups_as_scipy_compares_them(from_excel, marriages):
    _, ledger = from_excel
    known = marriages[marriages.index % 25 != 0]
    groups = [known.loc[known["believer"] == one, "age"] for one in (True, False)]
    welch = stats.ttest_ind(*groups, equal_var=False)
    assert get(ledger, "age_years_by_faith_group.welch.p") == pytest.approx(welch.pvalue, rel=1e-9)
    difference = groups[0].mean() - groups[1].mean()
    key = "age_years_by_faith_group.welch.difference"
    assert get(ledger, key) == pytest.approx(difference, rel=1e-9)


def test_days_are_counted_from_the_first_contact(from_excel, marriages):
    _, ledger = from_excel
    days = [10 + i % 50 for i in range(len(marriages)) if i % 20]
    mean = sum(days) / len(days)
    assert get(ledger, "everyone.follow_up_days.mean") == pytest.approx(mean, rel=1e-11)
    reason = "everyone.follow_up_days.not_applicable.missing"
    assert get(ledger, reason) == len(marriages) - len(days)


def test_nothing_in_the_project_identifies_anybody(from_excel):
    folder, _ = from_excel
    texts = [
        path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file() and path.suffix in {".csv", ".yaml", ".json", ".html", ".qmd"}
    ]
    for planted in ("Doe, Jane", "555-1", "700013", "1977-01-01", "1978-02-02"):
        assert not any(planted in text for text in texts), planted


def test_the_tests_of_the_project_hold(from_excel):
    folder, _ = from_excel
    found = runpy.run_path(str(folder / "tests" / "test_study.py"))
    tests = [one for name, one in found.items() if name.startswith("test_")]
    assert tests
    for test in tests:
        test()


def test_an_spss_file_keeps_its_words_and_its_kinds_of_missing(tmp_path, spss, marriages):
    ledger = carry_out(tmp_path / "review", spss, Choices())
    check_outcome(ledger, "outcome_by_arm", marriages)
    refused = sum(i % 20 == 0 for i in range(len(marriages)))
    not_asked = sum(i % 21 == 0 and i % 20 != 0 for i in range(len(marriages)))
    assert get(ledger, "everyone.rating.refused.missing") == refused
    assert get(ledger, "everyone.rating.not_asked.missing") == not_asked
    ages = marriages["age"].where(marriages.index % 16 != 0).dropna()
    assert get(ledger, "everyone.age.mean") == pytest.approx(ages.mean(), rel=1e-11)


def test_a_redcap_export_takes_its_words_from_the_dictionary(tmp_path, redcap, marriages):
    export, dictionary = redcap
    folder = tmp_path / "review"
    ledger = carry_out(folder, export, Choices(dictionary=dictionary))
    check_outcome(ledger, "outcome_by_arm", marriages)
    assert get(ledger, "everyone.help_1.yes.n") == len(marriages) // 2
    codebook = (folder / "data" / "codebook.yaml").read_text(encoding="utf-8")
    assert "Help from: Partner" in codebook
    assert "marked as an identifier in the dictionary" in codebook
    assert "Branching logic" in (folder / "data" / "import.html").read_text(encoding="utf-8")


def test_a_large_register_is_not_tested_by_all_its_differences(tmp_path):
    from qi_stats.intake import write_drafts
    from qi_stats.intake.proposal import propose_plan

    lines = [f"{i},{i % 97},{'AB'[i % 2]}" for i in range(1, 1203)]
    (tmp_path / "rows.csv").write_text("id,cost,group\n" + "\n".join(lines), encoding="utf-8")
    write_drafts(draft_files([tmp_path / "rows.csv"], accept, Choices()), tmp_path / "data", "T")
    codebook = load_codebook(tmp_path / "data" / "codebook.yaml")
    proposal = propose_plan(load_study(tmp_path / "data", codebook), "cost", "group")
    assert "mann_whitney" not in proposal.comparisons[0].fit.methods


WARDS, PAINS = ("North", "South", "West"), ("Mild", "Moderate", "Severe")
AUDITS = "audit,ward,score,pain\n" + "".join(
    f"{i},{WARDS[i % 3]},{(i * 7) % 11 + i % 3},{PAINS[i // 2 % 3]}\n" for i in range(1, 61)
)


@pytest.fixture
def audits(tmp_path):
    """A study of three wards, in the folder that it lies in."""
    from qi_stats.intake import write_drafts

    (tmp_path / "rows.csv").write_text(AUDITS, encoding="utf-8")
    write_drafts(draft_files([tmp_path / "rows.csv"], accept, Choices()), tmp_path / "data", "T")
    return tmp_path


def test_three_groups_are_compared_by_means_ranks_and_pairs_as_scipy_compares_them(audits):
    from qi_stats.intake.plan_file import render_plan
    from qi_stats.intake.proposal import propose_plan

    data = audits / "data"
    codebook = load_codebook(data / "codebook.yaml")
    proposal = propose_plan(load_study(data, codebook), "score", "ward")
    (data / "plan.yaml").write_text(render_plan(proposal), encoding="utf-8")
    out = audits / "results" / "ledger.json"
    ledger = run_study(data, data / "plan.yaml", data / "codebook.yaml", out).ledger
    frame = pd.read_csv(audits / "rows.csv")
    groups = [rows["score"].to_numpy() for _, rows in frame.groupby("ward")]
    expected = stats.kruskal(*groups).pvalue
    assert get(ledger, "score_by_ward.kruskal.p") == pytest.approx(expected, rel=1e-9)
    key = "score_by_ward.games_howell.north.south.difference"
    assert get(ledger, key) == pytest.approx(groups[0].mean() - groups[1].mean(), rel=1e-9)
    assert get(ledger, "score_by_ward.welch_anova.p") == pytest.approx(
        stats.f_oneway(*groups, equal_var=False).pvalue, rel=1e-9
    )
    codes = frame["pain"].map({"Mild": 1, "Moderate": 2, "Severe": 3})
    ranked = stats.kruskal(*[codes[frame["ward"] == one] for one in WARDS])
    assert get(ledger, "pain_by_ward.kruskal.p") == pytest.approx(ranked.pvalue, rel=1e-9)


@pytest.mark.parametrize(
    ("typed", "chosen"),
    [
        ("2\n\n", ("score", "ward")),
        ("pain\nnone\n", ("pain", "none")),
        ("9\nnobody\nscore\n1\n", ("score", "ward")),
    ],
)
def test_propose_asks_what_the_outcome_is_and_what_the_groups(
    audits, monkeypatch, capsys, typed, chosen
):
    outcome, groups = chosen
    terminal = io.StringIO(typed)
    terminal.isatty = lambda: True
    monkeypatch.setattr("sys.stdin", terminal)
    assert main(["propose", "--data", str(audits / "data")]) == 0
    shown = capsys.readouterr().out
    assert "What is the outcome, the variable that the project is about?\n  1 ward\n" in shown
    assert f"outcome: {outcome} (named by you)" in shown
    assert f"\ngroups: {groups} (" in shown
