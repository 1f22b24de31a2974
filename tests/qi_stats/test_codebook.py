"""The data dictionary: what is read from it, and how its mistakes are explained."""

import pytest

from qi_files.errors import InputError
from qi_stats.codebook import (
    ChildCount,
    ChildExists,
    Comparison,
    Condition,
    DerivedCount,
    DerivedExists,
    DerivedIs,
    Implication,
    Level,
    load_codebook,
)


def test_the_head(ward_codebook):
    assert ward_codebook.title == "Visits to a ward"
    assert ward_codebook.provenance == "observed"
    assert (ward_codebook.unit.singular, ward_codebook.unit.plural) == ("person", "people")


def test_levels_have_name_code_and_label(ward_codebook):
    ward = ward_codebook.variable("people", "ward")
    assert ward.levels == (Level("north", 1, "North wing"), Level("south", 2, "South wing"))
    assert ward.level("south").code == 2
    assert (ward.label, ward.short) == ("Ward of admission", "Ward")


def test_a_binary_without_levels_has_no_and_yes(ward_codebook):
    smoker = ward_codebook.variable("people", "smoker")
    assert smoker.levels == (Level("no", 0, "No"), Level("yes", 1, "Yes"))
    assert smoker.short == "Smokes"


def test_a_child_has_its_parents_variables(ward_codebook):
    assert ward_codebook.label("visits", "age") == "Age"
    assert ward_codebook.variable("visits", "age").table == "people"


def test_the_columns_of_a_file(ward_codebook):
    columns = [one.name for one in ward_codebook.columns("visits")]
    assert columns == ["person_id", "visit", "at_ease", "minutes"]
    assert "visit_count" not in [one.name for one in ward_codebook.columns("people")]


def test_derivations(ward_codebook):
    people = ward_codebook.tables["people"].variables
    assert people["visit_count"].derived == DerivedCount("visits")
    assert people["was_seen"].derived == DerivedExists("visits")
    assert people["north_smoker"].derived == DerivedIs(
        (Condition("ward", ("north",)), Condition("smoker", ("yes",)))
    )


