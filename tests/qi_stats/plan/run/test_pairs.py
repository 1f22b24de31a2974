"""Two numbers of the same rows, and two groups within strata: the records of the functions."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.methods import PAIRED
from qi_stats.plan import load_plan, run_plan
from qi_stats.stats import kendall, mantel_haenszel, paired_t, wilcoxon_signed_rank
from qi_stats.study import load_study

CODEBOOK = """\
title: Pairs
provenance: observed
unit: {table: visits, singular: visit, plural: visits}
tables:
  visits:
    label: Visits
    file: visits.csv
    rows: one row per visit
    key: [number]
    variables:
      number: {label: Number, type: integer}
      before: {label: Pain before, type: integer, missing: true}
      after: {label: Pain after, type: integer}
      fell: {label: Fell, type: binary}
      arm:
        label: Arm
        type: category
        levels: {usual: {code: 1, label: Usual}, new: {code: 2, label: New}}
      ward:
        label: Ward
        type: category
        levels: {north: {code: 1, label: North}, south: {code: 2, label: South}}
"""
PLAN = f"""\
analyses:
  pain:
    title: Pain
    kind: pairs
    table: visits
    first: before
    second: after
    methods: [{", ".join(method.name for method in PAIRED)}]
  falls:
    title: Falls
    kind: stratified
    table: visits
    variable: fell
    by: arm
    strata: ward
"""
BEFORE, AFTER = [8, 7, 6, 9, 5, 7, 8, 4], [5, 7, 4, 6, 6, 3, 5, 2]
FELL, ARM, WARD = [1, 0, 1, 0, 1, 1, 0, 0], [1, 1, 2, 2, 1, 1, 2, 2], [1, 1, 1, 1, 2, 2, 2, 2]


@pytest.fixture
def run(tmp_path):
    """Return a function that runs the plan with one line exchanged."""
    rows = zip(range(8), BEFORE, AFTER, FELL, ARM, WARD, strict=True)
    lines = [",".join(map(str, row)) for row in rows]
    text = "\n".join(["number,before,after,fell,arm,ward", *lines, "8,,1,1,1,1"])
    (tmp_path / "visits.csv").write_text(text + "\n", encoding="utf-8")
    (tmp_path / "codebook.yaml").write_text(CODEBOOK, encoding="utf-8")

    def carry_out(old="", new=""):
        path = tmp_path / "plan.yaml"
        path.write_text(PLAN.replace(old, new), encoding="utf-8")
        codebook = load_codebook(tmp_path / "codebook.yaml")
        return run_plan(load_plan(path, codebook), load_study(tmp_path, codebook))

    return carry_out


def test_pairs_have_the_records_of_the_functions(run):
    ledger = run()

    assert ledger.get("pain.missing").stat == 1
    assert ledger.get("pain.after.mean").stat == 38 / 8
    record = ledger.get("pain.paired_t.difference")
    assert (record.stat, record.variable) == (paired_t(BEFORE, AFTER).difference, "before − after")
    assert ledger.get("pain.signed_rank.p").stat == wilcoxon_signed_rank(BEFORE, AFTER).p
    assert ledger.get("pain.kendall.r").stat == kendall(BEFORE, AFTER).r
    assert all(ledger.get(f"pain.{method.name}.p").stat is not None for method in PAIRED)


def test_strata_have_the_odds_ratio_of_mantel_and_haenszel(run):
    ledger = run()
    tables = [[[1, 1], [2, 1]], [[0, 2], [2, 0]]]  # new, then usual: fell or not, by ward

    expected = mantel_haenszel(tables)
    record = ledger.get("falls.mantel_haenszel.odds_ratio")
    assert (record.stat, record.n) == (expected.odds_ratio, 9)
    assert (record.variable_level, record.group_level) == ("yes", "new − usual")
    assert ledger.get("falls.mantel_haenszel.p").stat == expected.p


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("first: before", "first: arm", "a number or an ordered category"),
        ("second: after", "second: before", "different variables"),
        ("methods: [paired_t", "methods: [welch", "one of: paired_t"),
        ("variable: fell", "variable: before", "a variable of two levels"),
        ("strata: ward", "strata: after", "a variable with levels"),
        ("strata: ward", "strata: arm", "different variables"),
        ("by: arm", "by: before", "a variable with levels"),
        ("by: arm", "by: arms", "did you mean “arm”"),
    ],
)
def test_what_does_not_fit_is_refused(run, old, new, message):
    with pytest.raises(InputError) as caught:
        run(old, new)

    assert message in str(caught.value)
