"""The tiny invented study, and ways to change one thing in it."""

import shutil
from pathlib import Path

import pytest

from qi_stats.codebook import load_codebook
from qi_stats.methods import COMPARISONS, REGRESSIONS
from qi_stats.plan import load_plan, run_plan
from qi_stats.study import load_study

TINY = Path(__file__).parents[2] / "fixtures" / "tiny"
HEADER = "resident_id,ward,shift,score,mood,fell,injured,remark\n"
WORKUP = """\
analyses:
  all:
    title: All
    kind: describe
    table: residents
    variables: [score, ward, mood, fell, injured]
  groups:
    title: Groups
    kind: compare
    table: residents
    variable: score
    by: fell
    methods: [{comparisons}]
  many:
    title: Many groups
    kind: compare
    table: residents
    variable: score
    by: ward
    methods: [{many}]
  tables:
    title: Tables
    kind: compare
    table: residents
    variable: fell
    by: shift
    methods: [{tables}]
  linear:
    title: Linear
    kind: regression
    model: linear
    table: residents
    outcome: score
    terms: [shift, ward]
    methods: [{linear}]
  logistic:
    title: Logistic
    kind: regression
    model: logistic
    table: residents
    outcome: fell
    terms: [score]
    methods: [{logistic}]
""".format(
    comparisons=", ".join(m.name for m in COMPARISONS if m.takes == "samples"),
    many=", ".join(m.name for m in COMPARISONS if m.takes in {"groups", "pairs"}),
    tables=", ".join(m.name for m in COMPARISONS if m.takes == "table"),
    linear=", ".join(m.name for m in REGRESSIONS["linear"]),
    logistic=", ".join(m.name for m in REGRESSIONS["logistic"]),
)


@pytest.fixture
def folder(tmp_path):
    """A copy of the tiny study that a test may damage."""
    return Path(shutil.copytree(TINY, tmp_path / "tiny"))


@pytest.fixture
def codebook():
    return load_codebook(TINY / "codebook.yaml")


@pytest.fixture
def load(folder, codebook):
    """Return a function that reads `text` as the plan."""

    def load_text(text):
        path = folder / "plan.yaml"
        path.write_text(text, encoding="utf-8")
        return load_plan(path, codebook)

    return load_text


@pytest.fixture
def run(folder, load):
    """Return a function that runs the plan `text` on data with other `residents`."""

    def run_text(text, residents=None):
        if residents is not None:
            (folder / "residents.csv").write_text(residents, encoding="utf-8")
            visits = "R1,1,9\n" if residents != HEADER else ""
            (folder / "visits.csv").write_text(f"resident_id,visit,minutes\n{visits}")
        plan = load(text)
        return run_plan(plan, load_study(folder, load_codebook(folder / "codebook.yaml")))

    return run_text


@pytest.fixture(scope="session")
def tiny_ledger():
    codebook = load_codebook(TINY / "codebook.yaml")
    return run_plan(load_plan(TINY / "plan.yaml", codebook), load_study(TINY, codebook))
