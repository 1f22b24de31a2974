"""The figure of recodings shows P as coded and after each recoding, test by test."""

from itertools import pairwise

import pytest

from qi_stats.displays.figures import MovesFigure
from qi_stats.errors import InputError
from qi_stats.figures.moves import (
    describe_moves,
    draw_moves,
    list_rows,
    list_words,
    read_series,
    sort_moves,
)
from qi_stats.ledger import Ledger

SHELL = MovesFigure.model_validate(
    {
        "kind": "moves",
        "title": "Recodings",
        "series": [
            {"prefix": "age_by_ward.welch.recoded", "label": "Welch"},
            {"prefix": "age_by_ward.fisher.recoded", "label": "Fisher"},
        ],
    }
)
MOVES = {
    "north-yes-to-north-no": ("Seen: Yes → No (Ward: North)", 1),
    "south-no-to-south-yes": ("Seen: No → Yes (Ward: South)", 3),
}


def record_test(make_record, prefix, start, ends):
    yield make_record(f"{prefix}.p", start, "p")
    yield make_record(f"{prefix}.alpha", 0.05, "p")
    for (move, (words, charts)), end in zip(MOVES.items(), ends, strict=True):
        yield make_record(f"{prefix}.{move}.recoding", words, "text")
        yield make_record(f"{prefix}.{move}.charts", charts)
        gone = {"warnings": ("None.",)} if end is None else {"identified": "illustrative"}
        yield make_record(f"{prefix}.{move}.p", end, "p", **gone)


@pytest.fixture
def ledger(make_record):
    return Ledger(
        [
            *record_test(make_record, "age_by_ward.welch.recoded", 0.03, (0.2, 0.004)),
            *record_test(make_record, "age_by_ward.fisher.recoded", 0.06, (None, 0.02)),
        ]
    )


def test_recodings_are_sorted_by_the_p_of_the_first_test(ledger):
    series = read_series(SHELL.series[0], ledger)

    assert sort_moves(series, MOVES) == ["south-no-to-south-yes", "north-yes-to-north-no"]
    assert sort_moves(read_series(SHELL.series[1], ledger), MOVES)[-1] == "north-yes-to-north-no"


def test_a_recoding_is_told_with_its_charts(ledger):
    assert list(list_words(SHELL, ledger).values()) == [
        "Seen: Yes → No (Ward: North), 1 chart",
        "Seen: No → Yes (Ward: South), 3 charts",
    ]


def test_each_test_has_a_marker_of_its_own_for_each_p(ledger):
    page, panel = draw_moves(SHELL, ledger).axes
    markers = [line.get_marker() for line in panel.lines]

    assert markers.count("o") == 3, "Welch: as coded, and after each recoding"
    assert markers.count("s") == 2, "Fisher has no P after the first recoding"
    assert {"Welch", "Fisher", ".20‡", ".004‡", "–"} <= {text.get_text() for text in page.texts}


def test_a_marker_is_filled_where_p_is_significant(ledger):
    _, panel = draw_moves(SHELL, ledger).axes
    fills = {
        round(float(line.get_xdata()[0]), 3): line.get_markerfacecolor() != "none"
        for line in panel.lines
        if line.get_marker() == "o"
    }

    assert fills == {0.03: True, 0.2: False, 0.004: True}


def test_p_as_coded_stands_above_the_recodings(ledger):
    series = [read_series(one, ledger) for one in SHELL.series]
    coded, *rows = list_rows(series, list_words(SHELL, ledger))

    assert (coded.words, coded.ends, coded.texts) == ("As coded", (0.03, 0.06), (".03", ".06"))
    assert [row.ends for row in rows] == [(0.004, 0.02), (0.2, None)]
    assert all(one.top + one.height == other.top for one, other in pairwise([coded, *rows]))


def test_a_recoding_is_told_in_the_shell_s_words(ledger):
    shell = SHELL.model_copy(update={"words": {"north-yes-to-north-no": "North: seen → not"}})

    assert next(iter(list_words(shell, ledger).values())) == "North: seen → not, 1 chart"


def test_words_for_no_recoding_are_refused(ledger):
    shell = SHELL.model_copy(update={"words": {"north-yes-to-north-on": "North"}})

    with pytest.raises(InputError, match="did you mean “north-yes-to-north-no”"):
        draw_moves(shell, ledger)


def test_the_recodings_in_words(ledger):
    assert describe_moves(SHELL, ledger) == (
        "Welch, P as coded .03; after recoding one chart, "
        "Seen: Yes → No (Ward: North), 1 chart: P .20‡; "
        "Seen: No → Yes (Ward: South), 3 charts: P .004‡. "
        "Fisher, P as coded .06; after recoding one chart, "
        "Seen: Yes → No (Ward: North), 1 chart: P –; "
        "Seen: No → Yes (Ward: South), 3 charts: P .02‡."
    )
