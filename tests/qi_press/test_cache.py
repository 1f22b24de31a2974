"""Results kept by the digest of what they depend on."""

import os
import shutil

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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


DAMAGES = {
    "emptied": lambda _: b"",
    "cut": lambda kept: kept[:-3],
    "overwritten": lambda kept: b"\x93" * len(kept),
    "altered, and well formed": lambda kept: kept.replace(b"70.3", b"99.3"),
    "as it was before there were checksums": lambda kept: kept[32:],
    "longer": lambda kept: kept + b" ",
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_a_damaged_result_is_not_believed_and_told_in_one_line(tmp_path, caplog, damage):
    cache = Cache(tmp_path / ".press" / "pandoc")
    for name in ("one", "two"):
        cache.keep(name, b'{"mean": "70.3"}')
        path = cache.folder / name
        path.write_bytes(damage(path.read_bytes()))

    assert (cache.find("one"), cache.find("two")) == (None, None)
    assert [record.getMessage() for record in caplog.records] == [
        ".press/pandoc: a kept result is damaged (empty, cut or altered); it is made anew"
    ]
    assert list(cache.folder.iterdir()) == []


def test_a_result_under_the_name_of_another_is_not_believed(tmp_path):
    cache = Cache(tmp_path / "cache")
    cache.keep("one", b"1")
    shutil.copy(cache.folder / "one", cache.folder / "two")

    assert (cache.find("one"), cache.find("two")) == (b"1", None)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=40), place=st.integers(0, 100), bit=st.integers(0, 7))
def test_no_single_bit_can_be_turned_unseen(tmp_path, content, place, bit):
    cache = Cache(tmp_path / "bits")
    cache.keep("one", content)
    kept = bytearray((cache.folder / "one").read_bytes())
    kept[place % len(kept)] ^= 1 << bit
    (cache.folder / "one").write_bytes(kept)

    assert cache.find("one") is None
