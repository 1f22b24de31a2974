import json

import pytest

from qi_files.errors import InputError
from qi_press.releases.catalogue import CATALOGUE, load_catalogue, render_catalogue

SUM = "0" * 64


def write(folder, **changes):
    entry = {
        "version": "1.0.0",
        "folder": "latest",
        "date": "",
        "commit": "",
        "sha256": SUM,
        "pages": [0],
    }
    document = {
        "format": 1, "title": "T", "address": "", "pages": ["index.html"],
        "versions": [entry], "dev": None,
    } | changes  # fmt: skip
    (folder / CATALOGUE).write_text(json.dumps(document))


def test_what_is_written_is_read_back(tmp_path, add_version, publication):
    add_version("1.0.0", ("index.html", "a.html"))
    add_version("1.1.0", ("index.html",))
    add_version("dev", ("index.html", "b.html"))
    catalogue = load_catalogue(publication)

    assert [one.name for one in catalogue.versions] == ["1.1.0", "1.0.0"]
    assert catalogue.draft.pages == ("index.html", "b.html")
    assert {page: str(version) for page, version in catalogue.known.items()} == {
        "index.html": "1.1.0",
        "a.html": "1.0.0",
    }
    assert render_catalogue(catalogue) == (publication / CATALOGUE).read_text()


def test_no_publication_is_an_empty_one(tmp_path):
    assert load_catalogue(tmp_path).versions == ()


def test_versions_without_their_list_are_no_new_publication(tmp_path):
    (tmp_path / "v1.0.0").mkdir()
    with pytest.raises(InputError, match="beside folders of versions"):
        load_catalogue(tmp_path)


def test_a_newer_tool_is_named(tmp_path):
    write(tmp_path, format=2)
    with pytest.raises(InputError, match="a newer qi-press writes"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize(
    "changes",
    [
        {"format": "x"}, {"format": 0}, {"versions": None}, {"pages": []}, {"pages": 7}, {"dev": 7},
        {"versions": [{"version": "1.0"}]},
        {"versions": [{"version": "1.0.0", "date": "", "commit": "", "sha256": "x", "pages": []}]},
    ],
)  # fmt: skip
def test_a_damaged_list_is_refused(tmp_path, changes):
    write(tmp_path, **changes)
    with pytest.raises(InputError, match="a damaged file"):
        load_catalogue(tmp_path)


@pytest.mark.parametrize("text", ["", "[", "[]", "7", '"x"', "\x00"])
def test_no_list_at_all_is_refused(tmp_path, text):
    (tmp_path / CATALOGUE).write_text(text)
    with pytest.raises(InputError, match="a damaged file"):
        load_catalogue(tmp_path)
