"""Defaults of a group of claims: what they give, and what is wrong with them."""

import pytest

from qi_files.errors import InputError
from qi_stats.audit import load_claims

HEAD = "source: {authors: A, title: T}\ndefaults:\n"
DEFAULTS = """\
  baseline: {place: Table 1, kind: count, of: {table: people}}
  in_a: {place: Arm A, kind: mean, of: {table: people, items: 1, where: {arm: a}}}
"""


@pytest.fixture
def load(tmp_path):
    def load_text(claims, defaults=DEFAULTS):
        path = tmp_path / "paper.yaml"
        path.write_text(f"{HEAD}{defaults}claims:\n{claims}", encoding="utf-8")
        return load_claims(path).by_name

    return load_text


def test_a_claim_takes_what_it_does_not_say(load):
    found = load("  all: {like: baseline, text: '40', says: People}\n")
    assert (found["all"].place, found["all"].target.table) == ("Table 1", "people")


def test_conditions_are_added_to_those_of_the_group(load):
    found = load(
        "  women: {like: in_a, text: '12', says: Women, kind: count, of: {where: {sex: f}}}\n"
        "  age: {like: in_a, text: '61.3', says: Age, of: {variable: age}}\n"
        "  b: {like: in_a, text: '9', says: B, kind: count, of: {where: {arm: b}}}\n"
    )
    conditions = {one.variable: one.allowed for one in found["women"].target.where}
    assert conditions == {"arm": ("a",), "sex": ("f",)}
    assert found["women"].kind.name == "count"
    assert (found["age"].target.items, found["age"].target.variable) == (1, "age")
    assert found["b"].target.where[0].allowed == ("b",)


@pytest.mark.parametrize(
    ("claim", "defaults", "message"),
    [
        ("{like: base, text: '4', says: S}", DEFAULTS, "no “place”"),
        (
            "{like: zzz, text: '4', says: S, place: P, kind: other}",
            DEFAULTS,
            "write it under “defaults”, or leave “like” out",
        ),
        ("{like: x, text: '4', says: S}", "  x: {plce: P}\n", "did you mean “place”?"),
        ("{like: x, text: '4', says: S}", "  x: {of: {tabel: a}}\n", "did you mean “table”?"),
        ("{like: x, text: '4', says: S}", "  x: {text: '4'}\n", "the key “text”"),
        ("{like: [x], text: '4', says: S}", DEFAULTS, "expected  text"),
        ("4", DEFAULTS, "entries of the form"),
    ],
)
def test_what_is_wrong_is_told(load, claim, defaults, message):
    with pytest.raises(InputError) as error:
        load(f"  one: {claim}\n", defaults)
    assert message in str(error.value)
    assert "the key “one”" not in str(error.value)
