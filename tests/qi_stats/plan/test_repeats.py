"""A record that repeats another one knows which."""

from dataclasses import replace

import pytest

from qi_stats.ledger import Ledger
from qi_stats.plan.repeats import find_original

from .next_study.test_next_study import PLAN

LOOKED_AT = PLAN.replace("    methods: [student, fisher, levene_mean]\n", """\
    methods: [student, fisher, levene_mean]
    fragility:
      of: [student.p, fisher.p]
      trace: [fisher.p]
""")  # fmt: skip
ORIGINALS = {
    "fall_by_shift.fisher.fragility.p": "fall_by_shift.fisher.p",
    "fall_by_shift.fisher.recoded.p": "fall_by_shift.fisher.p",
    "fall_by_shift.student.fragility.charts": "fall_by_shift.n",
    "fall_by_shift.student.leave_one_out.charts": "fall_by_shift.n",
    "families.both.score_by_fall.student.p.p": "score_by_fall.student.p",
    "fall_by_shift.detectable.n1": "fall_by_shift.group.night.n",
    "fall_by_shift.detectable.n2": "fall_by_shift.group.day.n",
    "fall_by_shift.detectable.baseline": "fall_by_shift.group.night.yes.proportion",
    "score_by_fall.detectable.n1": "score_by_fall.group.no.n",
}


@pytest.fixture
def ledger(run):
    return run(LOOKED_AT)


@pytest.mark.parametrize(("key", "original"), ORIGINALS.items())
def test_the_original_is_found_and_has_the_same_value(ledger, key, original):
    found = find_original(ledger.get(key), ledger)

    assert found is not None
    assert found.key == original
    assert found.stat == ledger.get(key).stat


@pytest.mark.parametrize(
    "key",
    [
        "fall_by_shift.fisher.p",
        "fall_by_shift.fisher.fragility.p_after",
        "families.both.score_by_fall.student.p.holm",
        "fall_by_shift.detectable.higher",
        "fall_by_shift.agreement_of_methods.lowest",
    ],
)
def test_what_is_computed_anew_repeats_nothing(ledger, key):
    assert find_original(ledger.get(key), ledger) is None


def test_a_second_p_value_of_a_term_is_told_from_the_first(make_record):
    looked = make_record("x.ml.age.lr.fragility.p", 0.2, "p", context="fragility")
    wald, likelihood = (make_record(f"x.ml.age.{name}", 0.2, "p") for name in ("p", "lr_p"))
    ledger = Ledger([wald, likelihood])

    assert find_original(looked, ledger) == likelihood
    assert find_original(replace(looked, key="x.ml.age.fragility.p"), ledger) == wald
