"""The ledger keeps records by key, writes the same bytes, and knows what changed."""

import csv
import dataclasses
import io
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qi_files.errors import InputError
from qi_stats.ledger import (
    Inputs,
    Ledger,
    Method,
    Record,
    diff_ledgers,
    ledger_to_csv,
    load_ledger,
    render_ledger,
    save_ledger,
)


def make_record(key="wards.score.mean", stat=4.25, **changes):
    fields = {
        "key": key,
        "analysis": key.split(".")[0],
        "stat_name": key.rsplit(".", 1)[-1],
        "stat_label": "Mean",
        "stat": stat,
        "fmt": "decimal1",
        "n": 8,
        "inputs": Inputs("wards", ("score",), {"open": "yes"}, {"wards": "a1b2"}),
        "method": Method("stats.describe:describe_numbers", {"values": "score[8]", "level": 0.95}),
    }
    return Record(**{**fields, **changes})


def test_iterating_follows_the_keys_whatever_the_order_of_adding():
    keys = ["b.x.n", "a.x.n", "a.b.n"]

    ledger = Ledger(make_record(key) for key in keys)

    assert ["a.b.n", "a.x.n", "b.x.n"] == [record.key for record in ledger] == list(ledger.keys())
    assert len(ledger) == 3
    assert "a.x.n" in ledger


def test_the_same_key_twice_is_refused():
    with pytest.raises(InputError, match="twice"):
        Ledger([make_record(), make_record()])


def test_an_unknown_key_names_the_nearest_one():
    with pytest.raises(InputError) as caught:
        Ledger([make_record()]).get("wards.scores.mean")

    assert caught.value.do == "did you mean “wards.score.mean”?"


def test_select_takes_whole_words_of_a_key_only():
    ledger = Ledger(make_record(key) for key in ["a.x.n", "a.x.mean", "a.xy.n"])

    assert [record.key for record in ledger.select("a.x")] == ["a.x.mean", "a.x.n"]
    assert [record.key for record in ledger.select("a.xy.n")] == ["a.xy.n"]


@pytest.mark.parametrize("stat", [math.nan, math.inf, -math.inf])
def test_a_record_never_holds_a_number_that_is_none(stat):
    with pytest.raises(ValueError, match="None and a warning"):
        make_record(stat=stat)


def test_a_missing_value_needs_its_reason():
    with pytest.raises(ValueError, match="no warning"):
        make_record(stat=None)

    assert make_record(stat=None, warnings=("One row only.",)).stat is None


@pytest.mark.parametrize("key", ["", "word", "Upper.case", "two words.n", "a..n", ".n", "a.n\n"])
def test_a_key_is_lower_case_words_and_dots(key):
    with pytest.raises(ValueError, match="a key is"):
        make_record(key)


def test_an_unknown_state_is_refused():
    with pytest.raises(ValueError, match="identified must be one of observed, assumed, published"):
        make_record(identified="certain")


def test_a_ledger_comes_back_as_it_was_written(tmp_path):
    ledger = Ledger(
        [
            make_record(),
            make_record(
                "wards.score.sd",
                None,
                warnings=("One “row” only:\nno spread.",),
                identified="bounded",
                range=(0.5, 1.25),
                claim="sd",
                group="open",
                group_level="yes",
                variable="score",
                variable_level="high",
                context="describe",
                definition="divided by n - 1",
            ),
            make_record("wards.score.words", "a < b", n=None),
        ]
    )

    assert save_ledger(ledger, tmp_path / "ledger.json")
    assert ledger == load_ledger(tmp_path / "ledger.json")
    assert not save_ledger(ledger, tmp_path / "ledger.json")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_any_finite_number_is_kept_to_twelve_digits(value):
    text = render_ledger(Ledger([make_record(stat=value)]))
    stat = next(line for line in text.splitlines() if '"stat":' in line).split(": ")[1]

    assert float(f"{value:.12g}") == float(stat.rstrip(","))
    assert stat.rstrip(",") != "-0.0"


def test_noise_after_the_twelfth_digit_does_not_change_a_byte():
    assert 0.1 + 0.2 != 0.3

    noisy, plain = (render_ledger(Ledger([make_record(stat=s)])) for s in (0.1 + 0.2, 0.3))

    assert noisy == plain