def test_rules(ward_codebook):
    counts, exists, implies, spans, compares = ward_codebook.rules
    assert counts == ChildCount("Visits are counted", "people", "visits", "visits")
    assert exists == ChildExists("Seen means visited", "people", "seen", "visits")
    assert isinstance(implies, Implication)
    assert implies.then == (Condition("smoker", ("no",)),)
    assert spans.then == (Condition("age", low=21),)
    assert isinstance(compares, Comparison)
    assert (compares.left, compares.operator, compares.right, compares.plus) == (
        "minutes", ">=", "visits", 1,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "where", "found", "do"),
    [
        ("type: binary}\n      packs", "type: binery}\n      packs",
         "tables › people › variables › smoker › type", "“binery”", "did you mean “binary”?"),
        ("unit: years", "units: years", "tables › people › variables › age › units",
         "the key “units”", "did you mean “unit”?"),
        ("parent: people", "parent: poeple", "tables › visits › parent", "the table “poeple”",
         "did you mean “people”?"),
        ("    parent: people\n", "", "tables › visits › at_most",
         "at_most in a table without parent", "remove at_most, or add parent"),
        ("    key: [person_id]\n", "    key: [person_id]\n    parent: visits\n",
         "tables › people › parent", "“visits”, which descends from this table",
         "correct the parents"),
        ("key: [person_id]\n", "key: [persn_id]\n", "tables › people › key", "“persn_id”",
         "did you mean “person_id”?"),
        ("key: [person_id, visit]", "key: [visit]", "tables › visits › key", "visit",
         "add what is missing"),
        ("file: visits.csv", "file: people.csv", "tables › visits › file",
         "“people.csv”, the file of table people", "name another file"),
        ("at_ease:", "ward:", "tables › visits › variables › ward",
         "“ward”, a variable of table people too", "rename one of the two"),
        ("table: people, s", "table: visits, s", "unit › table", "“visits”", "choose one of these"),
        ("south: {code: 2", "south: {code: 1",
         "tables › people › variables › ward › levels › south",
         "code 1, the code of “north”", "change one of the two codes"),
        ("range: [18, 90]", "range: [90, 18]", "tables › people › variables › age › range",
         "90 above 18", "swap the two"),
        ("'A\\d'", "'A('", "tables › people › variables › person_id › pattern",
         "“A(”: missing ), unterminated subpattern", "correct the pattern"),
        ("label: Smokes,", "label: Smokes, range: [0, 1],",
         "tables › people › variables › smoker › range", "range for a variable of type binary",
         "remove range, or change the type"),
        ("only_if: {smoker: yes}", "only_if: {smoker: maybe}",
         "tables › people › variables › packs › only_if › smoker", "“maybe” for “smoker”",
         "name a level, not its code or label"),
        ("{is: {ward: north,", "{is: {wards: north,",
         "tables › people › variables › north_smoker › derived › is › wards", "“wards”",
         "did you mean “ward”?"),
        ("{is: {ward: north,", "{is: {was_seen: yes,",
         "tables › people › variables › north_smoker › derived",
         "“was_seen”, which is derived here or further down", "move it up"),
        ("type: integer, derived", "type: binary, derived",
         "tables › people › variables › visit_count › derived", "a derived variable of type binary",
         "set type: integer"),
        ("{count: visits}", "{count: visit}",
         "tables › people › variables › visit_count › derived", "the table “visit”",
         "did you mean “visits”?"),
        ("if: {ward: south}", "if: {ward: suoth}", "rules › 3 › if › ward", "“suoth” for “ward”",
         "did you mean “south”?"),
        ("column: seen", "column: sen", "rules › 2 › column", "“sen”", "did you mean “seen”?"),
        ("column: seen", "column: age", "rules › 2 › column", "“age”, which is of type integer",
         "name another column"),
        ('">=", visits]', '">=", ward]', "rules › 5 › compare", "“ward”, which is of type category",
         "name another column"),
        ("sequence: true", "sequence: true, only_if: {at_ease: yes}",
         "tables › visits › variables › visit › only_if", "only_if in the key", "remove only_if"),
        ("sequence: true", "missing: true", "tables › visits › key",
         "“visit”, which may be missing", "remove “missing” from the variable"),
        ("minutes, range", "minutes, sequence: true, range",
         "tables › visits › variables › minutes › sequence", "a sequence in “minutes”",
         "remove “sequence”, or add the variable to the key"),
        ("counts: visits", "counts: people", "rules › 1 › counts", "the table “people”",
         "correct the name"),
        ("{code: 1, label: North wing}\n          south: {code: 2, label: South wing}",
         "{code: 1, label: North wing}", "tables › people › variables › ward › levels",
         "entries: north", "correct the value"),
        ("file: visits.csv", "file: ../visits.csv", "tables › visits › file", "“../visits.csv”",
         "correct the value"),
    ],
)  # fmt: skip
def test_mistakes_are_explained(ward, old, new, where, found, do):  # noqa: PLR0917
    path = ward / "codebook.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_codebook(path)
    assert caught.value.where.endswith(f" ({where})")
    assert caught.value.where.startswith("codebook.yaml:")
    assert (caught.value.found, caught.value.do) == (found, do)


def test_a_rule_has_one_form(ward):
    path = ward / "codebook.yaml"
    text = path.read_text(encoding="utf-8").replace("    counts: visits\n", "    plus: 1\n")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match="if and then, or compare"):
        load_codebook(path)


def test_an_unknown_variable_is_explained_with_the_callers_place(ward_codebook):
    with pytest.raises(InputError) as caught:
        ward_codebook.variable("people", "agee", "plan.yaml:7")
    assert caught.value.where == "plan.yaml:7"
    assert caught.value.do == "did you mean “age”?"


def test_a_label_that_no_figure_has_room_for_is_refused_without_being_repeated(ward):
    path = ward / "codebook.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("Ward of admission", "x" * 1_000_000), encoding="utf-8")

    with pytest.raises(InputError, match="at most 1000 characters") as told:
        load_codebook(path)
    assert len(str(told.value)) < 1000
