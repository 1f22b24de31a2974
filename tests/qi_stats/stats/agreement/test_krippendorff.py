"""Krippendorff's alpha: worked examples, agreement with R, edges."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qi_stats.stats.agreement.krippendorff import krippendorff_alpha

REFERENCE = Path(__file__).parents[3] / "reference"
CASES = json.loads((REFERENCE / "agreement.json").read_text(encoding="utf-8"))["cases"]
CLOSED = 1e-10


def expand(counts):
    levels = [f"level{i}" for i in range(len(counts))]
    pairs = [
        (levels[i], levels[j])
        for i, row in enumerate(counts)
        for j, count in enumerate(row)
        for _ in range(count)
    ]
    first, second = zip(*pairs, strict=True)
    return {"first": first, "second": second, "levels": levels}


@pytest.mark.parametrize("metric", ["nominal", "ordinal", "interval"])
@pytest.mark.parametrize("name", CASES)
def test_agrees_with_r(name, metric, agree):
    found = krippendorff_alpha(**expand(CASES[name]["counts"]), metric=metric)

    expected = CASES[name]["alpha"][metric]
    agree(f"Krippendorff's alpha, {metric}", "agreement", found.alpha, expected, rel=CLOSED)


def test_two_observers_of_ten_articles():
    """14 codings are 0 and 6 are 1; 4 articles × 2 differ of 20 codings."""
    found = krippendorff_alpha(first="0100000010", second="1110010000", levels="01")

    assert found.alpha == pytest.approx(1 - (20 - 1) * 4 / (14 * 6))


def test_two_observers_of_twelve_articles():
    """Of 24 codings 4, 6, 6, 6 and 2 are a to e; 3 articles × 2 differ."""
    found = krippendorff_alpha(first="aabbdcccedda", second="babbbccceddd", levels="abcde")

    pairs = 24**2 - (4**2 + 6**2 + 6**2 + 6**2 + 2**2)
    assert found.alpha == pytest.approx(1 - (24 - 1) * 6 / pairs)


def test_a_level_that_nobody_used_changes_nothing():
    first, second = "aabbc", "abbbc"
    for metric in ("nominal", "ordinal"):
        found = krippendorff_alpha(first=first, second=second, levels="abxc", metric=metric)
        plain = krippendorff_alpha(first=first, second=second, levels="abc", metric=metric)
        assert found.alpha == pytest.approx(plain.alpha)


def test_scores_set_the_distances():
    equal = krippendorff_alpha(first="abc", second="abb", levels="abc", metric="interval")
    far = krippendorff_alpha(
        first="abc", second="abb", levels="abc", metric="interval", scores=[1, 2, 20]
    )
    stretched = krippendorff_alpha(
        first="abc", second="abb", levels="abc", metric="interval", scores=[10, 20, 30]
    )

    assert far.alpha < equal.alpha == pytest.approx(stretched.alpha)


def test_perfect_agreement_and_one_level():
    assert krippendorff_alpha(first="ab", second="ab", levels="ab").alpha == 1
    assert krippendorff_alpha(first="aa", second="aa", levels="ab").alpha is None
    assert krippendorff_alpha(first="", second="", levels="ab").warnings


@pytest.mark.parametrize(
    "arguments", [{"metric": "ratio"}, {"metric": "interval", "scores": [1.0]}, {"second": "a"}]
)
def test_invalid_input_raises(arguments):
    with pytest.raises(ValueError, match=r"must|items"):
        krippendorff_alpha(**{"first": "ab", "second": "ab", "levels": "ab", **arguments})
