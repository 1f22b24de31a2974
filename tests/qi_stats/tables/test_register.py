"""The register of all results, and the words that it has for records."""

import csv
import io
import json
import re

import pytest

from qi_stats import book
from qi_stats.book.register import CARDS, LedgerSummary
from qi_stats.ledger import Ledger, TracedLedger
from qi_stats.tables.naming import Vocabulary
from qi_stats.tables.register import lay_out_register

SOUTH = "South & *annex*"
IN_THE_SOUTH = {"variable": "ward", "variable_level": "south"}

pytestmark = pytest.mark.usefixtures("mock_project")


@pytest.fixture
def bundle():
    return book.results()._repr_mimebundle_()


def facts(bundle, key):
    return bundle[CARDS][key]["facts"]


def test_every_record_has_its_row_and_its_card(bundle, mock):
    assert set(re.findall(r'<tr id="([^"]+)"', bundle["text/markdown"])) == set(mock.keys())
    assert set(bundle[CARDS]) == set(mock.keys())


def test_analyses_stand_in_the_order_of_the_plan(bundle):
    assert re.findall(r"^## .*\{#results-(\w+)\}$", bundle["text/markdown"], re.MULTILINE) == [
        "people",
        "smoking_on_age",
        "smoking_on_ward",
        "age_by_smoking",
    ]


def test_the_data_to_take_along_are_the_whole_ledger(mock):
    bundle = book.ledger()._repr_mimebundle_()
    rows = list(csv.DictReader(io.StringIO(bundle["text/csv"])))

    assert [row["key"] for row in rows] == list(mock.keys())
    assert len(bundle["application/json"]["records"]) == len(mock)
    assert bundle["text/markdown"] == f"{len(mock)} results of the analyses."


def test_a_card_gives_all_digits_state_range_and_call(bundle):
    shown = dict(facts(bundle, "smoking_on_age.ml.age.odds_ratio_low"))

    assert (shown["Value"], shown["To 12 digits"]) == ("<0.01", "0.001")
    assert shown["Known"].startswith("illustrative: not settled by the published numbers")
    assert shown["Possible values"] == "0.10 to 9.00"
    assert shown["Call"] == "qi_stats.stats:fit_logistic(level=0.9)"
    assert shown["Analysis"] == "Smoking on age"


def test_a_card_names_the_method_in_words_before_the_call(mock_project):
    entry = {"name": "ml", "label": "Maximum likelihood", "function": "likelihood:fit"}
    path = mock_project / "results" / "methods.json"
    path.write_text(json.dumps([entry]), encoding="utf-8")
    card = book.results().make_cards()["smoking_on_age.ml.age.p"]
    names = [name for name, _ in card["facts"]]

    assert dict(card["facts"])["Method"] == "Maximum likelihood"
    assert names.index("Method") < names.index("Call")


def test_what_most_readers_ask_comes_first(bundle):
    names = [name for name, _ in facts(bundle, "people.age.mean")]

    assert names[:3] == ["Value", "Known", "Published"]


def test_a_record_without_a_value_says_why(bundle):
    shown = dict(facts(bundle, "people.age.sd"))

    assert (shown["To 12 digits"], shown["Warning"]) == ("none", "There is one value.")


def test_a_published_counterpart_stands_with_its_verdict(bundle):
    published = [
        fact for key in bundle[CARDS] for fact in facts(bundle, key) if fact[0] == "Published"
    ]

    assert all(re.search(r" \(paper, .+\): [a-z]", words) for _, words in published)
    assert published


def test_a_card_is_listed_under_the_title_of_its_analysis(mock_project):
    cards = book.results().make_cards()

    assert all(["Analysis", card["group"]] in card["facts"] for card in cards.values())


def test_without_claims_the_register_stands_alone(mock_project):
    (mock_project / "data" / "published.yaml").unlink()

    cards = book.results().make_cards()
    assert not [fact for card in cards.values() for fact in card["facts"] if fact[0] == "Published"]


def test_text_of_the_codebook_is_no_markup(make_record, mock_codebook):
    record = make_record("x.ward.south.n", 1, **IN_THE_SOUTH)
    (part,) = lay_out_register(Ledger([record]), Vocabulary(mock_codebook, {}, {}))

    assert "South &amp; *annex*" in part.table


def test_a_table_s_data_are_the_records_that_it_shows():
    rows = csv.DictReader(io.StringIO(book.table("people")._repr_mimebundle_()["text/csv"]))

    assert {"people.n", "people.age.mean", "people.ward.north.n"} <= {row["key"] for row in rows}


def test_a_table_without_records_gives_its_cells_as_text():
    data = book.table("coding")._repr_mimebundle_()["text/csv"]

    assert data.splitlines() == ["Group,Code,Meaning", "Ward,1,North", f"Ward,2,{SOUTH}"]


def test_a_figure_s_data_are_the_records_that_were_read_for_it():
    rows = csv.DictReader(io.StringIO(book.figure("flow")._repr_mimebundle_()["text/csv"]))

    assert {row["key"] for row in rows} == {
        "people.n",
        "people.ward.north.n",
        "people.ward.south.n",
        "people.smoker.yes.n",
        "people.smoker.no.n",
    }


def test_a_traced_ledger_remembers_what_it_gave_and_not_what_was_looked_at(mock):
    traced = TracedLedger(mock)
    traced.select("people")
    traced.get("people.n")

    assert [record.key for record in traced.read()] == ["people.n"]


def test_a_row_shows_the_whole_key_and_breaks_behind_its_dots(bundle):
    assert "<code>people.<wbr>ward.<wbr>north.<wbr>n</code>" in bundle["text/markdown"]


def test_records_of_the_audit_are_counted_apart(make_record):
    own, audited = make_record("people.n", 1), make_record("audit.claims.n", 2)

    assert [LedgerSummary(Ledger(found)).describe() for found in ([own, audited], [audited])] == [
        "2 records: 1 result of the analyses, and 1 of the audit of the publication.",
        "1 record of the audit of the publication.",
    ]
