"""Numbers become text by rule; expected texts from the AMA Manual of Style, 11th edition."""

from decimal import ROUND_HALF_UP, Context, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_stats.rounding import (
    FORMATS,
    MINUS,
    NOT_ESTIMABLE,
    choose_rule,
    format_interval,
    format_number,
    format_p_equals,
    round_half_up,
)

WIDE = Context(prec=400)
PROPORTIONS = st.floats(0, 1, allow_nan=False)
FINITE = st.floats(-1e15, 1e15, allow_nan=False)


@pytest.mark.parametrize(
    ("value", "fmt", "expected"),
    [
        (0.125, "decimal2", "0.13"),
        (2.675, "decimal2", "2.68"),
        (1.005, "decimal2", "1.01"),
        (-2.5, "integer", "−3"),
        (-0.004, "decimal2", "0.00"),
        (-0.0, "integer", "0"),
        (60.583333333333336, "decimal1", "60.6"),
        (0.1 + 0.2, "decimal3", "0.300"),
        (10**18 + 1, "integer", "1000000000000000001"),
        (15 / 24, "percent1", "62.5%"),
        (23 / 24, "percent1", "95.8%"),
        (-0.1, "percent0", "−10%"),
        (1, "percent0", "100%"),
        (float("inf"), "decimal2", "∞"),
        (float("-inf"), "percent1", "−∞"),
    ],
)
def test_numbers(value, fmt, expected):
    assert format_number(value, fmt) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "<.001"),
        (0.0009999, "<.001"),
        (0.001, ".001"),
        (0.0096, ".010"),
        (0.01, ".01"),
        (0.0449, ".04"),
        (0.046, ".046"),
        (0.04996, ".04996"),
        (0.05, ".05"),
        (0.0501, ".0501"),
        (0.0542, ".054"),
        (0.5, ".50"),
        (0.99, ".99"),
        (0.9901, ">.99"),
        (1, ">.99"),
    ],
)
def test_p_values(value, expected):
    assert format_number(value, "p") == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0.0833, "0.08"), (0.004, "<0.01"), (0, "0.00"), (99.994, "99.99"), (99.995, "100"),
     (250.5, "251"), (float("inf"), "∞")],
)  # fmt: skip
def test_ratios(value, expected):
    assert format_number(value, "ratio") == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(0.03, "= .03"), (0.0001, "< .001"), (0.999, "> .99")]
)
def test_p_values_with_their_sign(value, expected):
    assert format_p_equals(value) == expected


@pytest.mark.parametrize(
    ("low", "high", "fmt", "expected"),
    [
        (0.01, 0.83, "ratio", "0.01-0.83"),
        (0.521, 0.725, "percent1", "52.1%-72.5%"),
        (-1.5, 2, "decimal1", "−1.5 to 2.0"),
        (-0.001, 2, "decimal1", "0.0-2.0"),
        (1.2, float("inf"), "ratio", "1.20 to ∞"),
        (None, 2, "ratio", "not estimable"),
        (1, None, "ratio", "not estimable"),
    ],
)
def test_intervals(low, high, fmt, expected):
    assert format_interval(low, high, fmt) == expected


@pytest.mark.parametrize("fmt", [*FORMATS, "text"])
def test_what_is_missing_is_said_in_words(fmt):
    assert format_number(None, fmt) == "not estimable"


@pytest.mark.parametrize("fmt", FORMATS)
def test_nan_is_refused(fmt):
    with pytest.raises(ValueError, match="NaN"):
        format_number(float("nan"), fmt)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: format_number(1, "decimal9"), "unknown number format “decimal9”"),
        (lambda: format_number(1.1, "p"), "between 0 and 1"),
        (lambda: format_number(-0.1, "p"), "between 0 and 1"),
        (lambda: format_number(-1, "ratio"), "negative"),
        (lambda: format_interval(2, 1, "decimal1"), "above"),
        (lambda: round_half_up(float("inf"), 2), "can't be rounded"),
    ],
)
def test_wrong_arguments_are_refused(call, message):
    with pytest.raises(ValueError, match=message):
        call()


@given(FINITE, st.integers(0, 3))
def test_rounding_agrees_with_decimal_on_the_shortest_form(value, digits):
    """Python's decimal module, told to round half up, is the reference."""
    shortest = Decimal(f"{value:.12g}")
    expected = shortest.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, WIDE)
    assert round_half_up(value, digits) == expected


@given(st.integers(-(10**9), 10**9))
def test_ties_go_away_from_zero(whole):
    """n + 1/2 has an exact binary form, so the tie is a real one."""
    expected = whole + 1 if whole >= 0 else whole
    assert round_half_up(whole + 0.5, 0) == expected


@given(FINITE)
def test_text_reads_back_as_the_rounded_number(value):
    text = format_number(value, "decimal2").replace(MINUS, "-")
    assert Decimal(text) == round_half_up(value, 2)
    assert not text.startswith("-0.00")


@given(PROPORTIONS, PROPORTIONS)
def test_larger_proportions_never_read_smaller(a, b):
    low, high = sorted((a, b))
    texts = [format_number(one, "percent1").rstrip("%") for one in (low, high)]
    assert Decimal(texts[0]) <= Decimal(texts[1])


@given(PROPORTIONS)
def test_a_p_value_never_changes_sides_of_the_level(value):
    """At 12 significant digits, which is what the text is made from."""
    text = format_number(value, "p")
    below = Decimal(f"{value:.12g}") < Decimal("0.05")
    assert (Decimal(text.lstrip("<>")) < Decimal("0.05")) == below


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, "0"), (9999, "9999"), (10000, "10 000"), (2382928373, "2 382 928 373")],
)
def test_whole_numbers_are_grouped_from_five_digits_on(value, expected):
    assert format_number(value, "grouped") == expected.replace(" ", "\N{NARROW NO-BREAK SPACE}")


@pytest.mark.parametrize(("value", "expected"), [(0.0353, ".0353"), (0.0004, "<.001")])
def test_p_values_with_four_digits(value, expected):
    assert format_number(value, "p4") == expected


def test_a_lower_bound_stays_one_whatever_rule_an_author_wants():
    assert format_number(60.25, "at_least_decimal1") == "≥60.3"
    assert format_number(None, "at_least_decimal1") == NOT_ESTIMABLE
    assert choose_rule("at_least_decimal1", "integer") == "at_least_integer"
    assert choose_rule("decimal1", None) == "decimal1"
