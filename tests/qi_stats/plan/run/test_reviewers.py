"""The plan compares two reviewers: measures, disagreements, and results under each one's codes."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.ledger import render_ledger
from qi_stats.methods import COEFFICIENTS
from qi_stats.plan import load_plan, run_plan
from qi_stats.study import load_study

HEADER = "chart_id,pain,better,calls\n"
AGREEMENT = "    kind: agreement\n    table: charts\n"
BETTER_BY_ARM = {"first": (6, 7, 1, 7), "second": (5, 7, 2, 7), "consensus": (6, 7, 1, 7)}
"""Charts of the new and of the usual arm that got better, of how many, counted by hand."""

MEASURES = [one.name for one in COEFFICIENTS]


@pytest.fixture
def run(reviewed):
    """Return a function that runs the plan after changes of files, given as file, old, new."""

    def run_changed(*changes):
        for file, old, new in changes:
            path = reviewed / file
            text = path.read_text(encoding="utf-8")
            assert old in text
            path.write_text(text.replace(old, new, 1) if old else new, encoding="utf-8")
        codebook = load_codebook(reviewed / "codebook.yaml")
        plan = load_plan(reviewed / "plan.yaml", codebook)
        return run_plan(plan, load_study(reviewed, codebook))

    return run_changed


@pytest.fixture
def ledger(run):
    return run()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("overlap.rows", 14),
        ("overlap.coded_twice", 6),
        ("pain.pairs.n", 6),
        ("pain.pairs.disagreements", 2),
        ("calls.pairs.one_sided", 1),
        ("calls.percent.n", 5),
        ("pain.percent.proportion", 4 / 6),
        # both reviewers: none 2, some 3, much 1
        ("pain.kappa.coefficient", (4 / 6 - 14 / 36) / (1 - 14 / 36)),
        ("better.kappa.coefficient", (4 / 6 - 1 / 2) / (1 - 1 / 2)),
        # AC1: chance is the mean of 2 prevalence (1 - prevalence), both 1/2
        ("better.ac1.coefficient", (4 / 6 - 1 / 2) / (1 - 1 / 2)),
        # alpha: 4 of 12 codes in pairs that differ; of all pairs 2 × 6 × 6 of 12 × 11
        ("better.alpha.alpha", 1 - (4 / 12) / (72 / 132)),
        ("calls.kappa.coefficient", 1),
        ("pain.disagreements.1.row", "C04"),
        ("pain.disagreements.1.first.code", "1 (Some)"),
        ("pain.disagreements.1.second.code", "2 (Much)"),
        ("pain.disagreements.1.consensus.code", "2 (Much)"),
        ("pain.disagreements.2.consensus.code", "not settled"),
        ("pain.disagreements.settled", 1),
    ],
)
def test_a_record_has_the_value_worked_out_by_hand(ledger, key, value):
    expected = value if isinstance(value, str) else pytest.approx(value, rel=1e-12)

    assert ledger.get(f"reviewers.{key}").stat == expected


def test_each_variable_has_the_measures_that_fit_it(ledger):
    measures = {
        variable: {one.context for one in ledger.select(f"reviewers.{variable}")} & {*MEASURES}
        for variable in ("pain", "better", "calls")
    }

    assert measures["better"] == {"percent", "kappa", "ac1", "alpha"}
    assert measures["pain"] == {*MEASURES} - {"alpha_interval"}
    assert measures["calls"] == {*MEASURES}
    assert "reviewers.better.ac1.p" not in ledger


def test_a_record_names_its_measure_and_all_files_behind_it(ledger):
    record = ledger.get("reviewers.pain.kappa_linear.coefficient")

    assert record.stat_label == "Weighted kappa, linear"
    assert list(record.inputs.sha256) == ["charts", "charts.second", "charts.consensus"]
    assert record.method.arguments["weights"] == "linear"


@pytest.mark.parametrize("coder", BETTER_BY_ARM)
def test_the_plan_is_run_again_with_each_coders_codes(ledger, coder):
    new, of_new, usual, of_usual = BETTER_BY_ARM[coder]
    key = f"reviewers.conclusions.better_by_arm.risk_difference.difference.{coder}.value"

    assert ledger.get(key).stat == pytest.approx(new / of_new - usual / of_usual)
    assert ledger.get(key).fmt == ledger.get("better_by_arm.risk_difference.difference").fmt


def test_a_test_that_changes_sides_depends_on_who_coded(ledger):
    prefix = "reviewers.conclusions.better_by_arm.fisher.p"
    tables = 3432  # of 14 charts, 7 of which got better: C(14, 7)

    assert ledger.get(f"{prefix}.first.value").stat == pytest.approx(2 * (49 + 1) / tables)
    assert ledger.get(f"{prefix}.second.value").stat == pytest.approx(2 * (441 + 49 + 1) / tables)
    assert ledger.get(f"{prefix}.depends").stat == "Yes"


def test_where_one_coders_codes_separate_the_groups_all_get_the_methods_for_it(ledger):
    prefix = "reviewers.conclusions.better_on_calls"

    assert ledger.get(f"{prefix}.ml.calls.p.second.value").stat is None
    assert ledger.get(f"{prefix}.ml.calls.p.depends").stat is None
    for coder in ("first", "second", "consensus"):
        assert ledger.get(f"{prefix}.firth.calls.odds_ratio.{coder}.value").stat > 1


def test_the_summary_says_how_many_results_depend_on_it(ledger):
    prefix = "reviewers.conclusions"

    assert (
        ledger.get(f"{prefix}.verdict").stat == "2 of 5 tests change sides of .05 with who coded."
    )
    assert ledger.get(f"{prefix}.tests").stat == 6
    assert any("second reviewer" in one for one in ledger.get(f"{prefix}.verdict").warnings)


def test_the_first_reviewers_results_are_those_of_a_study_coded_once(run, reviewed, ledger):
    plan = (reviewed / "plan.yaml").read_text(encoding="utf-8")
    codebook = (reviewed / "codebook.yaml").read_text(encoding="utf-8")
    once = run(
        ("plan.yaml", plan[plan.index("  reviewers:") :], ""),
        ("codebook.yaml", codebook[codebook.index("codings:") :], ""),
    )

    assert render_ledger(once) == render_ledger(
        type(ledger)(one for one in ledger if one.analysis != "reviewers")
    )


def test_the_rerun_can_be_left_out_and_the_rows_filtered(run):
    ledger = run(
        ("plan.yaml", AGREEMENT, f"{AGREEMENT}    where: {{arm: usual}}\n    rerun: false\n")
    )

    assert ledger.select("reviewers.conclusions") == ()
    assert ledger.get("reviewers.overlap.rows").stat == 7
    assert ledger.get("reviewers.overlap.coded_twice").stat == 2


def test_nothing_coded_twice_gives_words_in_place_of_numbers(run):
    ledger = run(("charts-second.csv", "", HEADER), ("charts-consensus.csv", "", HEADER))

    assert ledger.get("reviewers.overlap.coded_twice").warnings
    for measure in MEASURES:
        empty = [one for one in ledger.select(f"reviewers.calls.{measure}") if one.stat is None]
        assert empty
        assert all(one.warnings for one in empty)


def test_one_level_only_gives_no_coefficient(run):
    ledger = run(
        ("charts-second.csv", "", f"{HEADER}C01,0,0,0\nC05,0,1,3\n"),
        ("charts-consensus.csv", "", HEADER),
    )

    assert ledger.get("reviewers.pain.percent.proportion").stat == 1
    for measure in ("kappa", "ac1", "alpha"):
        records = ledger.select(f"reviewers.pain.{measure}")
        assert any(one.stat is None and "one level" in " ".join(one.warnings) for one in records)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("plan.yaml", AGREEMENT, AGREEMENT.replace("charts", "letters"))], "coded once"),
        ([("plan.yaml", AGREEMENT, f"{AGREEMENT}    variables: [pane]\n")], "did you mean “pain”"),
        ([("plan.yaml", AGREEMENT, f"{AGREEMENT}    variables: [arm]\n")], "second reviewer coded"),
        ([("plan.yaml", AGREEMENT, f"{AGREEMENT}    variables: [pain, pain]\n")], "pain"),
        (
            [
                ("codebook.yaml", "range: [0, 5]", "range: [0, 500]"),
                ("plan.yaml", AGREEMENT, f"{AGREEMENT}    variables: [calls]\n"),
            ],
            "a range of at most 100",
        ),
    ],
)
def test_a_mistake_in_the_plan_is_answered_with_its_line(run, changes, words):
    with pytest.raises(InputError, match=r"plan\.yaml:\d+") as caught:
        run(*changes)

    assert words in str(caught.value)
