"""Three files unlike any study here, from the file to the ledger, checked in another way."""

from pathlib import Path

import pandas as pd
import pytest
from scipy import stats

from qi_stats.cli.run import run_study
from qi_stats.intake import Choices, Start, accept, draft_files, start_project
from qi_stats.ledger import Ledger

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
