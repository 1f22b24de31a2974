"""Finding the project, staying inside a folder, writing whole files."""

import os
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_files.paths import find_root, resolve_inside, show_path, write_atomically


def test_the_root_is_the_nearest_folder_with_the_project_file(tmp_path):
    (tmp_path / "_quarto.yml").write_text("project:\n", encoding="utf-8")
    deep = tmp_path / "a" / "b"
    deep.mkdir(parents=True)
    assert find_root(deep) == tmp_path.resolve()


def test_no_root_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match=r"no _quarto\.yml"):
        find_root(tmp_path)


def test_a_path_inside_is_resolved(tmp_path):
    assert resolve_inside(tmp_path, "a/../b.csv") == tmp_path.resolve() / "b.csv"


@pytest.mark.parametrize("relative", ["../b.csv", "a/../../b.csv", "/etc/hostname"])
def test_a_path_outside_is_refused(tmp_path, relative):
    with pytest.raises(InputError, match="a file inside this folder"):
        resolve_inside(tmp_path, relative)


def test_a_symbolic_link_that_leads_out_is_refused(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link").symlink_to(tmp_path)
    with pytest.raises(InputError):
        resolve_inside(inside, "link/other.csv")


def test_paths_are_shown_relative_to_the_working_directory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert show_path(tmp_path / "data" / "x.csv") == "data/x.csv"
    assert show_path(Path("data/x.csv")) == "data/x.csv"
    assert show_path(Path("/elsewhere/x.csv")) == "/elsewhere/x.csv"


def test_text_is_written_with_its_own_line_ends(tmp_path):
    path = tmp_path / "new" / "x.txt"
    assert write_atomically(path, "a\r\nä\n")
    assert path.read_bytes() == b"a\r\n\xc3\xa4\n"


def test_unchanged_content_is_not_rewritten(tmp_path):
    path = tmp_path / "x.txt"
    write_atomically(path, "a")
    os.utime(path, (0, 0))
    assert not write_atomically(path, "a")
    assert path.stat().st_mtime == 0


def test_a_failed_write_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    path = tmp_path / "x.txt"
    write_atomically(path, "old")

    def fail(*_):
        raise OSError

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError):  # noqa: PT011 - any failure of the disk
        write_atomically(path, "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]
