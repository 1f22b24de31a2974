"""How many planted identifiers are found, and how many columns are refused that hold none."""

import importlib
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import load_codebook
from qi_stats.intake.guard import find_identifiers
from qi_stats.intake.identifiers import RULES, UNDETECTED, find_rule, is_age
from qi_stats.study import load_study

HEADS = {
    "A": "Patient Name|last_name|FirstName|Surname|name|full name|Pt name|physician name|"
    "Mother's name|Next of kin",
    "B": "Address|home address|Street|City|ZIP code|zip|Postal code|County|address_line_1|town",
    "C": "DOB|Date of birth|birth date|date_of_death|DOD|Birthdate|birthday|death date|"
    "patient DOB|dob (mother)",
    "D": "Phone|home phone|Mobile|cell phone|Telephone number|contact no|tel|phone2|work phone|"
    "emergency contact number",
    "E": "Fax|fax number|home fax|work fax|Telefax|fax no|fax #|FAX|Fax no.|work fax number",
    "F": "Email|e-mail|email address|E-mail address|patient email|contact e-mail|work email|"
    "Email (home)|private email|e_mail_address email",
    "G": "SSN|Social Security number|ssn_last4|patient SSN|social security|last 4|SSN4|NHS number|"
    "National insurance no|Soc Sec",
    "H": "MRN|Medical record number|hospital number|chart number|record number|Encounter ID|CSN|"
    "patient number|Accession number|visit id",
    "I": "Insurance ID|Medicare number|Medicaid no|policy number|member ID|subscriber id|"
    "beneficiary number|health plan id|MBI|HICN",
    "J": "Account number|acct no|billing number|invoice no|IBAN|bank account number|card number|"
    "credit card number|account id|Account #",
    "K": "License number|licence no|certificate number|passport number|passport|NPI|DEA number|"
    "Driver's license|drivers license number|certificate id",
    "L": "VIN|vehicle id|License plate|license plate number|number plate|vehicle number|"
    "vehicle serial number|plate no|vehicle identification number|Vehicle no",
    "M": "Device serial number|serial number|UDI|device id|implant serial no|"
    "pacemaker serial number|device identifier|pump serial no|implant id|lot number",
    "N": "URL|website|web page|web site|homepage|Facebook|twitter|LinkedIn|web address|"
    "Facebook page",
    "O": "IP|IP address|ip_addr|client IP|login IP address|MAC address|mac addr|IP addr|"
    "device IP address|last IP",
    "P": "Fingerprint|finger print|voiceprint|voice print|retina scan|retinal scan|iris scan|"
    "biometric template|face ID|fingerprints",
    "Q": "Photo|photograph|picture|image|photo file|patient photo|portrait|photo url|image path|"
    "wound photo",
    "R": "user name|username|login|employee ID|badge|student id|GUID|UUID|barcode|EDIPI",
}
CELLS = {
    "A": [f"Sm{'abcdefghij'[i]}th, John" for i in range(10)],
    "B": [f"{10 + i} Main Street" for i in range(10)],
    "C": [f"{1 + i:02d}/14/1950" for i in range(10)],
    "D": [f"(555) 010-{1000 + i}" for i in range(10)],
    "F": [f"p{i}@example.org" for i in range(10)],
    "G": [f"{100 + i}-45-6789" for i in range(10)],
    "I": [f"1EG4-TE5-MK7{i}" for i in range(10)],
    "J": [f"DE{10 + i}370400440532013000" for i in range(10)],
    "L": [f"1HGCM82633A00435{i}" for i in range(10)],
    "M": [f"(01)0001234567890{i}17141120" for i in range(10)],
    "N": [f"https://example.org/{i}" for i in range(10)],
    "O": [f"192.0.2.{i}" for i in range(10)],
    "Q": [f"wound{i}.jpg" for i in range(10)],
    "R": [f"123e4567-e89b-12d3-a456-42661417400{i}" for i in range(10)],
}
IN_TEXT = {
    "A": "seen by Dr. Miller today, will call back",
    "B": "lives at 12 Oak Street with a daughter",
    "D": "her son can be reached at 555-010-1234 in the evening",
    "F": "asks for letters to jane@example.org from now on",
    "G": "gave 123-45-6789 at the desk and left",
    "H": "see MRN 4455667 for the earlier stay",
    "N": "wrote about it on https://example.org/blog last week",
    "O": "logged in from 192.0.2.44 in the night",
    "C": "fell at home on 03/14/2024 and again later",
}
PUBLIC = (
    *("anes96", "copper", "fair", "ccard", "elnino", "grunfeld", "heart", "longley", "modechoice"),
    *("randhie", "scotland", "spector", "stackloss", "star98", "statecrime", "strikes", "sunspots"),
    *("cancer", "committee", "engel"),
)
ORDINARY = (
    *("age", "weight", "race", "ethnicity", "diagnosis", "ward", "pain score", "lot of pain"),
    *("number of visits", "cell count", "image score", "phone contact yn", "name of drug class"),
    *("photo type", "device type", "insurance type"),
)


