"""One error, several errors, near names, quotations."""

import pickle

import pytest

from qi_files.errors import (
    InputError,
    InputErrors,
    list_names,
    nearest,
    quote,
    raise_errors,
    suggest,
)

AGE = InputError("a.yaml:3", "“agee”", "a variable", "did you mean “age”?")
SEX = InputError("a.yaml:9", "“sexx”", "a variable", "did you mean “sex”?")


def test_an_error_says_where_what_and_what_to_do():
    assert str(AGE) == (
        "a.yaml:3\n  found     “agee”\n  expected  a variable\n  do        did you mean “age”?"
    )


def test_several_errors_are_counted():
    assert str(InputErrors([AGE, SEX])) == f"{AGE}\n\n{SEX}\n\n2 problems"


def test_a_notebook_shows_the_message_without_a_traceback():
    for error in (AGE, InputErrors([AGE, SEX])):
        assert "\n".join(error._render_traceback_()) == str(error)


def test_groups_are_flattened():
    assert InputErrors([InputErrors([AGE, SEX]), AGE]).errors == (AGE, SEX, AGE)


def test_a_group_of_none_is_a_mistake():
    with pytest.raises(ValueError, match="at least one"):
        InputErrors([])


def test_errors_survive_another_process():
    for error in (AGE, InputErrors([AGE, SEX])):
        assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own


def test_raising_none_one_and_several():
    raise_errors([])
    with pytest.raises(InputError) as one:
        raise_errors([AGE])
    assert one.value is AGE
    with pytest.raises(InputErrors):
        raise_errors(iter([AGE, SEX]))


def test_the_nearest_name():
    assert nearest("agee", ["sex", "age"]) == "age"
    assert nearest("zzz", ["sex", "age"]) is None
    assert suggest("zzz", ["sex"], "choose one") == "choose one"


def test_a_long_name_is_suggested_in_full():
    name = ".".join(["acceptance"] * 10)
    assert suggest(f"{name}s", [name], "choose one") == f"did you mean “{name}”?"


def test_quotations_are_one_short_printable_line():
    assert quote("a\x1b[31m\nb") == "“a�[31m�b”"
    assert len(quote("x" * 500)) == 60 + 2


def test_lists_in_words():
    assert list_names(["a", "b", "c"]) == "a, b or c"
    assert list_names(["a"]) == "a"
    assert list_names([]) == "nothing"
