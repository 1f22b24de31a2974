"""Two neurologists' classes, as docs/two-reviewers.md shows them, and as they were published."""

import re
import shutil
from pathlib import Path

import pytest

from qi_stats.cli import main
from qi_stats.ledger import load_ledger

ROOT = Path(__file__).parents[3]
DOCUMENT = ROOT / "docs" / "two-reviewers.md"
VCD = 5e-5
"""R's vcd 1.4-11, Kappa(MSPatients[,,"Winnipeg"]), prints four decimals."""


@pytest.fixture
def docs(tmp_path, monkeypatch):
    """A folder with a copy of the documents, where commands may write."""
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ledger(docs):
    assert main(["run", "--data", "docs/examples/two-reviewers", "--out", "reviewers.json"]) == 0
    return load_ledger(docs / "reviewers.json")


def list_commands():
    """Return each command of the document with the lines that it is said to print."""
    text = DOCUMENT.read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, flags=re.DOTALL)
    return [
        (command.split()[1:], printed)
        for block in blocks
        for command, printed in re.findall(r"^\$ (qi-stats .*)\n((?:(?!\$ ).*\n)*)", block, re.M)
    ]


@pytest.mark.usefixtures("docs")
def test_the_document_shows_what_the_commands_print(capsys):
    commands = list_commands()

    assert len(commands) > 5
    for command, printed in commands:
        assert main(command) == 0
        assert capsys.readouterr().out == printed


@pytest.mark.parametrize(
    ("patients", "agreed", "n", "kappa"),
    [("winnipeg", 64, 149, "0.208"), ("new_orleans", 33, 69, "0.297")],
)
def test_the_published_figures_come_out(ledger, patients, agreed, n, kappa):
    """Landis and Koch 1977: section 2 for the rows coded alike, eq 4.6 for kappa."""
    prefix = f"{patients}.diagnosis"

    assert ledger.get(f"{prefix}.percent.agreed").stat == agreed
    assert ledger.get(f"{prefix}.percent.n").stat == n
    assert f"{ledger.get(f'{prefix}.kappa.coefficient').stat:.3f}" == kappa
    row = next(
        line for line in DOCUMENT.read_text("utf-8").splitlines() if f"`{prefix}.kap" in line
    )
    assert f"| {kappa} |" in row


@pytest.mark.parametrize(
    ("measure", "statistic", "value"),
    [
        ("kappa", "se", 0.05046),
        ("kappa_linear", "coefficient", 0.3797),
        ("kappa_linear", "se", 0.05167),
        ("kappa_quadratic", "coefficient", 0.5246),
        ("kappa_quadratic", "se", 0.06006),
    ],
)
def test_weighted_forms_are_those_of_r(ledger, measure, statistic, value):
    record = ledger.get(f"winnipeg.diagnosis.{measure}.{statistic}")

    assert record.stat == pytest.approx(value, abs=VCD)


def test_the_made_up_consensus_is_the_less_certain_class(ledger):
    for number in range(1, 37):
        prefix = f"new_orleans.diagnosis.disagreements.{number}"
        codes = [
            ledger.get(f"{prefix}.{one}.code").stat for one in ("first", "second", "consensus")
        ]
        assert codes[2] == max(codes[:2])
    assert f"new_orleans.diagnosis.disagreements.{69 - 33 + 1}.row" not in ledger
