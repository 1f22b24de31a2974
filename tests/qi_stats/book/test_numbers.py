"""Numbers in sentences are Markdown that carries the record's key, and never a blank."""

import pytest

from qi_files.errors import InputError
from qi_stats import book

pytestmark = pytest.mark.usefixtures("mock_project")

SETTLED = 'data-identified="published"}'
OPEN = 'data-identified="illustrative"}[^‡^]{.mark-illustrative}'


def show(inline):
    return inline._repr_markdown_()


def test_a_value_is_rounded_by_its_own_rule_or_by_another():
    assert (
        show(book.value("people.age.mean")) == f'[50.1]{{.stat data-key="people.age.mean" {SETTLED}'
    )
    assert str(book.value("people.age.mean", "decimal2")) == "50.05"


def test_an_unsettled_value_has_a_mark_behind_it():
    shown = book.value("smoking_on_age.ml.age.odds_ratio")

    assert show(shown) == f'[0.08]{{.stat data-key="smoking_on_age.ml.age.odds_ratio" {OPEN}'
    assert str(shown) == "0.08‡"


def test_a_value_that_can_not_be_had_says_why():
    with pytest.raises(InputError, match=r"people\.age\.sd") as caught:
        book.value("people.age.sd")

    assert "There is one value." in str(caught.value)


def test_words_may_stand_for_a_missing_value():
    shown = book.value("people.age.sd", missing="not *known*")

    assert show(shown).startswith(r"[not \*known\*]{.stat")


def test_an_unknown_key_is_answered_with_the_nearest():
    with pytest.raises(InputError, match=r"did you mean “people\.age\.mean”"):
        book.value("people.age.maen")


def test_an_unknown_rounding_rule_is_refused():
    with pytest.raises(ValueError, match="unknown number format"):
        book.value("people.age.mean", "decimal9")


@pytest.mark.parametrize(
    ("key", "markdown", "text"),
    [
        ("age_by_smoking.welch.p", "[*P*\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}.03]", "P = .03"),
        ("smoking_on_age.ml.age.p", "[*P*\N{NO-BREAK SPACE}\\<\N{NO-BREAK SPACE}.001]", "P < .001"),
    ],
)
def test_a_p_value_stands_with_its_sign(key, markdown, text):
    shown = book.p(key)

    assert show(shown).startswith(markdown)
    assert str(shown) == text


def test_a_count_stands_with_its_percentage():
    shown = book.percent("people.ward.north")

    assert str(shown) == "3 (60.0%)"
    assert show(shown).count("{.stat data-key=") == 2


def test_an_interval_says_its_level():
    assert str(book.interval("smoking_on_age.ml.age.odds_ratio")) == "90% CI, <0.01-0.83‡"
    assert show(book.interval("smoking_on_age.ml.age.odds_ratio")).startswith(r"90% CI, [\<0.01]")
    assert show(book.interval("smoking_on_age.ml.age.odds_ratio")).count("{.stat data-key=") == 2
    assert str(book.interval("age_by_smoking.welch")) == "95% CI, −5.25 to 1.25"


def test_an_interval_without_a_bound_says_why():
    with pytest.raises(InputError, match="The groups are separated"):
        book.interval("smoking_on_ward.ml.ward.odds_ratio")


def test_a_mean_without_a_standard_deviation_says_why():
    with pytest.raises(InputError, match="There is one value"):
        book.mean_sd("people.age")


def test_a_published_text_stands_as_printed():
    assert show(book.published("age")) == '[50.1]{.printed data-claim="age"}'
    with pytest.raises(InputError, match="did you mean “north”"):
        book.published("nort")


def test_marks_in_use_are_explained():
    assert str(book.marks()).startswith("† one of several values that")
    assert "; ‡ not settled by the published numbers" in str(book.marks())


def test_there_is_no_html_form_of_a_number():
    assert not hasattr(book.value("people.age.mean"), "_repr_html_")
