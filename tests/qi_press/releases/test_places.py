import json

import pytest

from qi_files.errors import InputError
from qi_press.releases.outline import list_pages, list_places
from qi_press.releases.places import read_numbers, write_places

CHANGE = {"key": "a.n", "old": "41", "new": "43", "why": "1 row", "shown": True}


@pytest.fixture
def keep(tmp_path):
    def write(version, text):
        folder = tmp_path / "results/releases" / version
        folder.mkdir(parents=True)
        (folder / "changes.json").write_text(text)

    return write


def document(**changes):
    return json.dumps({"format": 1, "changed": [CHANGE], "renamed": []} | changes)


def test_history_is_told_in_the_order_of_versions(tmp_path, keep):
    keep("1.10.0", document(changed=[CHANGE | {"old": "43", "new": "44"}]))
    keep("1.9.0", document(renamed=[{"old": "b.n", "new": "c.n"}]))
    keep("notes", "no release's")
    site = tmp_path / "site"
    site.mkdir()
    (site / "a.html").write_text("<p id='a.n'>")
    write_places(site, ("a.html",), read_numbers(tmp_path))

    history = json.loads((site / "history.json").read_text())
    assert history["numbers"]["a.n"] == [
        ["1.9.0", "41", "43", "1 row"],
        ["1.10.0", "43", "44", "1 row"],
    ]
    assert history["renamed"] == {"b.n": "c.n"}
    keys = json.loads((site / "keys.json").read_text())
    assert keys == {"pages": {"a.html": ["a.n"]}, "renamed": {"b.n": "c.n"}}
    assert (
        site / "keys.js"
    ).read_text() == f'(window.qiData??={{}})["keys"]={(site / "keys.json").read_text()};\n'


def test_a_number_that_reads_the_same_has_no_history(tmp_path, keep):
    keep("1.0.0", document(changed=[CHANGE | {"shown": False}]))
    assert read_numbers(tmp_path).changes == ()


@pytest.mark.parametrize(
    "text", ["", "[]", '{"format": 2, "changed": [], "renamed": []}', '{"format": 1}']
)
def test_a_damaged_record_is_told(tmp_path, keep, text):
    keep("1.0.0", text)
    with pytest.raises(InputError, match=r"results/releases/1\.0\.0/changes\.json"):
        read_numbers(tmp_path)


def test_places_are_what_readers_refer_to():
    page = (
        '<main id=\'content\'><section class=x id="sec-a"><tr id=a.b.n><p>id="no"</p>'
        "<div id='fig-&amp;'><a id='fnref1'></a><nav id='quarto-x'></nav></main>"
    )
    assert list_places(page) == ["sec-a", "a.b.n", "fig-&"]


def test_pages_come_in_reading_order(tmp_path):
    for name in ("index.html", "b/a.html", "b/z.html", "pagefind/x.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list_pages(tmp_path, ["b/z.html", "none.html"]) == ("b/z.html", "b/a.html", "index.html")
