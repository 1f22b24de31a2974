"""Results kept by the digest of what they depend on."""

import os

from qi_press.cache import Cache, digest_texts


def test_a_result_is_found_under_its_digest_alone(tmp_path):
    cache = Cache(tmp_path / "cache")
    cache.keep("one", b"1")

    assert (cache.find("one"), cache.find("two")) == (b"1", None)


def test_the_results_used_longest_ago_are_dropped(tmp_path):
    cache = Cache(tmp_path)
    for age, name in enumerate(["new", "middle", "old"]):
        cache.keep(name, b"")
        os.utime(tmp_path / name, (1000 - age, 1000 - age))
    cache.find("old")

    cache.clear(2)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "old"]


def test_a_shelf_that_was_never_used_is_clear(tmp_path):
    Cache(tmp_path / "none").clear(1)


def test_where_a_text_ends_matters_to_a_digest():
    assert digest_texts(["ab", "c"]) != digest_texts(["a", "bc"])
