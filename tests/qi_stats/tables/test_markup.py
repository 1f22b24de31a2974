"""Cells escape text and carry the key of the record behind each number."""

import pytest

from qi_stats.tables.markup import (
    find_keys,
    show_bounds,
    show_estimate,
    show_pair,
    show_stat,
    to_html,
    to_text,
)


def test_text_shows_as_it_stands():
    assert to_html("<b>&'\"") == "&lt;b&gt;&amp;&#x27;&quot;"


def test_a_number_carries_its_key_and_state(make_record):
    assert show_stat(make_record("a.mean", 50.05, "decimal1")) == (
        '<span class="stat" data-key="a.mean" data-identified="published">50.1</span>'
    )


def test_words_in_a_record_are_escaped(make_record):
    assert "&lt;i&gt;" in show_stat(make_record("a.words", "<i>"))


def test_a_pair_has_one_mark_and_no_percent_sign(make_record):
    count = make_record("a.n", 3, identified="bounded", range=(2, 4))
    share = make_record("a.proportion", 0.5, "percent1", identified="illustrative", range=(0, 1))

    text = show_pair(count, share)

    assert ">3</span> (<span" in text
    assert ">50.0</span>)" in text
    assert text.endswith('<sup class="mark-illustrative">‡</sup>')


def test_an_estimate_stands_with_its_interval(make_record):
    estimate, low, high = (make_record(f"a.{n}", n / 4, "ratio") for n in (2, 1, 3))

    text = show_estimate(estimate, low, high)

    assert ">0.50</span> (<span" in text
    assert ">0.25</span>-<span" in text
    assert ">0.75</span>)" in text


def test_each_bound_leads_to_its_own_record(make_record):
    low, high = make_record("a.low", -1.5, "decimal1"), make_record("a.high", 2.5, "decimal1")

    text = show_bounds(low, high)

    assert find_keys(text) == ["a.low", "a.high"]
    assert to_text(text) == "−1.5 to 2.5"


def test_an_estimate_that_can_not_be_had_is_said_once(make_record):
    gone = [make_record(f"a.{n}", None, "ratio", warnings=("Separated.",)) for n in "elh"]

    assert show_estimate(*gone).count("not estimable") == 1


def test_a_bound_is_no_text(make_record):
    with pytest.raises(TypeError, match=r"a\.low"):
        show_bounds(make_record("a.low", "few"), make_record("a.high", 2))
