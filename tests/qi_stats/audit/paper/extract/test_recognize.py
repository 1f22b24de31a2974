"""Statistics in sentences: a labelled set in six styles, and what words and P values belong to."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from qi_stats.audit.paper.extract.characters import read_characters
from qi_stats.audit.paper.extract.recognize import read_text

LABELLED = Path(__file__).with_name("labelled.tsv")


@pytest.fixture(scope="module")
def labelled():
    """Return style, sentence and the statistics in it, as a reader wrote them down."""
    with LABELLED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (one["style"], one["sentence"], [each for each in one["statistics"].split("; ") if each])
        for one in rows
    ]


def test_the_set_is_large_and_has_six_styles(labelled):
    styles = Counter(style for style, _, statistics in labelled for _ in statistics)
    assert len(styles) == 6
    assert sum(styles.values()) >= 300
    assert min(styles.values()) >= 50


def test_of_the_set_95_percent_are_found_and_none_is_misread(labelled):
    told = [
        (expected, [one.label for one in read_text(text).found]) for _, text, expected in labelled
    ]
    found = sum(one in labels for expected, labels in told for one in expected)
    assert [one for expected, labels in told for one in labels if one not in expected] == []
    assert found / sum(len(expected) for expected, _ in told) >= 0.95


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("5·106", "5.106"),
        ("96\u2009032", "96,032"),
        ("−0.5", "-0.5"),
        ("p ≤ 0.05", "p < 0.05"),
        ("10⁻⁵", "10-5"),
        ("p = 0,036 und 1,5", "p = 0.036 und 1.5"),
        ("p = .036 of 1,500", "p = .036 of 1,500"),
    ],
)
def test_typography_becomes_plain_one_for_one(printed, plain):
    assert read_characters(printed) == plain
    assert len(read_characters(printed)) == len(printed)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("It differed significantly, t(28) = 1.20, p = .03.", "significant"),
        ("They did not differ, t(28) = 1.20, p = .24.", "not_significant"),
        ("No significant effect was seen (OR 1.2; 95% CI, 0.8-1.8).", "not_significant"),
        ("A non-significant rise, F(1, 9) = 1.0, p = .34, was seen.", "not_significant"),
        ("The rise was shown, F(1, 9) = 1.0, p = .34.", None),
        ("It was significant, t(9) = 3.0, p = .01, but not r(9) = .1, p = .7.", None),
    ],
)
def test_words_are_read_where_a_sentence_has_one_test(text, word):
    assert read_text(text).found[0].word == word


def test_what_looks_like_a_statistic_and_is_none_is_listed():
    reading = read_text("We saw t = 2.20 and 3.4 ± 1.2 there.")
    assert reading.found == ()
    assert [reading.text[start:end] for start, end in reading.unread] == ["t = 2.20", "3.4 ± 1.2"]


def test_a_p_value_of_the_next_sentence_stands_alone():
    labels = [one.label for one in read_text("OR 2.0 (1.2 to 3.3) was seen. p = .002 here.").found]
    assert labels == ["odds_ratio=2.0 [1.2,3.3]95", "p p=.002"]


def test_a_long_text_of_numbers_takes_a_moment():
    text = "n = 10 (" * 4000 + "9,999," * 4000 + "t" * 20_000 + "(" * 20_000
    assert isinstance(read_text(text).found, tuple)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("10 of 24 (41.7%; 95% CI, 22.1-63.4).", "share=10 [22.1,63.4]95 of=24 41.7%"),
        ("10/24 (41.7%, 95% CI 22.1% to 63.4%).", "share=10 [22.1,63.4]95 of=24 41.7%"),
        ("41.7% (10 of 24; 95% CI, 22.1-63.4).", "share=10 [22.1,63.4]95 of=24 41.7%"),
        ("Of these, 10 of 24 (41.7%) and 5-7 others.", "share=10 of=24 41.7%"),
    ],
)
def test_intervals_of_percentages(text, label):
    reading = read_text(text)
    assert [one.label for one in reading.found] == [label]
    assert reading.unread == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "b = 0.42, SE = 0.20, t(38) = 2.10, p = .042.",
            ["coefficient=0.42 se=0.20 t(38)=2.10 p=.042"],
        ),
        (
            "(B = -1.20, SE = 0.31, z = -3.87, P < .001).",
            ["coefficient=-1.20 se=0.31 z=-3.87 p<.001"],
        ),
        (
            "b = 0.42 (SE = 0.20), 95% CI [0.02, 0.82], p = .042.",
            ["coefficient=0.42 [0.02,0.82]95 se=0.20 p=.042"],
        ),
        ("estimate = 0.42, SE = 0.20, p = .042.", ["coefficient=0.42 se=0.20 p=.042"]),
        ("β = .42, SE = 0.20, t(38) = 2.10, p = .042.", ["t(38)=2.10 p=.042"]),
    ],
)
def test_coefficients_with_their_standard_errors(text, labels):
    assert [one.label for one in read_text(text).found] == labels
