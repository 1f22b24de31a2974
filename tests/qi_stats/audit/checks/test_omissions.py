"""Counts by level that fall short of the total, and words that differ."""

import pytest

from qi_stats.audit.checks.omissions import examine_omissions, examine_words


def level(number, house, more=""):
    return (
        f"{{text: '{number}', place: T, says: S, kind: count, key: a.b,"
        f" of: {{table: guests, where: {{house: {house}}}}}{more}}}"
    )


@pytest.mark.parametrize(
    ("counts", "rest"),
    [
        ({"red": 4, "blue": 3}, 1),
        ({"red": 4, "blue": 3, "green": 1}, None),  # all eight
        ({"red": 7}, None),  # one level alone leaves the others open
        ({"red": 1, "blue": 2}, None),  # fewer than half: not meant to be all
    ],
)
def test_most_but_not_all_rows_counted_by_level_is_an_omission(load, counts, rest):
    claims = load(**{house: level(number, house) for house, number in counts.items()})

    found = list(examine_omissions(claims))

    assert len(found) == (rest is not None)
    for one in found:
        assert one.rank == "ambiguous"
        assert one.message.endswith(f"nothing is said of the other {rest}.")
        assert one.claims == ("guests", "red", "blue")


def test_a_claim_that_gives_way_counts_nothing(load):
    yielding = ", gives_way: {to: [guests], why: It is so}"
    claims = load(red=level(4, "red"), blue=level(3, "blue", yielding))

    assert list(examine_omissions(claims)) == []


def test_words_are_compared_with_those_that_they_repeat(load):
    other = "{text: Guest, place: B, says: Name, kind: other, key: a.b}"
    same = "{text: Guest, place: C, says: Name, kind: other, key: a.b, repeats: name}"
    differs = "{text: Gust, place: D, says: Name, kind: other, key: a.b, repeats: name}"
    claims = load(name=other, same=same, differs=differs)

    (found,) = examine_words(claims)

    assert (found.rank, found.claims) == ("typographic", ("differs", "name"))
    assert found.message == "“Gust” (D: Name) is “Guest” (B: Name) elsewhere."


def test_a_doubt_is_passed_on(load):
    doubted = "{text: '2.1', place: B, says: Version, kind: other, key: a.b, doubt: There is none.}"

    (found,) = examine_words(load(version=doubted))

    assert found.message == "“2.1” (B: Version): There is none."
