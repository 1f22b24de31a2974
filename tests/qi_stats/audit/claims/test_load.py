"""published.yaml is read, and what is wrong in it is said with its line."""

import pytest

from qi_files.errors import InputError


def test_claims_keep_their_order_and_their_text(load):
    claims = load(
        mean="{text: '5.20', place: Table, says: Score, kind: mean, key: a.m,"
        " of: {table: guests, variable: score}}"
    )

    assert [claim.name for claim in claims] == ["guests", "mean"]
    assert claims.by_name["mean"].text == "5.20"


@pytest.mark.parametrize(
    ("claim", "message"),
    [
        ("text: many, kind: count, key: a.b, of: {table: guests}", "a number, or a number word"),
        ("text: '1', kind: count, of: {table: guests}", "neither “key” nor “unanswered”"),
        ("text: '1', kind: count, key: a.b", "no “of”"),
        ("text: '1', kind: count, key: a.b, of: {table: gests}", "did you mean “guests”?"),
        ("text: '1', kind: mean, key: a.b, of: {table: guests}", "no “variable”"),
        ("text: '1', kind: mean, key: a.b, of: {table: guests, variable: house}", "no number"),
        ("text: '1', kind: p, key: a.b, of: {table: guests}", "[outcome, term]"),
        ("text: Most, kind: words, key: a.b, of: {table: guests}", "no “means”"),
        (
            "text: '1', kind: count, key: a.b, of: {table: guests, where: {house: rad}}",
            "did you mean “red”?",
        ),
        (
            "text: '1', kind: code, of: {table: guests, variable: house, level: blu}",
            "did you mean “blue”?",
        ),
        (
            "text: '1', kind: count, key: a.b, of: {table: guests},"
            " gives_way: {to: [gusts], why: Because}",
            "did you mean “guests”?",
        ),
    ],
)
def test_a_wrong_claim_is_explained_with_its_place(load, claim, message):
    with pytest.raises(InputError) as error:
        load(wrong=f"{{place: Table, says: A thing, {claim}}}")

    assert message in str(error.value)
    assert "published.yaml:4" in str(error.value)


def test_all_wrong_claims_are_told_at_once(load):
    with pytest.raises(InputError, match="2 problems"):
        load(
            one="{text: '1', place: T, says: S, kind: count, key: a.b}",
            two="{text: '1', place: T, says: S, kind: mean, key: a.b}",
        )
