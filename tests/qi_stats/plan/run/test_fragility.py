"""A plan can ask how far a P value rests on single charts, and says so of charts by their codes."""

import pytest

from qi_files.errors import InputError
from qi_stats.stats.counts.fisher import fisher_exact

from ..conftest import HEADER

COMPARE = """\
analyses:
  fall_by_shift:
    title: Falls by shift
    kind: compare
    table: residents
    variable: fell
    by: shift
    groups: [day, night]
    methods: [student, fisher, levene_mean]
    fragility: {of: [fisher.p, student.p], trace: [fisher.p]}
"""
REGRESS = """\
analyses:
  fall_on_shift:
    title: Fall on shift
    kind: regression
    model: logistic
    table: residents
    outcome: fell
    terms: [TERMS]
    methods: [ml]
    fragility: {of: [ml.TERM.p, ml.TERM.lr_p]}
"""


def write_residents(counts):
    """Return rows in which day and night have so many who fell, and did not."""
    cells = [(shift, fell) for shift in (1, 2) for fell in (1, 0)]
    rows = [cell for cell, count in zip(cells, counts, strict=True) for _ in range(count)]
    lines = [
        f"R{i},{1 + i % 3},{shift},{i},1,{fell},{'0' if fell else ''},"
        for i, (shift, fell) in enumerate(rows, 1)
    ]
    return HEADER + "\n".join(lines) + "\n"


def test_each_p_value_has_its_index_its_range_and_where_asked_its_moves(run):
    ledger = run(COMPARE, write_residents((4, 0, 1, 4)))
    start = "fall_by_shift.fisher"

    assert ledger.get(f"{start}.p").stat == fisher_exact([[4, 0], [1, 4]]).p
    assert ledger.get(f"{start}.fragility.charts").stat == 9
    assert ledger.get(f"{start}.fragility.index").stat == 1
    assert ledger.get(f"{start}.fragility.p_after").stat == fisher_exact([[3, 1], [1, 4]]).p
    assert ledger.get(f"{start}.leave_one_out.p_high").stat == fisher_exact([[4, 0], [1, 3]]).p
    move = ledger.get(f"{start}.recoded.day-yes-to-night-yes.p")
    assert move.stat == fisher_exact([[3, 0], [2, 4]]).p
    words = ledger.get(f"{start}.recoded.day-yes-to-night-yes.recoding").stat
    assert words == "Shift: Day → Night (Fell: Yes)"
    assert ledger.select("fall_by_shift.student.fragility")
    assert not ledger.select("fall_by_shift.student.recoded")


def test_the_record_tells_the_test_and_the_table(run):
    record = run(COMPARE).get("fall_by_shift.fisher.fragility.index")

    assert record.method.arguments == {
        "table": "Shift × Fell[8]",
        "test": "qi_stats.stats:fisher_exact p",
        "alpha": 0.05,
    }
    assert (record.context, record.n) == ("fragility", 8)


def test_a_regression_on_two_levels_recodes_both_variables(run):
    ledger = run(REGRESS.replace("TERMS", "shift").replace("TERM", "shift"))
    wald, ratio = "fall_on_shift.ml.shift.fragility", "fall_on_shift.ml.shift.lr.fragility"

    for start, name in ((wald, "p"), (ratio, "lr_p")):
        p = ledger.get(f"fall_on_shift.ml.shift.{name}").stat
        assert ledger.get(f"{start}.p").stat == pytest.approx(p, rel=1e-9)
    assert "Shift: Day → Night" in ledger.get(f"{ratio}.recodings").stat


@pytest.mark.parametrize("terms", ["score", "mood", "score, mood"])
def test_a_regression_on_numbers_or_several_terms_recodes_the_outcome(run, terms):
    term = terms.split(", ")[0]
    ledger = run(REGRESS.replace("TERMS", terms).replace("TERM", term))
    start = f"fall_on_shift.ml.{term}"

    p = ledger.get(f"{start}.lr.fragility.p").stat
    assert p == pytest.approx(ledger.get(f"{start}.lr_p").stat, rel=1e-6)
    assert ledger.get(f"{start}.leave_one_out.charts").stat in {7, 8}


def test_no_rows_give_words_and_no_value(run):
    for text in (COMPARE, REGRESS.replace("TERMS", "shift").replace("TERM", "shift")):
        nobody = text.replace(
            "    table: residents\n", "    table: residents\n    where: {mood: high}\n"
        )
        ledger = run(nobody, write_residents((2, 2, 2, 2)))
        records = [each for each in ledger if each.stat_name == "index"]
        assert records
        assert all(each.stat is None and "no P" in each.warnings[0] for each in records)


@pytest.mark.parametrize(
    ("old", "new", "found", "do"),
    [
        ("[fisher.p, student.p]", "[fishr.p]", "“fishr.p”", "“fisher”"),
        ("[fisher.p, student.p]", "[welch.p]", "“welch.p”", "METHOD.p"),
        ("[fisher.p, student.p]", "[fisher.odds_ratio]", "“fisher.odds_ratio”", "METHOD.p"),
        ("trace: [fisher.p]", "trace: [levene_mean.p]", "“levene_mean.p”", "of"),
    ],
)
def test_a_p_value_that_there_is_not_is_refused(load, old, new, found, do):
    with pytest.raises(InputError) as caught:
        load(COMPARE.replace(old, new))

    assert found in str(caught.value)
    assert do in str(caught.value)
    assert "plan.yaml:10" in str(caught.value)
