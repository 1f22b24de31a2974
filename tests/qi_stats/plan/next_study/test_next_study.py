"""Families of tests, the agreement of methods, and plans for a next study."""

import pytest

from qi_files.errors import InputError
from qi_stats.stats.power.proportions import detectable_proportions, sample_size_proportions

from ..run.test_fragility import write_residents

PLAN = """\
analyses:
  fall_by_shift:
    title: Falls by shift
    kind: compare
    table: residents
    variable: fell
    by: shift
    groups: [day, night]
    methods: [student, fisher, levene_mean]
  score_by_fall:
    title: Score by fall
    kind: compare
    table: residents
    variable: score
    by: fell
    groups: [yes, no]
    methods: [student]
families:
  both:
    title: Both tests
    members: [fall_by_shift.fisher.p, score_by_fall.student.p]
planning:
  power: 0.8
  comparisons: [fall_by_shift, score_by_fall]
  powers: [0.8]
  effects:
    large: {label: Large, proportions: [0.9, 0.2]}
    one_sd: {label: One SD, standardized: 1.0}
"""
SEPARATED = """\
analyses:
  fall_on_shift:
    title: Fall on shift
    kind: regression
    model: logistic
    table: residents
    outcome: fell
    terms: [shift]
    methods: [ml]
"""


def test_a_family_adjusts_its_p_values_together(run):
    ledger = run(PLAN)
    keys = ("fall_by_shift.fisher.p", "score_by_fall.student.p")
    raw = [ledger.get(key).stat for key in keys]
    holm = [ledger.get(f"families.both.{key}.holm").stat for key in keys]

    assert ledger.get("families.both.n").stat == 2
    assert min(holm) == pytest.approx(min(1, 2 * min(raw)), rel=1e-12)
    assert max(holm) == pytest.approx(max(min(holm), *raw), rel=1e-12)
    assert ledger.get(f"families.both.{keys[0]}.p").variable == "fell"


@pytest.mark.parametrize(
    ("old", "new", "found", "expected"),
    [
        ("score_by_fall.student.p]", "scor_by_fall.student.p]", "scor_by", "P value of this plan"),
        ("score_by_fall.student.p]", "score_by_fall.student.q]", "student.q", "P value"),
        ("score_by_fall.student.p]", "score_by_fall.student.t]", "student.t", "P value"),
        ("score_by_fall.student.p]", "fall_by_shift.fisher.p]", "second time", "each once"),
        ("comparisons: [fall_by_shift", "comparisons: [falls", "“falls”", "a comparison of two"),
        ("proportions: [0.9, 0.2]", "proportions: [0.9, 0.9]", "effect", ""),
        (", standardized: 1.0", "", "proportions", ""),
        ("powers: [0.8]", "powers: [1.8]", "1.8", ""),
    ],
)
def test_what_can_t_be_adjusted_or_planned_is_refused(run, old, new, found, expected):
    with pytest.raises(InputError) as caught:
        run(PLAN.replace(old, new))

    assert found in str(caught.value)
    assert expected in str(caught.value)


def test_a_comparison_of_shares_tells_what_it_could_have_found(run):
    ledger = run(PLAN, write_residents((3, 1, 1, 4)))
    expected = detectable_proportions(n1=5, n2=4, p1=1 / 5)

    assert ledger.get("fall_by_shift.detectable.baseline").stat == 1 / 5
    assert ledger.get("fall_by_shift.detectable.higher").stat == expected.higher
    assert ledger.get("score_by_fall.detectable.n1").stat == 1 + 4


def test_the_next_study_is_sized_for_the_effects_of_the_plan(run):
    ledger = run(PLAN)
    expected = sample_size_proportions(p1=0.9, p2=0.2)

    assert ledger.get("planning.large.power_80.exact.n").stat == expected.n
    assert ledger.get("planning.large.power_80.normal.n").stat <= expected.n
    assert ledger.get("planning.one_sd.power_80.exact.n").stat == 17


def test_an_empty_comparison_could_have_found_nothing(run):
    ledger = run(
        PLAN.replace("    table: residents\n", "    table: residents\n    where: {mood: high}\n"),
        write_residents((2, 2, 2, 2)),
    )

    assert not ledger.select("fall_by_shift.detectable")
    assert ledger.get("score_by_fall.detectable.difference").stat is None


def test_methods_on_different_sides_say_so_on_each_p_value(run):
    """2 of 2 and 1 of 7: Fisher's P is 3/36, and Student's about .02."""
    ledger = run(PLAN, write_residents((2, 0, 1, 6)))
    fisher, student = (ledger.get(f"fall_by_shift.{name}.p") for name in ("fisher", "student"))
    agreement = ledger.get("fall_by_shift.agreement_of_methods.verdict")

    assert fisher.stat == pytest.approx(3 / 36, rel=1e-12)
    assert student.stat < 0.05
    assert agreement.stat == "The tests fall on different sides of .05."
    assert "Fisher exact test" in agreement.warnings[0]
    assert fisher.warnings[-1:] == student.warnings == agreement.warnings
    assert ledger.get("fall_by_shift.agreement_of_methods.tests").stat == 2
    assert ledger.get("fall_by_shift.levene_mean.p").warnings != fisher.warnings


def test_a_single_test_has_nothing_to_agree_with(run):
    assert not run(PLAN).select("score_by_fall.agreement_of_methods")


def test_under_separation_firth_and_exact_stand_beside_maximum_likelihood(run):
    overlapping, apart = run(SEPARATED), run(SEPARATED, write_residents((4, 0, 2, 3)))

    assert apart.get("fall_on_shift.ml.shift.p").stat is None
    assert apart.get("fall_on_shift.firth.shift.odds_ratio").stat is not None
    assert apart.get("fall_on_shift.exact.shift.p").stat is not None
    assert not overlapping.select("fall_on_shift.firth")


def test_a_plan_can_be_narrowed_to_some_analyses_and_their_results(load):
    narrowed = load(PLAN).narrow({"fall_by_shift"})

    assert [one.id for one in narrowed.analyses] == ["fall_by_shift"]
    assert (narrowed.families, narrowed.planning) == ((), None)
    assert all(one.fragile == () for one in narrowed.analyses)
