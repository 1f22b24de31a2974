"""Datasets from claims: of an invented study, and of the project's own."""

import hashlib
import re
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.audit import load_claims
from qi_stats.audit.reconstruct.files import compare_files, write_files
from qi_stats.audit.reconstruct.reconstruct import reconstruct, reconstruct_files
from qi_stats.codebook import load_codebook
from qi_stats.plan import load_plan, run_plan
from qi_stats.study import load_study

DATA = Path(__file__).parents[4] / "data"
TALL = (
    "{text: '4', place: T, says: S, kind: count, key: guests.tall.yes.n,"
    " of: {table: guests, where: {tall: yes}}}"
)
MEAN = (
    "{text: '11.3', place: T, says: S, kind: mean, key: guests.score.mean,"
    " of: {table: guests, variable: score}}"
)


def p_claim(text, more=""):
    return (
        f"{{text: '{text}', place: T, says: S, kind: p, key: happy_by_tall.welch.p,"
        f" of: {{table: guests, variables: [happy, tall]}}{more}}}"
    )


def test_a_dataset_keeps_rules_claims_and_tests(codebook, load, plan, tmp_path):
    """4 tall guests, all happy, and 1 of the 4 others: t = 0.75 / 0.25 with 3 df, P = .058."""
    files = reconstruct_files(codebook, load(tall=TALL, mean=MEAN, p=p_claim(".06")), plan)

    write_files(tmp_path, files)
    ledger = run_plan(plan, load_study(tmp_path, codebook))
    assert ledger.get("guests.tall.yes.total").stat == 8
    assert ledger.get("guests.tall.yes.n").stat == 4
    assert ledger.get("guests.happy.yes.n").stat == 4 + 1
    assert 11.25 <= ledger.get("guests.score.mean").stat < 11.35
    assert ledger.get("happy_by_tall.welch.p").stat == pytest.approx(0.0577, abs=5e-5)


def test_the_seed_decides_what_is_left_open(codebook, load, plan):
    claims = load(tall=TALL)

    first, again, other = (reconstruct_files(codebook, claims, plan, seed) for seed in (1, 1, 2))
    assert first == again
    assert first != other


def test_claims_that_no_data_satisfy_are_refused(codebook, load, plan):
    claims = load(tall=TALL, p=p_claim(".01"))

    with pytest.raises(InputError, match="claims that no dataset satisfies together"):
        reconstruct(codebook, claims, plan)


def test_tests_whose_tables_are_too_many_are_asked_of_each_dataset(
    codebook, load, plan, tmp_path, monkeypatch
):
    monkeypatch.setattr("qi_stats.audit.reconstruct.reconstruct.MOST_BOUND", 0)
    files = reconstruct_files(codebook, load(tall=TALL, p=p_claim(".06")), plan)

    write_files(tmp_path, files)
    ledger = run_plan(plan, load_study(tmp_path, codebook))
    assert ledger.get("happy_by_tall.welch.p").stat == pytest.approx(0.0577, abs=5e-5)


@pytest.fixture(scope="module")
def project():
    codebook = load_codebook(DATA / "codebook.yaml")
    plan = load_plan(DATA / "plan.yaml", codebook)
    return codebook, load_claims(DATA / "published.yaml", codebook), plan


def test_the_projects_data_come_out_byte_for_byte(project):
    assert compare_files(DATA, reconstruct_files(*project)) == ()


def test_the_projects_claims_are_counted(project):
    counted = re.search(r"(\d+) claims in all", (DATA / "README.md").read_text(encoding="utf-8"))

    assert int(counted[1]) == len(project[1].by_name)


def test_the_projects_checksums_are_true(project):
    """data/README.md names each file with its rows and its digest."""
    rows = re.findall(
        r"^\| `(\S+\.csv)` \|.*\| (\d+) \| `(\w+)` \|$", (DATA / "README.md").read_text(), re.M
    )

    content = {name: (DATA / name).read_bytes() for name, _, _ in rows}
    assert {table.file for table in project[0].tables.values()} == set(content)
    for name, count, digest in rows:
        assert hashlib.sha256(content[name]).hexdigest() == digest
        assert content[name].count(b"\n") == int(count) + 1
