"""Which results depend on who coded: tests by their side of alpha, estimates by their spread."""

import pytest

from qi_stats.stats.sensitivity.coders import compare_estimates, compare_tests, summarize_coders

CODERS = ("first", "second", "consensus")


@pytest.mark.parametrize(
    ("p_values", "depends"),
    [
        ((0.01, 0.04, 0.02), "No"),
        ((0.2, 0.06, 0.05), "No"),
        ((0.01, 0.06, 0.02), "Yes"),
        ((0.01, 0.05, 0.02), "Yes"),
        ((None, 0.06, 0.02), "Yes"),
        ((0.01, None, 0.02), None),
        ((None, None, None), None),
    ],
)
def test_a_test_depends_on_the_coder_by_its_side_of_alpha(p_values, depends):
    found = compare_tests(question="P", p_values=p_values, coders=CODERS)

    assert found.depends == depends
    assert bool(found.warnings) == (depends is None)
    assert [one.value for one in found.values] == list(p_values)
    assert [bool(one.warnings) for one in found.values] == [p is None for p in p_values]


def test_alpha_can_be_chosen():
    found = compare_tests(question="P", p_values=(0.01, 0.04), coders=CODERS[:2], alpha=0.02)

    assert found.depends == "Yes"
    assert ".02" in found.definition


def test_an_estimate_moves_by_its_largest_difference():
    found = compare_estimates(question="OR", estimates=(2.0, 3.5, 1.5), coders=CODERS)
    lacking = compare_estimates(question="OR", estimates=(2.0, None, 1.5), coders=CODERS)

    assert found.difference == 2.0
    assert lacking.difference is None
    assert lacking.warnings


def test_the_summary_counts_what_differs():
    results = [(1.0, 1.0), (1.0, 1.0 + 1e-15), (1.0, 2.0), (None, 1.0), (None, None)]
    found = summarize_coders(results=results, depends=["Yes", "No", None])

    assert (found.results, found.changed) == (5, 2)
    assert (found.tests, found.depending) == (3, 1)
    assert found.verdict == "1 of 2 tests change sides of .05 with who coded."
    assert "can't be told" in found.warnings[0]


@pytest.mark.parametrize(
    ("depends", "verdict", "words"),
    [
        (["No", "No"], "Whoever coded, each test falls on the same side of .05.", None),
        ([], None, "no test"),
        ([None], None, "can't be told"),
    ],
)
def test_the_verdict(depends, verdict, words):
    found = summarize_coders(results=[(1.0, 1.0)], depends=depends)

    assert found.verdict == verdict
    assert found.warnings == () if words is None else words in found.warnings[0]


@pytest.mark.parametrize("p", [-0.1, 1.1])
def test_impossible_arguments_are_refused(p):
    with pytest.raises(ValueError, match="between 0 and 1"):
        compare_tests(question="P", p_values=(p, 0.5), coders=CODERS[:2])
    with pytest.raises(ValueError, match="each coder"):
        compare_tests(question="P", p_values=(0.5,), coders=CODERS[:2])
    with pytest.raises(ValueError, match="must lie between 0 and 1"):
        summarize_coders(results=[], depends=[], alpha=1 + abs(p))
