"""A plan with a mistake is refused with the line, what was found, and what to do."""

import pytest

from qi_files.errors import InputError, InputErrors

DESCRIBE = """\
analyses:
  residents:
    title: Residents
    kind: describe
    table: residents
    variables: [score]
"""
COMPARE = """\
analyses:
  score_by_fall:
    title: Score by fall
    kind: compare
    table: residents
    variable: score
    by: fell
    groups: [yes, no]
    methods: [welch]
"""
REGRESS = """\
analyses:
  mood_on_score:
    title: Mood on score
    kind: regression
    model: linear
    table: residents
    outcome: mood
    terms: [score]
    methods: [ols]
"""


@pytest.mark.parametrize("text", [DESCRIBE, COMPARE, REGRESS])
def test_a_sound_plan_is_read(load, text):
    (analysis,) = load(text).analyses

    assert analysis.table == "residents"


@pytest.mark.parametrize(
    ("text", "old", "new", "line", "found", "do"),
    [
        (DESCRIBE, "variables: [score]", "varables: [score]", 6, "“varables”", "“variables”"),
        (DESCRIBE, "kind: describe", "kind: descibe", 4, "descibe", "describe"),
        (DESCRIBE, "table: residents", "table: resident", 5, "“resident”", "“residents”"),
        (DESCRIBE, "[score]", "[scor]", 6, "“scor”", "“score”"),
        (DESCRIBE, "[score]", "[score, score]", 6, "“score” a second time", "remove one"),
        (DESCRIBE, "[score]", "[remark]", 6, "free text", "another variable"),
        (DESCRIBE, "[score]", "[resident_id]", 6, "a record number", "another variable"),
        (DESCRIBE, "[score]", "[]", 6, "a list of 0", "correct"),
        (DESCRIBE, "[score]", "[minutes]", 6, "“minutes”", "choose one of"),
        (DESCRIBE, "  residents:", "  The-Residents:", 2, "The-Residents", "correct"),
        (DESCRIBE, "title: Residents", "title: ''", 3, "“”", "correct"),
        (DESCRIBE, "variables:", "where: {fel: yes}\n    variables:", 6, "“fel”", "“fell”"),
        (
            DESCRIBE,
            "variables:",
            "where: {fell: yess}\n    variables:",
            6,
            "“yess”",
            "did you mean “yes”",
        ),
        (COMPARE, "[welch]", "[welsh]", 9, "the method “welsh”", "“welch”"),
        (COMPARE, "[welch]", "[welch, welch]", 9, "“welch” a second time", "remove one"),
        (COMPARE, "[yes, no]", "[yes, nope]", 8, "“nope”", "no or yes"),
        (COMPARE, "[yes, no]", "[yes, yes]", 8, "“yes” a second time", "remove one"),
        (COMPARE, "by: fell", "by: score", 7, "“score”, a number", "splits the rows"),
        (COMPARE, "variable: score", "variable: fell", 7, "its own levels", "another"),
        (COMPARE, "variable: score", "variable: ward", 6, "3 levels without order", "method"),
        (COMPARE, "variable: score", "variable: remark", 6, "free text", "method"),
        (COMPARE, "variable: score", "variable: scor", 6, "“scor”", "“score”"),
        (COMPARE, "[yes, no]", "[yes, no, maybe]", 8, "“maybe”", "no or yes"),
        (REGRESS, "outcome: mood", "outcome: moo", 7, "“moo”", "“mood”"),
        (REGRESS, "outcome: mood", "outcome: ward", 7, "without order", "logistic"),
        (REGRESS, "outcome: mood", "outcome: fell", 7, "2 levels", "model: logistic"),
        (REGRESS, "model: linear", "model: logistic", 9, "“ols”", "choose one of these"),
        (REGRESS, "model: linear", "model: liner", 5, "“liner”", "“linear”"),
        (REGRESS, "[score]", "[score, mood]", 8, "the outcome itself", "remove this term"),
        (REGRESS, "[score]", "[remark]", 8, "free text", "another variable"),
        (REGRESS, "terms: [score]", "term: [score]", 8, "“term”", "“terms”"),
    ],
)
def test_a_mistake_is_named_with_its_line(load, text, old, new, line, found, do):  # noqa: PLR0917
    with pytest.raises(InputError) as caught:
        load(text.replace(old, new))

    errors = getattr(caught.value, "errors", (caught.value,))
    matching = [e for e in errors if found in e.found and f"plan.yaml:{line} " in e.where]
    assert matching, str(caught.value)
    assert any(do in error.do for error in matching), str(caught.value)


def test_three_groups_are_too_many_for_a_test_of_two(load):
    text = COMPARE.replace("by: fell", "by: ward").replace("    groups: [yes, no]\n", "")

    with pytest.raises(InputError) as caught:
        load(text)

    assert caught.value.found == "3 groups: north, south, east"
    assert caught.value.expected == "two groups, for the method “welch”"


def test_two_of_three_levels_can_be_compared(load):
    text = COMPARE.replace("by: fell", "by: ward").replace("[yes, no]", "[south, north]")

    assert load(text).analyses[0].groups == ("south", "north")


def test_without_groups_the_event_comes_first(load):
    assert load(COMPARE.replace("    groups: [yes, no]\n", "")).analyses[0].groups == ("yes", "no")


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        (COMPARE, "{fell: yes}"),
        (COMPARE, "{score: 3}"),
        (REGRESS, "{score: 3}"),
        (REGRESS, "{mood: low}"),
    ],
)
def test_a_filter_may_not_fix_what_has_to_vary(load, text, condition):
    with pytest.raises(InputError) as caught:
        load(text.replace("table: residents", f"table: residents\n    where: {condition}"))

    assert "a filter that keeps" in caught.value.found
    assert ":6" in caught.value.where or ":7" in caught.value.where


def test_a_filter_that_leaves_out_a_compared_group_is_refused(load):
    text = COMPARE.replace("by: fell", "by: ward").replace("[yes, no]", "[south, north]")

    with pytest.raises(InputError, match="keeps “ward” at north or east only"):
        load(text.replace("table: residents", "table: residents\n    where: {ward: [north, east]}"))


def test_all_mistakes_are_told_at_once_in_the_order_of_the_file(load):
    text = COMPARE.replace("score\n", "scor\n").replace("welch", "welsh").replace("fell", "fel")

    with pytest.raises(InputErrors) as caught:
        load(text + DESCRIBE.replace("analyses:\n", "").replace("[score]", "[scor]"))

    assert [error.found for error in caught.value.errors] == [
        "“scor”",
        "“fel”",
        "the method “welsh”",
        "“scor”",
    ]
    assert str(caught.value).endswith("4 problems")


def test_an_empty_plan_is_refused(load):
    with pytest.raises(InputError, match="analyses"):
        load("analyses: {}\n")


def test_tables_and_figures_stand_in_the_same_file(load):
    assert load(DESCRIBE + "tables: {a: {anything: 1}}\nfigures: {}\n").analyses
