"""What a printed SD leaves of a sum of squares, by hand."""

import pytest

from qi_stats.audit.claims.restrictions import bound_squares, round_inward
from qi_stats.audit.consistency.printed import read_printed


def test_squares_of_a_printed_sd():
    """SD 3.7 of 12 numbers with sum 41: 11 × 3.65² + 41²/12 = 286.6 up to 11 × 3.75² + 41²/12."""
    assert bound_squares(read_printed("3.7"), 12, 41) == (287, 294)


@pytest.mark.parametrize(("text", "ends"), [("1.5", (2, 1)), ("2", (2, 2))])
def test_whole_numbers_within(text, ends):
    value = read_printed(text).value

    assert round_inward(value, value) == ends
