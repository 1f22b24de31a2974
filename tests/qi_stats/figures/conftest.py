"""Recodings of single charts, as two tests would be recorded after each of them."""

import pytest

from qi_stats.displays.figures import MovesFigure
from qi_stats.ledger import Ledger

RECODINGS = MovesFigure.model_validate(
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


def _record_test(make_record, prefix, start, ends):
    """Yield what is recorded of a test: P as coded, and after each recoding."""
    yield make_record(f"{prefix}.p", start, "p")
    yield make_record(f"{prefix}.alpha", 0.05, "p")
    for (move, (words, charts)), end in zip(MOVES.items(), ends, strict=True):
        yield make_record(f"{prefix}.{move}.recoding", words, "text")
        yield make_record(f"{prefix}.{move}.charts", charts)
        gone = {"warnings": ("None.",)} if end is None else {"identified": "illustrative"}
        yield make_record(f"{prefix}.{move}.p", end, "p", **gone)


@pytest.fixture
def recodings(make_record):
    """Return records of two tests, each with P after two recodings of one chart."""
    return Ledger(
        [
            *_record_test(make_record, "age_by_ward.welch.recoded", 0.03, (0.2, 0.004)),
            *_record_test(make_record, "age_by_ward.fisher.recoded", 0.06, (None, 0.02)),
        ]
    )


@pytest.fixture
def moves():
    """Return the shell of a figure of these recodings."""
    return RECODINGS
