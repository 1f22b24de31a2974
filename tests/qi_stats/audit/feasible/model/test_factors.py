"""What the codebook allows of one unit is what its words say, listed by hand."""

from itertools import product

from qi_stats.audit.feasible.model.cells import ABSENT, PRESENCE, THERE, Cell, Layout, Place
from qi_stats.audit.feasible.model.factors import list_factors
from tests.qi_stats.audit.feasible.conftest import NAMES, list_people

PERSON, WALK = Place("people"), Place("walks", (0,))


def as_tuple(given):
    """Return an assignment as the values of `NAMES`."""
    values = {cell.variable: value for cell, value in given.items()}
    return tuple(values[name] for name in NAMES)


def test_a_unit_has_a_cell_for_each_variable_of_itself_and_its_children(codebook):
    layout = Layout(codebook)

    assert layout.domains[Cell(PERSON, "age")] == (1, 2, 3, None)
    assert layout.domains[Cell(WALK, PRESENCE)] == (THERE, ABSENT)
    assert Cell(PERSON, "person") not in layout.domains
    assert layout.find_cell(WALK, "hat") == Cell(PERSON, "hat")
    assert layout.list_children(PERSON, "walks") == [Cell(WALK, PRESENCE)]


def test_known_bounds_narrow_a_number(codebook):
    layout = Layout(codebook, {("people", "age"): (2, None)})

    assert layout.domains[Cell(PERSON, "age")] == (2, 3, None)


def test_the_factors_allow_just_what_the_words_of_the_codebook_do(codebook):
    layout = Layout(codebook)
    factors = list(list_factors(layout))

    cells = list(layout.domains)
    every = (dict(zip(cells, values, strict=True)) for values in product(*layout.domains.values()))
    allowed = [one for one in every if all(factor.allows(one) for factor in factors)]
    by_hand = {tuple(one[name] for name in NAMES) for one in list_people()}
    assert {as_tuple(one) for one in allowed} == by_hand
    assert len(allowed) == len(by_hand)


def test_what_may_be_missing_may_be_absent_though_it_applies(tmp_path, codebook):
    path = codebook.source
    path.write_text(path.read_text().replace("range: [1, 3]}", "range: [1, 3], missing: true}"))
    from qi_stats.codebook import load_codebook

    layout = Layout(load_codebook(path))
    age = Cell(PERSON, "age")
    (fill,) = [one for one in list_factors(layout) if one.cells == (age,)]

    assert fill.allows({age: None})
    assert fill.allows({age: 2})