@pytest.mark.parametrize("letter", sorted(HEADS))
def test_each_kind_is_seen_by_the_name_of_its_column(letter):
    names = HEADS[letter].split("|")
    assert len(names) == 10
    found = [find_rule(name, name, ["1", "2"], is_long=False) for name in names]
    assert sum(one is not None for one in found) >= 9.5, [
        name for name, one in zip(names, found, strict=True) if one is None
    ]


@pytest.mark.parametrize("letter", sorted(CELLS))
def test_each_kind_that_cells_can_show_is_seen_by_them(letter):
    found = find_rule("x", "Column X", CELLS[letter], is_long=False)
    assert found is not None
    assert all(find_rule("x", "x", [one], is_long=False) for one in CELLS[letter])


@pytest.mark.parametrize("letter", sorted(IN_TEXT))
def test_free_text_gives_identifiers_away(letter):
    texts = ["doing well today"] * 30 + [IN_TEXT[letter]]
    assert find_rule("note", "Note", texts, is_long=True) is not None
    assert find_rule("note", "Note", texts[:30], is_long=True) is None


def test_every_rule_has_its_letter_and_what_cannot_be_seen_is_listed():
    assert sorted(rule.letter for rule in RULES) == [*"ABCDEFGHIJKLMNOPQR"]
    assert len(UNDETECTED) >= 3


def test_columns_of_public_tables_are_left_in_peace():
    refused, seen = [], 0
    for name in PUBLIC:
        module = importlib.import_module(f"statsmodels.datasets.{name}")
        frame = module.load_pandas().data
        for column in frame.columns:
            values = [f"{one:g}" if isinstance(one, float) else str(one) for one in frame[column]]
            seen += 1
            if find_rule(str(column), str(column), values, is_long=False):
                refused.append(f"{name}.{column}")
    assert seen > 100
    assert len(refused) <= 0.01 * seen, refused


@pytest.mark.parametrize("name", ORDINARY)
def test_ordinary_columns_are_left_in_peace(name):
    assert find_rule(name, name, ["1", "2", "3"], is_long=False) is None


def test_ages_are_known_by_their_words():
    assert is_age("age_years", "Age (years)")
    assert is_age("AgeAtVisit", "Age at visit")
    assert not is_age("age_group", "Age group")
    assert not is_age("dosage", "Dosage")


GUARDED = """\
title: T
provenance: {provenance}
unit: {{table: rows, singular: row, plural: rows}}
tables:
  rows:
    label: Rows
    file: rows.csv
    rows: one row per person
    key: [n]
    variables:
      n: {{label: Number, type: id}}
      x: {{label: {label}, type: {kind}{more}}}
"""


def guard(folder: Path, label, kind, cells, more="", *, provenance="observed") -> list[InputError]:
    text = GUARDED.format(label=label, kind=kind, more=more, provenance=provenance)
    (folder / "codebook.yaml").write_text(text, encoding="utf-8")
    rows = "".join(f"{i},{cell}\n" for i, cell in enumerate(cells))
    (folder / "rows.csv").write_text(f"n,x\n{rows}", encoding="utf-8")
    return list(find_identifiers(load_study(folder, load_codebook(folder / "codebook.yaml"))))


@pytest.mark.parametrize(
    ("label", "kind", "cells", "words"),
    [
        ("Admitted", "date", ["2024-01-31"], "full dates"),
        ("Age", "integer", ["90", "40"], "ages above 89"),
        ("Note", "text", ["fine", "call 555-010-1234 now"], "telephone numbers"),
        ("Name", "text", ["x"], "names"),
        ("Code", "id", ["123-45-6789"], "Social Security numbers"),
    ],
)
def test_observed_data_with_identifiers_are_refused_unless_declared(
    tmp_path, label, kind, cells, words
):
    (error,) = guard(tmp_path, label, kind, cells)
    assert words in error.found
    assert not any(cell in str(error) for cell in cells if len(cell) > 4)
    assert guard(tmp_path, label, kind, cells, ", identifier: kept") == []
    assert guard(tmp_path, label, kind, cells, provenance="invented") == []


def test_ages_up_to_89_pass(tmp_path):
    assert guard(tmp_path, "Age", "integer", ["89", "40"]) == []
