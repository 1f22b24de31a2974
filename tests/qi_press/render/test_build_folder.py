"""One render at a time, and the swap at its end."""

import errno
import fcntl
import os
import sys
import threading
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_press.render.build_folder import lock_project, replace_folder


def test_a_second_render_is_refused_while_the_first_runs(tmp_path):
    with (
        lock_project(tmp_path),
        pytest.raises(InputError, match="still running"),
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


def test_a_file_system_without_locks_is_told_apart_from_another_render(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refuse)

    with pytest.raises(InputError, match="file system refuses"), lock_project(tmp_path):
        pass


def test_a_patient_render_waits_for_the_other(tmp_path):
    waiting = threading.Thread(target=lambda: lock_project(tmp_path, wait=True).__enter__())
    with lock_project(tmp_path):
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
    waiting.join(10)
    assert not waiting.is_alive()


def test_a_file_where_the_workshop_belongs_is_told(tmp_path):
    (tmp_path / ".press").touch()

    with pytest.raises(InputError, match=r"^\.press\n  found     a file"), lock_project(tmp_path):
        pass


@pytest.mark.parametrize("when", ["while it was built", "between the two steps of the swap"])
def test_what_a_killed_render_left_is_cleared(tmp_path, when):
    site = tmp_path / "site"
    left = tmp_path / ".site.press-abc"
    left.mkdir()
    old = tmp_path / ".site.press-abc-old" if when.startswith("between") else site
    old.mkdir()
    (old / "good").touch()

    with pytest.raises(ValueError, match="midway"), replace_folder(site):
        raise ValueError("midway")

    assert [path.name for path in tmp_path.iterdir()] == ["site"]
    assert [path.name for path in site.iterdir()] == ["good"]


def test_the_disk_has_every_new_file_before_the_folder_takes_its_place(tmp_path, monkeypatch):
    site, synced = tmp_path / "site", []
    site.mkdir()
    (site / "same").write_text("same")

    def note(number):
        assert [path.name for path in site.iterdir()] == ["same"]
        synced.append(os.fstat(number).st_size)

    monkeypatch.setattr(os, "fsync", note)
    with replace_folder(site) as folder:
        (folder / "same").write_text("same")
        (folder / "new").write_text("1")
        (folder / "newer").write_text("22")

    assert sorted(synced) == [1, 2]


@pytest.mark.skipif(sys.platform != "linux", reason="exchanges folders on Linux")
def test_readers_find_the_folder_at_every_moment(tmp_path, monkeypatch):
    """The two folders change places in one step: neither is renamed away first."""
    site = tmp_path / "site"
    site.mkdir()
    monkeypatch.setattr(Path, "rename", lambda *_: pytest.fail("a moment without the site"))

    with replace_folder(site) as folder:
        (folder / "new").touch()

    assert [path.name for path in site.iterdir()] == ["new"]
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_system_that_cannot_exchange_folders_renames_them(tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "platform", "other")
    (tmp_path / "site").mkdir()

    with replace_folder(tmp_path / "site") as folder:
        (folder / "new").touch()

    assert [path.name for path in (tmp_path / "site").iterdir()] == ["new"]


def test_a_server_can_read_what_a_private_author_writes(tmp_path):
    before = os.umask(0o077)
    try:
        with replace_folder(tmp_path / "site") as folder:
            (folder / "assets").mkdir()
            (folder / "assets" / "site.css").touch()
    finally:
        os.umask(before)

    assert (tmp_path / "site" / "assets").stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "site" / "assets" / "site.css").stat().st_mode & 0o777 == 0o644
