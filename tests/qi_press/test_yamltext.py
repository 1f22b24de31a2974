"""YAML with the place of every key."""

import pytest

from qi_files.errors import InputError
from qi_press.yamltext import find_value, read_yaml


def test_place_of_a_key_is_its_line():
    document = read_yaml("a: 1\nb:\n  c: 2\n  d: [x, y]\n", "book.yml", first_line=10)

    assert document.place("b", "d") == "book.yml:13"


def test_place_of_an_unknown_key_is_its_parents():
    document = read_yaml("a:\n  b: 1\n", "book.yml")

    assert document.place("a", "missing") == "book.yml:1"


@pytest.mark.parametrize(
    ("text", "value"), [("true", True), ("yes", "yes"), ("no", "no"), ("2026-03-01", "2026-03-01")]
)
def test_only_true_and_false_are_booleans_and_dates_stay_text(text, value):
    assert read_yaml(f"key: {text}", "book.yml").data == {"key": value}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 1\na: 2\n", "“a” a second time"),
        ("- a\n- b\n", "lines of the form"),
        ("a: [1\n", "“a: [1”, where a bracket does not end"),
        ("a: !expr x\n", "the tag “!expr”"),
    ],
)
def test_faults_name_file_and_line(text, message):
    with pytest.raises(InputError) as caught:
        read_yaml(text, "book.yml")

    assert message in str(caught.value)
    assert caught.value.where.startswith("book.yml:")


def test_nothing_reads_as_an_empty_mapping():
    assert read_yaml("# only a comment\n", "book.yml").data == {}


def test_a_value_below_no_mapping_is_none():
    assert find_value({"a": "text"}, ("a", "b")) is None


BOMB = "a: &a [x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    ("text", "where", "found"),
    [
        ("x: &a [*a]", "book.yml:10", "“*a”, which repeats an “&a”"),
        (BOMB, "book.yml:11", "“*a”, which repeats an “&a”"),
        (f"one: 1\nx: {'[' * 3000}{']' * 3000}", "book.yml:11", "more than 50 levels"),
    ],
)
def test_what_holds_itself_or_never_ends_is_refused_at_once(text, where, found):
    with pytest.raises(InputError) as caught:
        read_yaml(text, "book.yml", first_line=10)

    assert caught.value.where == where
    assert found in caught.value.found
