"""Files as an author may have them."""

import pytest

from qi_files.errors import InputError
from qi_files.paths import read_text
from qi_press.sources import walk_files


def test_links_in_a_circle_are_followed_once(tmp_path):
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "one").symlink_to(".")
    (tmp_path / "book" / "two").symlink_to("..")
    (tmp_path / "book" / "inner").mkdir()
    (tmp_path / "book" / "inner" / "back").symlink_to("..")
    (tmp_path / "book" / "inner" / "file").write_text("words")

    found = walk_files(tmp_path / "book", lambda _: False)

    assert [path.relative_to(tmp_path).as_posix() for path in found] == ["book/inner/file"]


def test_a_link_to_a_folder_elsewhere_is_followed(tmp_path):
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "rows.csv").touch()
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "data").symlink_to("../shared")

    found = walk_files(tmp_path / "book", lambda path: path.name.startswith("."))

    assert [path.name for path in found] == ["rows.csv"]


def test_a_text_that_is_not_utf8_is_named_with_its_line(tmp_path):
    (tmp_path / "a.yml").write_bytes("one: 1\ntwo: M\u00f6we\n".encode("latin-1"))

    with pytest.raises(InputError, match=r"^a\.yml:2\n  found     a character that is not UTF-8"):
        read_text(tmp_path / "a.yml", "a.yml")
