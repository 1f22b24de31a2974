import zipfile

import pytest

from qi_files.errors import InputError
from qi_press.releases.provenance import Provenance, load_provenance, render_provenance
from qi_press.releases.verify import compare_sites, verify_site

FACTS = Provenance(
    title="Book", version="1.0.0", date="2026-03-01", commit="c" * 40, renderer="qi-press",
    renderer_version="0.2.0", python="3.12.1", sha256="0" * 64, inputs={"data/a.csv": "1" * 64},
)  # fmt: skip


@pytest.fixture
def sites(tmp_path):
    def write(one, other):
        for folder, files in (("one", one), ("other", other)):
            for place, text in files.items():
                path = tmp_path / folder / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text)
        return tmp_path / "one", tmp_path / "other"

    return write


def test_the_first_difference_is_named_with_its_line(sites):
    one, other = sites({"a.html": "x\n<p>41</p>"}, {"a.html": "x\n<p>43</p>"})
    assert list(compare_sites(one, other)) == [
        "a.html:2: published “<p>41</p>”, the source gives “<p>43</p>”"
    ]


def test_files_too_many_and_too_few_are_named(sites):
    one, other = sites({"a.html": "", "b.js": ""}, {"a.html": "", "c.svg": ""})
    assert list(compare_sites(one, other)) == [
        "b.js: published, and not in what the source gives",
        "c.svg: in what the source gives, and not published",
    ]


def test_signs_of_a_terminal_are_not_printed(sites):
    one, other = sites({"a.html": "\x1b[31mred"}, {"a.html": "black"})
    assert "\x1b" not in next(compare_sites(one, other))


def test_the_text_of_quartos_pages_counts_and_nothing_else(sites):
    one, other = sites(
        {"a.html": "<head><script>1</script></head><p id='x1'>41 of  50</p>", "a.js": "1"},
        {"a.html": "<head><script>2</script></head><p id='x2'>41\nof 50</p>", "a.js": "2"},
    )
    assert list(compare_sites(one, other, by_text=True)) == []
    (other / "a.html").write_text("<p>43 of 50</p>")
    assert list(compare_sites(one, other, by_text=True)) == [
        "a.html: published “41 of 50”, the source gives “43 of 50”"
    ]


def test_an_origin_is_read_as_it_was_written(tmp_path):
    (tmp_path / "provenance.json").write_bytes(render_provenance(FACTS))
    assert load_provenance(tmp_path) == FACTS


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"@graph": [7]}', '{"@graph": [{"@id": "./"}]}'])
def test_a_damaged_origin_is_told(tmp_path, text):
    (tmp_path / "provenance.json").write_text(text)
    with pytest.raises(InputError, match="a damaged file"):
        load_provenance(tmp_path)


def test_what_is_no_site_is_told(tmp_path):
    with pytest.raises(InputError, match="no site of one version"):
        verify_site(tmp_path / "none", tmp_path, print)
    with pytest.raises(InputError, match="no such file"):
        verify_site(tmp_path, tmp_path, print)


def test_a_commit_that_is_an_option_is_refused(tmp_path):
    from dataclasses import replace

    (tmp_path / "provenance.json").write_bytes(
        render_provenance(replace(FACTS, commit="--output=x"))
    )
    with pytest.raises(InputError, match="a commit's name"):
        verify_site(tmp_path, tmp_path, print)


def test_a_commit_that_the_repository_lacks_is_told(tmp_path, small_book):
    (tmp_path / "provenance.json").write_bytes(render_provenance(FACTS))
    with pytest.raises(InputError, match="fetch the whole history"):
        verify_site(tmp_path, small_book, print)


def test_a_zip_of_too_much_is_not_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr("qi_press.releases.verify.MOST_BYTES", 5)
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a", "123456")
    with pytest.raises(InputError, match="unpack it yourself"):
        verify_site(tmp_path / "a.zip", tmp_path, print)


def test_a_zip_leads_nowhere_else(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("../../evil.txt", "x")
    with pytest.raises(InputError):
        verify_site(tmp_path / "a.zip", tmp_path, print)
    assert not list(tmp_path.parent.rglob("evil.txt"))
