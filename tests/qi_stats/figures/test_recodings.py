"""Recodings are read from the records, put in words, and sorted by P."""

import pytest

from qi_files.errors import InputError
from qi_stats.figures.recodings import list_words, read_series, sort_moves


def test_recodings_are_sorted_by_the_p_of_the_first_test(moves, recodings):
    series = read_series(moves.series[0], recodings)
    words = list_words(moves, recodings)

    assert sort_moves(series, words) == ["south-no-to-south-yes", "north-yes-to-north-no"]
    assert sort_moves(read_series(moves.series[1], recodings), words)[-1] == "north-yes-to-north-no"


def test_a_recoding_is_told_with_its_charts(moves, recodings):
    assert list(list_words(moves, recodings).values()) == [
        "Seen: Yes → No (Ward: North), 1 chart",
        "Seen: No → Yes (Ward: South), 3 charts",
    ]


def test_a_recoding_is_told_in_the_shell_s_words(moves, recodings):
    shell = moves.model_copy(update={"words": {"north-yes-to-north-no": "North: seen → not"}})

    assert next(iter(list_words(shell, recodings).values())) == "North: seen → not, 1 chart"


def test_words_for_no_recoding_are_refused(moves, recodings):
    shell = moves.model_copy(update={"words": {"north-yes-to-north-on": "North"}})

    with pytest.raises(InputError, match="did you mean “north-yes-to-north-no”"):
        list_words(shell, recodings)
