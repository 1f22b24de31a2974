"""Tests of one question agree about significance, or the words say which do not."""

import pytest

from qi_stats.stats.sensitivity.agreement_of_methods import judge_agreement


def test_tests_on_one_side_agree():
    below = judge_agreement(p_values=(0.01, 0.04), names=("a", "b"))
    above = judge_agreement(p_values=(0.05, 0.4, None), names=("a", "b", "c"))

    assert (below.tests, below.significant, below.warnings) == (2, 2, ())
    assert below.verdict == "All tests give a P value below .05."
    assert (above.tests, above.significant, above.warnings) == (2, 0, ())
    assert above.verdict == "All tests give a P value not below .05."
    assert (above.lowest, above.highest) == (0.05, 0.4)


def test_tests_on_different_sides_are_named():
    found = judge_agreement(p_values=(0.04, 0.06, 0.01), names=("a", "b", "c"))

    assert found.verdict == "The tests fall on different sides of .05."
    assert found.warnings == (
        "Tests of the same question fall on different sides of .05: "
        "P is below it by a and c, and not by b.",
    )

    assert (found.below, found.not_below) == ("a and c", "b")


def test_a_side_without_tests_says_so():
    assert judge_agreement(p_values=(0.04,), names=("a",)).not_below == "none"


def test_without_a_p_value_there_is_no_verdict():
    found = judge_agreement(p_values=(None,), names=("a",))

    assert (found.tests, found.verdict, found.lowest) == (0, None, None)
    assert found.warnings == ("No test has a P value.",)


@pytest.mark.parametrize(
    "given",
    [
        {"p_values": (0.1,), "names": ()},
        {"p_values": (1.1,), "names": ("a",)},
        {"p_values": (0.1,), "names": ("a",), "alpha": 0.0},
    ],
)
def test_invalid_input_raises(given):
    with pytest.raises(ValueError, match=r"name|between"):
        judge_agreement(**given)
