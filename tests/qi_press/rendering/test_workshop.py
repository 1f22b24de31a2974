"""One render at a time, and the swap at its end."""

import pytest

from qi_press.errors import PressError
from qi_press.rendering.workshop import lock_project, replace_folder


def test_a_second_render_is_refused_while_the_first_runs(tmp_path):
    with (
        lock_project(tmp_path),
        pytest.raises(PressError, match="still running"),
        lock_project(tmp_path),
    ):
        pass


def test_a_lock_ends_with_its_render(tmp_path):
    with lock_project(tmp_path):
        pass
    with lock_project(tmp_path):
        pass


def test_the_new_folder_takes_the_place_of_the_old(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()

    with replace_folder(tmp_path / "site") as folder:
        (folder / "new").touch()

    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_failure_leaves_the_old_folder(tmp_path):
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "old").touch()

    with pytest.raises(ValueError, match="midway"), replace_folder(tmp_path / "site"):
        raise ValueError("midway")

    assert [path.name for path in (tmp_path / "site").iterdir()] == ["old"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_file_that_did_not_change_stays_the_same_file(tmp_path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "same").write_text("same")
    (site / "other").write_text("old")
    before = (site / "same").stat()

    with replace_folder(site) as folder:
        (folder / "same").write_text("same")
        (folder / "other").write_text("new")

    after = (site / "same").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert (site / "other").read_text() == "new"
    assert sorted(path.name for path in site.iterdir()) == ["other", "same"]
