"""What the codebook says of a second reviewer: read, and its mistakes explained."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook

VARIABLES = "    variables: [pain, better, calls]"


@pytest.fixture
def load(reviewed):
    """Return a function that reads the codebook after one change."""

    def load_changed(old="", new=""):
        path = reviewed / "codebook.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return load_codebook(path)

    return load_changed


def test_a_table_may_be_coded_twice_in_some_variables(load):
    coding = load().codings["charts"]

    assert coding.variables == ("pain", "better", "calls")
    assert dict(coding.files) == {
        "second": "charts-second.csv",
        "consensus": "charts-consensus.csv",
    }


def test_all_stored_variables_but_the_key_are_coded_twice_if_none_is_named(load):
    coding = load(VARIABLES, "").codings["charts"]

    assert coding.variables == ("arm", "pain", "better", "calls", "reason", "remark")


def test_a_consensus_is_optional(load):
    assert list(load("    consensus: charts-consensus.csv\n").codings["charts"].files) == ["second"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("codings:\n  charts:", "codings:\n  chart:", "did you mean “charts”"),
        (VARIABLES, "    variables: [pain, beter]", "did you mean “better”"),
        (VARIABLES, "    variables: [pain, pain]", "“pain” a second time"),
        (VARIABLES, "    variables: [chart_id]", "not in its key"),
        (VARIABLES, "    variables: [pain_and_better]", "stored variable"),
        ("second: charts-second.csv", "second: charts.csv", "the file of table charts"),
        ("consensus: charts-consensus.csv", "consensus: charts-second.csv", "another coding"),
        ("second: charts-second.csv", "secnd: charts-second.csv", "secnd"),
    ],
)
def test_a_mistake_is_answered_with_its_line(load, old, new, words):
    with pytest.raises(InputError, match=r"codebook\.yaml:\d+") as caught:
        load(old, new)

    assert words in str(caught.value)
