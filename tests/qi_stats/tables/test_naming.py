"""Each record has a name of its own, in the words of the codebook, the plan and the methods."""

import pytest

from qi_stats.ledger import Ledger, Method
from qi_stats.tables.naming import Vocabulary, learn_names, name_line, name_record, name_topic

SOUTH = "South & *annex*"
CONTRAST = {"variable": "age", "group": "smoker", "group_level": "yes − no"}


@pytest.fixture
def vocabulary(mock_codebook):
    return Vocabulary(
        mock_codebook,
        {"x": "Age by smoking"},
        methods={"welch": "Welch t test", "ml": "Maximum likelihood"},
        functions={"fragility:find": "Find the fewest charts."},
        parts={"both": "Both tests", "large": "A large effect"},
    )


@pytest.mark.parametrize(
    ("key", "fields", "words"),
    [
        ("x.age.n", {"variable": "age", "context": "describe"}, "Age – Mean"),
        (
            "x.ward.south.n",
            {"variable": "ward", "variable_level": "south", "context": "describe"},
            f"Ward: {SOUTH} – Mean",
        ),
        ("x.n", {"context": "rows"}, "Age by smoking – Mean"),
        (
            "x.ml.intercept.n",
            {"variable": "age", "context": "ml"},
            "Age by smoking – Maximum likelihood, Intercept – Mean",
        ),
        (
            "x.ml.age.n",
            {"variable": "age", "context": "ml"},
            "Age by smoking – Maximum likelihood, Age – Mean",
        ),
        ("x.welch.n", {**CONTRAST, "context": "welch"}, "Age by smoking – Welch t test – Mean"),
        (
            "x.group.yes.n",
            {**CONTRAST, "group_level": "yes", "context": "group"},
            "Age by smoking – Age, where Smokes: Yes – Mean",
        ),
        (
            "x.ml.age.lr.fragility.n",
            {"variable": "age", "context": "fragility"},
            "Age by smoking – Maximum likelihood, Age, likelihood ratio, some charts recoded"
            " – Mean",
        ),
        (
            "x.large.power_80.normal.n",
            {"context": "large"},
            "Age by smoking – A large effect, power 80%, normal approximation – Mean",
        ),
        ("audit.claims.n", {}, "Mean"),
        ("audit.tables.x.n", {}, "Age by smoking – Mean"),
        ("x.a:b.n", {"variable": "a:b", "variable_level": "c"}, "a:b: c – Mean"),
    ],
)
def test_a_record_is_named_in_words(make_record, vocabulary, key, fields, words):
    record = make_record(key, 1, stat_label="Mean", **fields)

    assert name_record(record, vocabulary) == words


def test_a_name_that_two_records_have_gets_the_title_of_the_analysis(make_record, vocabulary):
    twins = [
        make_record(f"{analysis}.age.n", 1, variable="age", context="describe")
        for analysis in ("x", "y")
    ]

    known = learn_names(vocabulary, Ledger(twins))

    assert [name_record(one, known) for one in twins] == ["Age by smoking – Age – N", "y – Age – N"]


def test_a_recoding_is_told_in_the_words_of_its_record(make_record, vocabulary):
    about = {"variable": "age", "context": "recoded", "method": Method("fragility:recode")}
    start = "x.ml.age.recoded.no-yes-to-no-no"
    words = make_record(f"{start}.recoding", "Smokes: Yes → No", "text", **about)
    p = make_record(f"{start}.p", 0.1, "p", stat_label="P", **about)
    known = learn_names(vocabulary, Ledger([words, p]))

    assert name_record(p, known) == (
        "Age by smoking – Maximum likelihood, Age, one chart recoded, Smokes: Yes → No – P"
    )
    assert name_topic(p, known) == "Maximum likelihood, one chart recoded"
    assert name_line(p, known) == "Age, Smokes: Yes → No, P"


def test_topic_and_line_share_the_words_between_them(make_record, vocabulary):
    south = {"variable": "ward", "variable_level": "south", "context": "describe"}
    record = make_record("x.ward.south.n", 1, stat_label="n", **south)

    assert (name_topic(record, vocabulary), name_line(record, vocabulary)) == (
        "Ward",
        f"{SOUTH}, n",
    )