def test_the_digest_of_a_file_stands_once():
    ledger = Ledger([make_record(), make_record("wards.score.sd")])

    assert render_ledger(ledger).count("a1b2") == 1


def test_two_digests_of_one_table_are_refused():
    other = Inputs("wards", ("score",), {}, {"wards": "ffff"})

    with pytest.raises(ValueError, match="two different digests"):
        render_ledger(Ledger([make_record(), make_record("wards.score.sd", inputs=other)]))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", "no valid JSON"),
        ("[]", "format none"),
        ('{"format": 99, "records": []}', "format 99"),
        ('{"format": 1, "sha256": {}, "records": [{"key": "a.n"}]}', "a damaged record"),
        ('{"format": 1, "sha256": {}, "records": [3]}', "a damaged record"),
    ],
)
def test_a_file_that_is_no_ledger_is_refused_in_words(tmp_path, text, found):
    (tmp_path / "ledger.json").write_text(text, encoding="utf-8")

    with pytest.raises(InputError, match="qi-stats run") as caught:
        load_ledger(tmp_path / "ledger.json")

    assert found in caught.value.found


def test_a_missing_ledger_is_refused_in_words(tmp_path):
    with pytest.raises(InputError, match="no file"):
        load_ledger(tmp_path / "ledger.json")


def test_a_difference_lists_what_came_went_and_changed():
    old = Ledger(
        [make_record("a.x.n", 1), make_record("a.x.mean", 2.0), make_record("a.x.sd", 1.0)]
    )
    new = Ledger(
        [make_record("a.x.max", 9), make_record("a.x.mean", 2.5), make_record("a.x.sd", 1.0)]
    )

    difference = diff_ledgers(old, new)

    assert [record.key for record in difference.removed] == ["a.x.n"]
    assert [record.key for record in difference.added] == ["a.x.max"]
    assert [(c.key, c.fields) for c in difference.changed] == [("a.x.mean", ("stat",))]
    assert difference
    assert not diff_ledgers(old, old)


@pytest.mark.parametrize(("rtol", "same"), [(0.0, False), (0.001, False), (0.0101, True)])
def test_the_tolerance_is_relative(rtol, same):
    old, new = (Ledger([make_record(stat=value)]) for value in (100.0, 101.0))

    assert same is not bool(diff_ledgers(old, new, rtol))


def test_a_value_that_went_missing_is_a_change():
    new = Ledger([make_record(stat=None, warnings=("All missing.",))])

    (change,) = diff_ledgers(Ledger([make_record()]), new).changed

    assert change.fields == ("stat", "warnings")


def test_ranges_are_compared_with_the_tolerance():
    old, new, other = (
        Ledger([make_record(identified="bounded", range=limits)])
        for limits in ((0.0, 1.0), (0.0, 1.0 + 1e-12), (0.0, 2.0))
    )

    assert not diff_ledgers(old, new)
    assert diff_ledgers(old, other).changed[0].fields == ("range",)


@pytest.mark.parametrize("rtol", [-1, math.nan])
def test_a_negative_tolerance_is_refused(rtol):
    with pytest.raises(ValueError, match="rtol"):
        diff_ledgers(Ledger(), Ledger(), rtol)


def test_csv_has_a_row_for_each_record_and_keeps_numbers_numbers():
    ledger = Ledger([make_record(stat=-0.5), make_record("wards.score.sd", None, warnings=("x",))])

    first, second = csv.DictReader(io.StringIO(ledger_to_csv(ledger)))

    assert (first["key"], first["stat"], first["n"]) == ("wards.score.mean", "-0.5", "8")
    assert (second["stat"], second["warnings"]) == ("", "x")
    assert first["where"] == '{"open": "yes"}'


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_text_in_the_csv_starts_a_formula(start):
    record = make_record(stat=f"{start}1+1", stat_label=f"{start}HYPERLINK(1)")

    (row,) = csv.DictReader(io.StringIO(ledger_to_csv(Ledger([record])), newline=""))

    assert row["stat"].startswith("'")
    assert row["stat_label"].startswith("'")


def test_a_record_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        make_record().stat = 1
