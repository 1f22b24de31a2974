"""Which records changed, by how much, and what follows from it."""

from dataclasses import replace

import pytest

from qi_files.errors import InputError
from qi_stats.changes.compare import split_renamed
from qi_stats.changes.keep import Tools, compare_ledgers
from qi_stats.changes.model import Changes, load_changes, render_changes
from qi_stats.changes.wording import describe_lines, tell_history, write_section
from qi_stats.ledger import Ledger, Method, diff_ledgers

TOOLS = Tools(lambda *_: None)


def compare(old, new):
    return compare_ledgers(("1.0.0", Ledger(old)), ("1.1.0", Ledger(new)), TOOLS)


def test_a_change_is_told_absolute_relative_and_as_it_reads(make_record):
    changes = compare([make_record("a.x.n", 40)], [make_record("a.x.n", 43)])
    (one,) = changes.changed

    assert (one.old, one.new, one.absolute, one.relative, one.shown) == (
        "40",
        "43",
        3.0,
        0.075,
        True,
    )


def test_a_change_of_hidden_digits_does_not_read_differently(make_record):
    old, new = (make_record("a.x.mean", value, "decimal1") for value in (5.01, 5.02))
    (one,) = compare([old], [new]).changed

    assert not one.shown
    assert compare([old], [new]).shown == ()


def test_no_share_of_nothing(make_record):
    (one,) = compare([make_record("a.x.n", 0)], [make_record("a.x.n", 2)]).changed
    assert (one.absolute, one.relative) == (2.0, None)


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        (0.0501, 0.0348, "P is now under .05"),
        (0.04, 0.06, "P is now not under .05"),
        (0.01, 0.02, ""),
        (0.0499999, 0.05, "P is now not under .05"),
    ],
)
def test_a_p_value_that_crosses_its_level_is_told(make_record, before, after, words):
    ends = [[make_record("a.welch.p", value, "p")] for value in (before, after)]
    assert compare(*ends).changed[0].conclusion == words


def test_the_level_is_that_of_the_call(make_record):
    method = Method("m:f", {"level": 0.9})
    ends = [[make_record("a.welch.p", value, "p", method=method)] for value in (0.08, 0.12)]
    assert compare(*ends).changed[0].conclusion == "P is now not under .1"


@pytest.mark.parametrize(
    ("fmt", "old", "new", "words"),
    [
        ("ratio", (0.5, 1.2), (0.5, 0.9), "the interval now leaves out no effect"),
        ("ratio", (0.5, 0.9), (0.5, 1.0), "the interval now includes no effect"),
        ("decimal2", (0.5, 1.2), (-0.5, 1.3), "the interval now includes no effect"),
        ("ratio", (0.5, 0.9), (0.5, 0.8), ""),
    ],
)
def test_an_interval_that_crosses_no_effect_is_told(make_record, fmt, old, new, words):
    ends = [
        [make_record("a.ml.x.or_low", low, fmt), make_record("a.ml.x.or_high", high, fmt)]
        for low, high in (old, new)
    ]
    assert [one.conclusion for one in compare(*ends).changed if one.key.endswith("high")] == [words]


def test_a_state_and_a_verdict_that_changed_are_told(make_record):
    old = [make_record("a.x.n", 1), make_record("a.all.verdict", "agree", "text")]
    new = [
        make_record("a.x.n", 1, identified="bounded"),
        make_record("a.all.verdict", "differ", "text"),
    ]
    verdict, count = compare(old, new).changed

    assert verdict.conclusion == "agree → differ"
    assert count.state == "published → bounded"
    assert not count.shown


def test_a_renamed_record_is_recognised_and_two_alike_are_not(make_record):
    old = [make_record("a.x.n", 41, stat_label="N"), make_record("b.p.n", 7, stat_label="M")]
    new = [make_record("a.y.n", 41, stat_label="N")]
    new += [make_record(key, 7, stat_label="M") for key in ("c.p.n", "d.p.n")]
    renamed, rest = split_renamed(diff_ledgers(Ledger(old), Ledger(new)))

    assert [(one.old, one.new) for one in renamed] == [("a.x.n", "a.y.n")]
    assert [one.key for one in rest.removed] == ["b.p.n"]
    assert [one.key for one in rest.added] == ["c.p.n", "d.p.n"]


def test_changes_are_read_as_they_were_written(tmp_path, make_record):
    changes = compare([make_record("a.x.n", 1), make_record("b.n", 2)], [make_record("a.x.n", 3)])
    (tmp_path / "changes.json").write_text(render_changes(changes), encoding="utf-8")

    assert load_changes(tmp_path / "changes.json") == changes


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"format": 9}', '{"format": 1, "before": ""}'])
def test_damaged_changes_are_told(tmp_path, text):
    (tmp_path / "changes.json").write_text(text)
    with pytest.raises(InputError, match=r"changes\.json"):
        load_changes(tmp_path / "changes.json")


def test_history_follows_a_number_through_its_names(make_record):
    first = compare([make_record("a.x.n", 41)], [make_record("a.x.n", 43)])
    first = replace(
        first, changed=(replace(first.changed[0], causes=("1 row of People changed",)),)
    )
    second = compare([make_record("a.x.n", 43)], [make_record("a.y.n", 43, stat_label="N")])
    second = replace(second, before="1.1.0", after="2.0.0")

    assert tell_history([first, second]) == {
        "a.y.n": "1.0.0: 41; 1.1.0: 43, 1 row of People changed"
    }


def test_the_section_of_the_changelog_groups_by_cause(make_record):
    changes = compare([make_record("a.x.n", 1), make_record("b.n", 2)], [make_record("a.x.n", 3)])
    changes = replace(changes, changed=(replace(changes.changed[0], causes=("the plan",)),))

    assert write_section(changes) == (
        "### Numbers changed\n\n- Cause: the plan.\n  - `a.x.n`: 1 → 3\n- Gone: `b.n`.\n"
    )
    assert (
        write_section(Changes("1.0.0", "1.1.0"))
        == "### Numbers changed\n\nNone that readers see.\n"
    )
    assert list(describe_lines(changes)) == [
        "- b.n  2",
        "~ a.x.n  1 → 3 (+2, +2e+02%)  [the plan]",
        "1 removed, 0 added, 0 renamed, 1 changed; 1 read differently",
    ]
