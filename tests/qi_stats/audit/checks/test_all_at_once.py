"""Claims of a paper without data, held against one another all at once."""

import pytest

from qi_stats.audit import load_claims
from qi_stats.audit.checks.all_at_once import examine_together, keep_sized

TOTAL = "{text: '8', place: T, says: All, kind: count, of: {table: guests}}"


def about(text, where, kind="count", more=""):
    return (
        f"{{text: '{text}', place: T, says: S, kind: {kind}, of: {{table: guests, {where}}}{more}}}"
    )


@pytest.fixture
def read(tmp_path):
    """Return a function that reads claims without a codebook."""

    def read_texts(**claims):
        lines = ["source: {authors: A Writer, title: A title}", "claims:"]
        lines += [f"  {name}: {text}" for name, text in claims.items()]
        path = tmp_path / "paper.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return load_claims(path)

    return read_texts


def test_sentences_that_can_be_true_one_by_one_may_conflict_together(read):
    """5 tall of 8 leave 3 others, who are all in red; so of 4 in red one at most is tall."""
    claims = read(
        all=TOTAL,
        tall=about(5, "where: {tall: yes}"),
        short=about(3, "where: {tall: no}"),
        red=about(4, "where: {house: red}"),
        rest=about("all", "where: {house: red}, denominator: {tall: no}", "words", ", means: all"),
        half=about("half", "where: {tall: yes}, denominator: {house: red}", "words",
                   ", means: half"),
    )  # fmt: skip

    (found,) = examine_together(claims)

    assert found.rank == "contradiction"
    assert set(found.claims) == {"short", "red", "rest", "half"}
    assert examine_together(claims, {"half"}) == ()


def test_rows_of_a_level_that_nobody_names_are_allowed(read):
    """3 in red and 3 in blue are 6 of 8: the others may live elsewhere."""
    claims = read(all=TOTAL, a=about(3, "where: {house: red}"), b=about(3, "where: {house: blue}"))

    assert examine_together(claims) == ()


def test_levels_of_one_variable_exclude_each_other(read):
    claims = read(all=TOTAL, a=about(5, "where: {house: red}"), b=about(4, "where: {house: blue}"))

    (found,) = examine_together(claims)
    assert found.message == "“4” (T: S) needs 4; “5” (T: S) leaves 0 to 3."


def test_tables_of_unknown_size_are_left_alone(read):
    claims = read(a=about(5, "where: {house: red}"), b=about(4, "where: {house: blue}"))

    assert examine_together(claims) == ()


def test_children_go_with_their_parents(codebook):
    assert set(keep_sized(codebook, {"guests"}).tables) == {"guests", "calls"}
    assert keep_sized(codebook, {"guests"}).rules == codebook.rules
    assert keep_sized(codebook, {"calls"}).tables == {}
