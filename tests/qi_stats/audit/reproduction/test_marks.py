"""The state of each record of a ledger, from verdicts and from what is proven."""

from dataclasses import replace

import pytest

from qi_files.errors import InputError
from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.model import Claim
from qi_stats.audit.claims.verdicts import Verdict
from qi_stats.audit.reproduction.marks import mark_ledger, settle_states
from qi_stats.ledger import Inputs, Ledger, Method, Record, State
from qi_stats.plan.run.fragility import RECODED


def verdict(name, kind, outcome, means=None, key="a.b"):
    return Verdict(Claim(name, "here", "5", "T", "S", KINDS[kind], key=key, means=means), outcome)


def record(stat, key="a.b", name="b", context=None):
    return Record(
        key=key, analysis="a", stat_name=name, context=context, stat_label="B", stat=stat,
        fmt="decimal2",
        inputs=Inputs("guests", ()), method=Method("module:function"), identified="illustrative",
        warnings=() if stat is not None else ("There is no value.",),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("verdicts", "state"),
    [
        ([verdict("x", "mean", "reproduced")], ("published", "x")),
        ([verdict("x", "mean", "truncated")], ("illustrative", "x")),
        ([verdict("x", "not_significant", "reproduced")], ("illustrative", "x")),
        ([verdict("x", "words", "reproduced", "half")], ("published", "x")),
        ([verdict("x", "words", "reproduced", "majority")], ("illustrative", "x")),
        (
            [verdict("x", "words", "reproduced", "majority"), verdict("y", "p", "reproduced")],
            ("published", "y"),
        ),
        ([verdict("x", "p", "reproduced"), verdict("y", "p", "truncated")], ("published", "x")),
    ],
)
def test_a_record_is_published_where_its_value_is_printed(verdicts, state):
    found = settle_states(verdicts)["a.b"]

    assert (found.identified, found.claim) == state


def test_a_claim_without_a_key_is_about_no_record():
    assert settle_states([verdict("x", "other", "not_answerable", key=None)]) == {}


@pytest.mark.parametrize(
    ("stat", "proven", "expected"),
    [
        (2.0, State("bounded", (1, 3)), "bounded"),
        (3.0 + 1e-12, State("bounded", (1, 3)), "bounded"),
        (4.0, State("bounded", (1, 3)), "illustrative"),  # other data than the claims describe
        (2.0, State("identified", value=2.0), "identified"),
        (2.1, State("identified", value=2.0), "illustrative"),  # so were these
        (None, State("identified"), "identified"),
        (2.0, State("identified"), "illustrative"),
        ("yes", State("identified", value="yes"), "identified"),
        ("no", State("identified", value="yes"), "illustrative"),
        (None, State("bounded", (1, 3)), "bounded"),
        (2.0, None, "illustrative"),
    ],
)
def test_a_record_takes_the_state_that_is_proven_if_it_fits(stat, proven, expected):
    states = {} if proven is None else {"a.b": proven}

    marked = mark_ledger(Ledger([record(stat)]), [], states).get("a.b")

    assert marked.identified == expected
    assert marked.range == (proven.range if proven and expected == "bounded" else None)


def test_what_is_published_outranks_what_is_proven():
    proven = {"a.b": State("bounded", (1, 3))}

    marked = mark_ledger(Ledger([record(2.0)]), [verdict("x", "mean", "reproduced")], proven)

    assert (marked.get("a.b").identified, marked.get("a.b").claim) == ("published", "x")


def test_only_words_that_leave_no_choice_print_a_value():
    words = {means: verdict("x", "words", "reproduced", means).claim for means in ("all", "half")}

    assert all(one.kind.settles(one) for one in words.values())
    way = verdict("x", "direction", "reproduced", "positive").claim
    assert not way.kind.settles(way)


def test_a_record_that_repeats_another_has_its_state_and_must_have_its_value():
    original, repeat = (record(2.0, "a.ml.p", "p"), record(2.0, "a.ml.fragility.p", "p", RECODED))
    proven = {"a.ml.p": State("bounded", (1, 3))}

    marked = mark_ledger(Ledger([original, repeat]), [], proven)
    assert marked.get(repeat.key).range == (1, 3)

    with pytest.raises(InputError, match="another value than the one that it repeats"):
        mark_ledger(Ledger([original, replace(repeat, stat=2.5)]), [], proven)
