"""Records stand in a reader's order."""

from qi_stats.tables.naming import Vocabulary
from qi_stats.tables.order import sort_records


def sort(make_record, vocabulary, keys, **fields):
    records = [make_record(key, 1, **fields) for key in sorted(keys)]
    return [record.key for record in sort_records(records, vocabulary)]


def test_a_value_comes_before_its_bounds_and_a_count_before_its_share(make_record, mock_codebook):
    vocabulary = Vocabulary(mock_codebook, {})
    about = {"variable": "ward", "variable_level": "north", "context": "describe"}
    names = ("n", "total", "proportion", "low", "high")
    keys = [f"x.ward.north.{name}" for name in names]

    assert sort(make_record, vocabulary, keys, **about) == keys


def test_a_named_bound_follows_its_value(make_record, mock_codebook):
    names = ("odds_ratio", "odds_ratio_low", "odds_ratio_high", "coefficient", "low", "high", "p")
    keys = [f"x.ml.age.{name}" for name in names]

    vocabulary = Vocabulary(mock_codebook, {})
    assert sort(make_record, vocabulary, keys, variable="age", context="ml") == keys


def test_levels_are_in_the_order_of_the_codebook_and_numbers_in_their_own(
    make_record, mock_codebook
):
    vocabulary = Vocabulary(mock_codebook, {})
    about = {"variable": "ward", "context": "describe"}
    records = [
        make_record("x.ward.south.n", 1, variable_level="south", **about),
        make_record("x.ward.north.n", 1, variable_level="north", **about),
    ]
    found = [record.variable_level for record in sort_records(records, vocabulary)]

    assert found == ["north", "south"]
    assert sort(make_record, vocabulary, ["x.waits.10.n", "x.waits.9.n"]) == [
        "x.waits.9.n",
        "x.waits.10.n",
    ]


def test_rows_come_before_methods_and_methods_as_in_the_catalogue(make_record, mock_codebook):
    vocabulary = Vocabulary(mock_codebook, {}, methods={"welch": "Welch", "fisher": "Fisher"})
    contexts = ("rows", "group", "welch", "fisher", "fragility")
    records = [make_record(f"x.{one}.n", 1, context=one) for one in sorted(contexts)]

    found = [record.context for record in sort_records(records, vocabulary)]
    assert found == list(contexts)
