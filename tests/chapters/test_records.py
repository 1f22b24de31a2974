"""What the report tells of its records: each by a name of its own, each number with one state."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

import pytest

from qi_stats import book
from qi_stats.book.project import read_displays, read_results
from qi_stats.book.vocabulary import read_vocabulary
from qi_stats.plan.repeats import find_original
from qi_stats.tables.naming import name_record

IDENTIFIER = re.compile(r"\b(?:Ml|Ols|Lr|Hc3|[a-z]+_[a-z_]+|(?:yes|no)-(?:yes|no)|Yes, Ml)\b")
"""What a key has, and no reader should."""
LABEL = re.compile(r'<th scope="row">(.*?)</th>')


def test_every_record_has_a_name_of_its_own():
    vocabulary = read_vocabulary()
    names = Counter(name_record(record, vocabulary) for record in read_results())

    assert [name for name, count in names.items() if count > 1] == []


def test_no_name_shows_an_identifier():
    vocabulary = read_vocabulary()

    assert [
        name for one in read_results() if IDENTIFIER.search(name := name_record(one, vocabulary))
    ] == []


@pytest.mark.parametrize("name", read_displays().figures)
def test_the_numbers_of_a_figure_are_told_apart_in_words(name):
    labels = LABEL.findall(book.figure(name).numbers)

    assert labels
    assert [label for label, count in Counter(labels).items() if count > 1] == []
    assert [label for label in labels if IDENTIFIER.search(label)] == []


def test_a_number_that_is_repeated_has_one_state():
    ledger = read_results()
    pairs = [(one, original) for one in ledger if (original := find_original(one, ledger))]

    assert len(pairs) > 20
    assert [
        one.key
        for one, original in pairs
        if (one.stat, one.identified, one.range)
        != (original.stat, original.identified, original.range)
    ] == []


def test_p_values_of_one_analysis_that_are_the_same_number_have_one_state():
    states = defaultdict(set)
    for record in read_results():
        has_p = record.stat_name in {"p", "lr_p", "f_p"} and isinstance(record.stat, float)
        if has_p and 0 < record.stat < 1:
            words = record.key.split(".")
            analysis = words[2] if words[0] == "families" else words[0]
            states[analysis, record.stat].add(record.identified)

    assert {one: found for one, found in states.items() if len(found) > 1} == {}
