"""The audit's numbers stand beside the ledger's, each under a key of its own."""

import pytest

from qi_files.errors import InputError
from qi_stats.audit.reproduction.records import join_audit, load_results
from qi_stats.audit.reproduction.records.counts import list_counts
from qi_stats.audit.reproduction.records.samples import list_samples
from qi_stats.audit.reproduction.records.tables import list_readings, list_tables
from qi_stats.audit.reproduction.records.write import Writer
from qi_stats.ledger import Ledger, save_ledger

TABLES = "audit.tables.happy_by_tall"
POINTS = "audit.points.as_taken.test"


def test_claims_findings_and_states_are_counted(writer, make_record):
    records = [make_record("a.b", 1), make_record("a.c", 2, identified="bounded", range=(1, 3))]
    found = {one.key: one.stat for one in list_counts(writer, records)}

    assert found["audit.claims.n"] == 4 + 1
    assert (found["audit.claims.reproduced.n"], found["audit.claims.conflict.n"]) == (4, 1)
    assert found["audit.claims.results.n"] == 4 + 1
    assert found["audit.premises.rule_1.n"] == 5
    assert found["audit.claims.by_place.in_short.reproduced.n"] == 4
    assert found["audit.claims.by_place.in_short.truncated.n"] == 0
    assert (found["audit.findings.n"], found["audit.findings.contradiction.n"]) == (1, 1)
    assert (found["audit.states.n"], found["audit.states.bounded.n"]) == (2, 1)
    assert found["audit.states.published.proportion"] == 1 / 2


def test_states_of_an_empty_ledger_have_no_share(writer):
    found = {one.key: one for one in list_counts(writer, [])}

    assert found["audit.states.bounded.n"].stat == 0
    assert found["audit.states.bounded.proportion"].warnings == ("There are no results.",)


def test_tables_are_counted_and_those_that_fit(writer, codebook):
    found = {one.key: one.stat for one in list_tables(writer, codebook)}

    assert found[f"{TABLES}.n"] == 3
    assert found[f"{TABLES}.test.fitting"] == 1, "the table with two guests prints .03"
    assert found[f"{TABLES}.way.fitting"] == 2
    assert found[f"{TABLES}.fitting"] == 1
    assert (found[f"{TABLES}.test.low"], found[f"{TABLES}.test.high"]) == (0.034, 0.2)


def test_too_many_tables_are_no_number_with_the_reason(writer, codebook):
    found = {one.key: one for one in list_tables(writer, codebook)}
    record = found["audit.tables.score_by_tall.n"]

    assert record.stat is None
    assert record.warnings == ("There are too many possible tables to list.",)


def test_a_table_is_known_by_the_count_of_its_last_cell(writer, codebook):
    found = {one.key: one.stat for one in list_tables(writer, codebook)}

    assert [found[f"{POINTS}.{count}.value"] for count in (1, 2, 3)] == [0.2, 0.034, None]
    assert found[f"{POINTS}.2.outcome"] == "Reproduced"


def test_a_printed_number_has_the_ends_of_what_prints_so(writer, codebook):
    found = {one.key: one.stat for one in list_tables(writer, codebook)}

    assert found["audit.printed.test.low"] == 0.025
    assert found["audit.printed.test.high"] == 0.035


def test_a_point_says_which_table_and_which_reading_it_is_of(writer, codebook):
    taken = {one.key: one.stat_label for one in list_tables(writer, codebook)}
    others = [one.stat_label for one in list_readings(writer, codebook)]

    cell = "Happy: Yes and Tall: Yes"
    assert taken[f"{POINTS}.2.value"] == f"Test, where 2 have {cell}"
    assert f"Test, where 0 have {cell} (Happy all day)" in others
    assert all(label.endswith(("(Happy all day)", "(Happy all day): verdict")) for label in others)


def test_another_reading_has_tables_of_its_own(writer, codebook):
    found = {one.key: one.stat for one in list_readings(writer, codebook)}

    assert found["audit.readings.all_day.happy_by_tall.n"] == 1
    assert found["audit.readings.all_day.happy_by_tall.fitting"] == 0
    assert found["audit.points.all_day.test.0.outcome"] == "Reproduced only if truncated"


def test_samples_have_their_number_and_ranges(writer):
    found = {one.key: one.stat for one in list_samples(writer)}

    assert found["audit.samples.mean.number"] == 2
    assert (found["audit.samples.mean.median_low"], found["audit.samples.mean.median_high"]) == (
        2,
        3,
    )
    assert found["audit.sampled.n"] == 9


def test_records_name_the_sources_of_the_audit(writer):
    for record in list_samples(writer):
        assert list(record.inputs.sha256.values()) == ["d1"]


def test_the_ledger_and_the_audit_are_one(archive, codebook, make_record):
    joined = join_audit(Ledger([make_record("a.b", 1)]), archive, codebook)

    assert joined.get("a.b").stat == 1
    assert joined.get("audit.sampled.n").stat == 9


@pytest.fixture
def files(plan, load, archive, make_record):
    """Ledger, audit, codebook, claims and plan of the guests."""
    folder = load().codebook.source.parent
    assert archive.digest == "d1"
    assert plan.source.parent == folder
    save_ledger(Ledger([make_record("a.b", 1)]), folder / "ledger.json")
    names = ("ledger.json", "audit.json", "codebook.yaml", "published.yaml", "plan.yaml")
    return [folder / name for name in names]


def test_an_audit_of_other_sources_says_that_it_is_not_checked_instead_of_its_numbers(files):
    found = load_results(*files)

    assert found.get("a.b").stat == 1
    audited = {record.stat for record in found if record.key.startswith("audit.")}
    assert audited == {"not checked since the data, the plan or the claims changed"}


def test_a_project_without_an_audit_has_its_ledger(files):
    files[1].unlink()

    assert load_results(*files).keys() == ("a.b",)


@pytest.mark.parametrize("place", ["\u7d50\u679c", "Results "])
def test_a_place_that_gives_no_key_of_its_own_is_refused(writer, place):
    first, second, *others = writer.audit.verdicts
    placed = [first.model_copy(update={"place": "Results"})]
    placed.append(second.model_copy(update={"place": place}))
    writer = Writer(writer.audit.model_copy(update={"verdicts": (*placed, *others)}))

    with pytest.raises(InputError, match="places that differ in their Latin letters"):
        list(list_counts(writer, []))
