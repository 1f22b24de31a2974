"""A book's settings."""

import pytest

from qi_files.errors import InputError
from qi_press.config.contents import list_unlisted
from qi_press.config.model import RenderOptions
from qi_press.diagnostics import Diagnostics
from qi_press.formats.registry import load_book

BOOK = """\
project:
  type: book
  output-dir: _site
book:
  title: "The Harbour: an Almanac"
  author: Ada Pier
  date: "2026-03-01"
  chapters:
    - index.qmd
    - part: Water
      chapters: [tides.qmd]
  appendices: [gulls.qmd]
format:
  html: default
  typst: default
"""


@pytest.fixture
def book(tmp_path):
    for name in ("index", "tides", "gulls"):
        (tmp_path / f"{name}.qmd").write_text(f"# {name}\n")
    (tmp_path / "_quarto.yml").write_text(BOOK)
    return tmp_path


def change(book, old, new):
    (book / "_quarto.yml").write_text(BOOK.replace(old, new))
    diagnostics = Diagnostics()
    return load_book(RenderOptions(book), diagnostics), diagnostics


def test_chapters_come_in_order_with_their_part(book):
    project = load_book(RenderOptions(book), Diagnostics())

    assert [(entry.file, entry.kind, entry.part) for entry in project.entries] == [
        ("index.qmd", "front", None),
        ("tides.qmd", "chapter", "Water"),
        ("gulls.qmd", "appendix", "Appendices"),
    ]


def test_downloads_are_named_after_the_title_as_quarto_does(book):
    project = load_book(RenderOptions(book), Diagnostics())

    assert [download.path for download in project.downloads] == ["The-Harbour-an-Almanac.pdf"]


def test_a_date_is_printed_in_words(book):
    assert load_book(RenderOptions(book), Diagnostics()).date_text == "March 1, 2026"


def test_an_author_can_have_a_place(book):
    author = "\n    - name: {given: Ada, family: Pier}\n      affiliations: [{name: Harbour}]"
    project, _ = change(book, " Ada Pier", author)

    assert project.authors[0].name == "Ada Pier"
    assert project.authors[0].affiliations == ("Harbour",)


@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ("tides.qmd", "tide.qmd", "_quarto.yml:11", "did you mean “tides.qmd”?"),
        ("tides.qmd", "gulls.qmd", "_quarto.yml:11", "“gulls.qmd” twice"),
        ("tides.qmd", "../out.qmd", "_quarto.yml:11", "inside the project"),
        ("tides.qmd", "'tides #1.qmd'", "_quarto.yml:11", "letters, digits, - _ . and / alone"),
        ("tides.qmd", "high tides.qmd", "_quarto.yml:11", "rename the file"),
        ("tides.qmd", "tides.md", "_quarto.yml:11", "a .qmd file"),
        ("type: book", "type: website", "_quarto.yml:2", "type: book"),
        ("_site", "../elsewhere", "_quarto.yml:3", "a folder inside the project"),
        ("2026-03-01", "soon", "_quarto.yml:7", "a date such as"),
        ("    - index.qmd\n", "", "_quarto.yml:10", "index.qmd, the front page"),
    ],
)
def test_faults_name_line_and_remedy(book, old, new, where, message):
    with pytest.raises(InputError) as caught:
        change(book, old, new)

    assert where in str(caught.value)
    assert message in str(caught.value)


def test_a_setting_that_is_not_supported_is_noted_with_its_line(book):
    _, diagnostics = change(book, "  html: default", "  html:\n    listings: true")

    assert [str(notice) for notice in diagnostics.warnings] == [
        "_quarto.yml:15: setting “format › html › listings” is not supported"
    ]


def test_a_strict_render_refuses_what_is_noted(book):
    _, diagnostics = change(book, "project:", "website: {}\nproject:")

    with pytest.raises(InputError, match="setting “website” is not supported"):
        diagnostics.refuse_warnings()


def test_a_folder_without_settings_is_refused(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        load_book(RenderOptions(tmp_path), Diagnostics())


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("pagefind/tides.qmd", "in a folder that the press writes to"),
        ("Pagefind/tides.qmd", "in a folder that the press writes to"),
        ("Gulls.qmd", "“gulls.qmd”, which many systems take for “Gulls.qmd”"),
    ],
)
def test_a_chapter_has_an_address_of_its_own(book, name, words):
    (book / name).parent.mkdir(exist_ok=True)
    (book / name).write_text("# Another\n")

    with pytest.raises(InputError, match=words):
        change(book, "[tides.qmd]", f"[{name}]")


def test_a_name_with_accents_in_two_signs_is_a_name(book):
    """macOS stores é as e and an accent."""
    (book / "mare\u0301e.qmd").write_text("# Marée\n")

    project, _ = change(book, "[tides.qmd]", "[mare\u0301e.qmd]")

    assert project.entries[1].file == "mare\u0301e.qmd"


@pytest.mark.parametrize("name", [".#tides.qmd", "._tides.qmd", "folder.qmd"])
def test_what_editors_and_systems_leave_is_no_chapter(book, name):
    if name == "folder.qmd":
        (book / name).mkdir()
    elif name == ".#tides.qmd":
        (book / name).symlink_to("ada@harbour.4711")  # the lock of Emacs leads nowhere
    else:
        (book / name).touch()

    assert list_unlisted(load_book(RenderOptions(book), Diagnostics())) == []


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Pain %41 & 50%", "Pain-41-50"),
        ("Long " * 80, None),
        ("\u6f6e" * 90, "\u6f6e" * 33),
        ("..", "book"),
    ],
)
def test_the_name_of_a_download_is_a_name_on_every_system(book, title, stem):
    project, _ = change(book, "The Harbour: an Almanac", title)

    assert len(project.file_stem.encode()) <= 100
    assert stem in (None, project.file_stem)
