"""A publication takes new versions, keeps old ones, and is whole whatever happens."""

import errno
import os
import shutil
import sys
import zipfile

import pytest

from qi_files.errors import InputError
from qi_press.releases import publication as room
from qi_press.releases.catalogue import CATALOGUE, load_catalogue
from qi_press.releases.outline import digest_files
from qi_press.render.build_folder import hold_lock


def read(folder):
    shown = ("html", "pdf", "json")
    places = [place for place in digest_files(folder) if place.endswith(shown)]
    return {place: (folder / place).read_text() for place in places}


def test_old_versions_stay_and_latest_follows(add_version, publication):
    add_version("1.0.0", ("index.html", "old/gone.html"))
    before = digest_files(publication / "v1.0.0")
    add_version("1.1.0")

    assert digest_files(publication / "v1.0.0") == before
    assert (publication / "latest/index.html").read_bytes() == (
        publication / "v1.1.0/index.html"
    ).read_bytes()
    assert (publication / "report.pdf").read_text() == "1.1.0"
    assert {"versions.html", "versions.js", "redirect.js"} <= {
        path.name for path in publication.iterdir()
    }


def test_a_plain_address_leads_to_the_newest_version_that_has_the_page(add_version, publication):
    add_version("1.0.0", ("index.html", "old/gone.html"))
    add_version("1.1.0")

    assert 'data-to="latest/index.html"' in (publication / "index.html").read_text()
    assert 'data-to="../v1.0.0/old/gone.html"' in (publication / "old/gone.html").read_text()
    assert (
        'data-to="../../v1.0.0/old/gone.html"' in (publication / "latest/old/gone.html").read_text()
    )


def test_the_same_again_changes_nothing_and_other_bytes_are_refused(add_version, publication):
    add_version("1.0.0")
    before = read(publication)

    assert not add_version("1.0.0")
    with pytest.raises(InputError, match="with other bytes"):
        add_version("1.0.0", words=" changed")
    assert read(publication) == before


def test_an_older_version_is_refused(add_version, publication):
    add_version("1.1.0")
    with pytest.raises(InputError, match="older than the latest"):
        add_version("1.0.9")
    assert not (publication / "v1.0.9").exists()


def test_a_draft_is_replaced_and_touches_no_version(add_version, publication):
    add_version("1.0.0")
    add_version("dev", words=" one")
    add_version("dev", words=" two")

    assert "dev two" in (publication / "dev/index.html").read_text()
    assert "1.0.0" in (publication / "latest/index.html").read_text()


def test_a_folder_of_something_else_is_left_alone(add_version, publication):
    publication.mkdir()
    (publication / "thesis.txt").write_text("mine")
    with pytest.raises(InputError, match="a folder with files"):
        add_version("1.0.0")
    assert (publication / "thesis.txt").read_text() == "mine"


def test_what_a_host_needs_stays_in_a_publication(add_version, publication):
    add_version("1.0.0")
    (publication / "CNAME").write_text("report.example")
    add_version("1.1.0")

    assert (publication / "CNAME").read_text() == "report.example"


@pytest.mark.parametrize("page", ["latest/index.html", "dev/x.html", "versions.html"])
def test_a_page_in_the_publications_own_place_is_refused(add_version, publication, page):
    with pytest.raises(InputError, match="needs for itself"):
        add_version("1.0.0", ("index.html", page))
    assert not publication.exists()


def test_two_releases_at_once_are_told_apart(add_version, publication, tmp_path):
    with hold_lock(tmp_path / "lock", "x"), pytest.raises(InputError, match="still running"):
        add_version("1.0.0")


def test_a_zip_is_the_same_each_time(add_version, publication, tmp_path):
    add_version("1.0.0")
    room.pack_site(publication / "v1.0.0", tmp_path / "again.zip")

    assert (tmp_path / "again.zip").read_bytes() == (publication / "v1.0.0.zip").read_bytes()
    assert "v1.0.0/index.html" in zipfile.ZipFile(tmp_path / "again.zip").namelist()


def test_a_full_disk_leaves_the_last_state(add_version, publication, monkeypatch):
    add_version("1.0.0")
    before = read(publication)
    monkeypatch.setattr(room, "pack_site", fill_disk)
    with pytest.raises(OSError, match="No space"):
        add_version("1.1.0")

    assert read(publication) == before
    assert [path.name for path in publication.parent.glob(".published*")] == []


def fill_disk(*_):
    raise OSError(errno.ENOSPC, "No space left on device", "x")


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
def test_a_kill_at_any_call_leaves_one_whole_state(add_version, publication, tmp_path):
    add_version("1.0.0", ("index.html", "gone.html"))
    add_version("1.1.0", to=tmp_path / "whole")
    before = read(publication)
    steps = 0
    while kill_at(steps, lambda: add_version("1.1.0")):
        assert_whole(publication, before)
        steps += 1
    assert steps > 15
    assert load_catalogue(publication).latest.name == "1.1.0"
    assert {path.name for path in publication.parent.glob(".published*")} == set()


def assert_whole(publication, before):
    """What is served is the state before, or, for an instant between two names, beside its name."""
    if publication.exists():
        assert read(publication) == before
    else:
        (aside,) = publication.parent.glob(".published*-old")
        assert read(aside) == before


CALLS = ((os, "link"), (os, "rename"), (os, "replace"), (os, "mkdir"), (shutil, "copyfile"))


def kill_at(step, release):
    """Release in a process that dies at a call to the disk; False when it came through."""
    child = os.fork()
    if child == 0:
        count = [0]

        def wrap(call):
            def counted(*arguments, **settings):
                if count[0] == step:
                    os._exit(9)
                count[0] += 1
                return call(*arguments, **settings)

            return counted

        for module, name in CALLS:
            setattr(module, name, wrap(getattr(module, name)))
        release()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def test_after_a_kill_between_two_names_the_publication_is_put_back(add_version, publication):
    add_version("1.0.0")
    publication.rename(publication.with_name(".published.press-x-old"))
    add_version("1.1.0")

    assert [one.name for one in load_catalogue(publication).versions] == ["1.1.0", "1.0.0"]


def test_many_versions_cost_little(add_version, publication):
    for number in range(12):
        add_version(f"1.{number}.0", ("index.html", "chapters/results.html"))

    assert (publication / CATALOGUE).stat().st_size < 3500


def test_feed_and_sitemap_point_to_the_latest(add_version, publication):
    add_version("1.0.0", address="https://report.example/")
    add_version("1.1.0", address="https://report.example/")

    assert (
        "<loc>https://report.example/latest/index.html</loc>"
        in (publication / "sitemap.xml").read_text()
    )
    feed = (publication / "feed.xml").read_text()
    assert feed.count("<entry>") == 2
    assert '<link href="https://report.example/latest/"/>' in feed
    assert "<id>https://report.example/v1.0.0/</id>" in feed


def test_without_an_address_there_is_neither(add_version, publication):
    add_version("1.0.0")
    assert not (publication / "feed.xml").exists()
