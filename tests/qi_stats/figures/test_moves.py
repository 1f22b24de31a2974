"""The figure of recodings shows P as coded and after each recoding, test by test."""

from dataclasses import replace
from itertools import pairwise

import pytest

from qi_files.errors import InputError
from qi_stats.figures.moves import describe_moves, draw_moves, list_rows
from qi_stats.figures.recodings import list_words, read_series
from qi_stats.ledger import Ledger


def test_each_test_has_a_marker_of_its_own_for_each_p(moves, recodings):
    page, panel = draw_moves(moves, recodings).axes
    markers = [line.get_marker() for line in panel.lines]

    assert markers.count("o") == 3, "Welch: as coded, and after each recoding"
    assert markers.count("s") == 2, "Fisher has no P after the first recoding"
    assert {"Welch", "Fisher", ".20‡", ".004‡", "–"} <= {text.get_text() for text in page.texts}


def test_a_marker_is_filled_where_p_is_significant(moves, recodings):
    _, panel = draw_moves(moves, recodings).axes
    fills = {
        round(float(line.get_xdata()[0]), 3): line.get_markerfacecolor() != "none"
        for line in panel.lines
        if line.get_marker() == "o"
    }

    assert fills == {0.03: True, 0.2: False, 0.004: True}


def test_a_p_beyond_the_axis_is_an_arrow(moves, recodings):
    narrow = moves.model_copy(update={"limits": (0.01, 0.1)})
    _, panel = draw_moves(narrow, recodings).axes

    assert [line.get_marker() for line in panel.lines if line.get_marker() in "<>"] == ["<", ">"]


def test_a_level_that_is_missing_is_no_level_of_zero(moves, recodings):
    (level, *_) = [one for one in recodings if one.key.endswith("welch.recoded.alpha")]
    gone = replace(level, stat=None, warnings=("There is none.",))
    ledger = Ledger(gone if one.key == level.key else one for one in recodings)

    with pytest.raises(InputError, match="no level of significance"):
        draw_moves(moves, ledger)


def test_p_as_coded_stands_above_the_recodings(moves, recodings):
    series = [read_series(one, recodings) for one in moves.series]
    coded, *rows = list_rows(series, list_words(moves, recodings))

    assert (coded.words, coded.ends, coded.texts) == ("As coded", (0.03, 0.06), (".03", ".06"))
    assert [row.ends for row in rows] == [(0.004, 0.02), (0.2, None)]
    assert all(one.top + one.height == other.top for one, other in pairwise([coded, *rows]))


def test_the_recodings_in_words(moves, recodings):
    assert describe_moves(moves, recodings) == (
        "Welch, P as coded .03; after recoding one chart, "
        "Seen: Yes → No (Ward: North), 1 chart: P .20‡; "
        "Seen: No → Yes (Ward: South), 3 charts: P .004‡. "
        "Fisher, P as coded .06; after recoding one chart, "
        "Seen: Yes → No (Ward: North), 1 chart: P –; "
        "Seen: No → Yes (Ward: South), 3 charts: P .02‡."
    )
