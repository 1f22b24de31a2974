"""Several reviewers: agreement with R and with published examples, two reviewers, intervals."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from qi_stats.stats.agreement.krippendorff import krippendorff_alpha
from qi_stats.stats.agreement.several_reviewers import fleiss_kappa, krippendorff_several

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "several_reviewers.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10  # closed form
QUICK = {"draws": 50}


def read_case(case):
    codes = [[None if code is None else str(code) for code in item] for item in case["codes"]]
    return codes, [str(i + 1) for i in range(case["levels"])]


@pytest.mark.parametrize("name", CASES)
def test_they_agree_with_r(name, agree):
    codes, levels = read_case(CASES[name])
    kappa = fleiss_kappa(codes, levels, **QUICK)

    found = {each: getattr(kappa, each) for each in CASES[name]["fleiss"]}
    agree("Fleiss' kappa", "several_reviewers", found, CASES[name]["fleiss"], rel=CLOSED)
    for metric, expected in CASES[name]["alpha"].items():
        alpha = krippendorff_several(codes, levels, metric=metric, **QUICK).coefficient
        agree("Krippendorff's alpha, several", "several_reviewers", alpha, expected, rel=CLOSED)


@pytest.mark.parametrize(
    ("metric", "printed"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)]
)
def test_krippendorffs_own_example(metric, printed):
    """Four observers, twelve units, some codes missing (2011, sections C to E)."""
    rows = ("123321412...", "1233224125.3", ".3332342251.", "12332441251.")
    codes = [[None if code == "." else code for code in unit] for unit in zip(*rows, strict=True)]
    alpha = krippendorff_several(codes, list("12345"), metric=metric)

    assert round(alpha.coefficient, 3) == printed
    assert (alpha.n, alpha.left_out) == (11, 1)
    assert alpha.low < alpha.coefficient < alpha.high


def test_two_reviewers_have_the_alpha_of_two():
    first, second = list("aabbcabca"), list("aabccabba")
    both = krippendorff_several(list(zip(first, second, strict=True)), list("abc"), **QUICK)

    plain = krippendorff_alpha(first=first, second=second, levels=list("abc"))
    assert both.coefficient == pytest.approx(plain.alpha, rel=1e-12)


def test_the_interval_holds_the_percentiles_of_samples_drawn_one_by_one():
    codes, levels = read_case(CASES["three"])
    drawn = np.random.default_rng(7).integers(0, len(codes), size=(40, len(codes)))
    alphas = [
        krippendorff_several([codes[i] for i in row], levels, draws=0).coefficient for row in drawn
    ]

    alpha = krippendorff_several(codes, levels, draws=40, seed=7)
    assert (alpha.low, alpha.high) == pytest.approx(tuple(np.quantile(alphas, (0.025, 0.975))))


def test_the_same_seed_gives_the_same_interval():
    codes, levels = read_case(CASES["four"])
    one, again, other = (fleiss_kappa(codes, levels, seed=seed) for seed in (1, 1, 2))

    assert one == again
    assert (one.low, one.high) != (other.low, other.high)


@pytest.mark.parametrize(
    ("codes", "words"),
    [([], "No item"), ([["a", None]], "No item"), ([["a", "a"]] * 3, "one level")],
)
@pytest.mark.parametrize("function", [fleiss_kappa, krippendorff_several])
def test_without_a_choice_there_is_a_reason(function, codes, words):
    found = function(codes, ["a", "b"])

    assert found.coefficient is None
    assert words in found.warnings[0]


def test_samples_of_one_level_are_told():
    found = krippendorff_several([["a", "a"], ["a", "a"], ["b", "a"]], ["a", "b"], **QUICK)

    assert "samples only one level occurs" in found.warnings[0]


@pytest.mark.parametrize(
    ("codes", "options", "message"),
    [
        ([["a", "z"]], {}, "must be among a, b"),
        ([["a", "b"], ["a"]], {}, "a place for each reviewer"),
        ([["a", "b"], ["b", "a"]], {"level": 2}, "level must lie"),
        ([["a", "b"], ["b", "a"]], {"draws": -1}, "draws must be"),
    ],
)
def test_invalid_input_raises(codes, options, message):
    with pytest.raises(ValueError, match=message):
        fleiss_kappa(codes, ["a", "b"], **options)
