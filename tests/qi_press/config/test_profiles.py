"""Profiles and folder-wide metadata, as Quarto's documentation describes them."""

import pytest

from qi_files.errors import InputError
from qi_press.config.model import Metadata, RenderOptions
from qi_press.config.profiles import merge_profiles
from qi_press.diagnostics import Diagnostics
from qi_press.formats.registry import FORMATS, load_book
from qi_press.manuscript.chapter import read_chapter
from qi_press.pandoc.elements import read_text
from qi_press.pandoc.program import read_markdown
from qi_press.transforms.conditional import select_content
from qi_press.yamltext import read_yaml

SETTINGS = """project: {type: book}
book:
  title: Almanac
  chapters: [index.qmd]
execute:
  echo: false
format: {html: default}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "_quarto.yml").write_text(SETTINGS)
    (tmp_path / "_quarto-advanced.yml").write_text(
        "book:\n  title: Almanac (Advanced)\n  chapters: [more.qmd]\n"
        "project: {output-dir: _advanced}\n"
    )
    (tmp_path / "_quarto-production.yml").write_text("execute: {warning: false}\n")
    for name in ("index", "more"):
        (tmp_path / f"{name}.qmd").write_text(f"# {name}\n")
    return tmp_path


def load(folder, *profiles):
    return load_book(RenderOptions(folder, profiles=profiles), Diagnostics())


def show(project, blocks, name, metadata=None):
    (form,) = (form for form in FORMATS if form.name == name)
    return select_content(project, blocks, form, metadata or project.metadata)


def test_a_profile_is_merged_over_the_settings(folder):
    project = load(folder, "advanced", "production")

    assert project.title == "Almanac (Advanced)"
    assert project.output == folder / "_advanced"
    assert [entry.file for entry in project.entries] == ["index.qmd", "more.qmd"]
    assert (project.execute.echo, project.execute.warning) == (False, False)


def test_the_environment_names_profiles_and_the_caller_replaces_them(folder, monkeypatch):
    monkeypatch.setenv("QUARTO_PROFILE", "advanced,production")

    assert load(folder).profiles == ("advanced", "production")
    assert load(folder, "production").profiles == ("production",)


@pytest.mark.parametrize(
    ("settings", "asked", "active"),
    [
        ("default: advanced", (), ("advanced",)),
        ("default: advanced", ("production",), ("production",)),
        ("group: [[basic, advanced]]", (), ("basic",)),
        ("group: [[basic, advanced]]", ("advanced",), ("advanced",)),
        ("group: [basic, advanced]", ("production",), ("production", "basic")),
    ],
)
def test_default_profiles_and_groups(folder, settings, asked, active):
    path = folder / "_quarto.yml"
    path.write_text(f"{path.read_text()}profile: {{{settings}}}\n")

    assert load(folder, *asked).profiles == active


def test_a_fault_in_a_profile_is_told_with_its_file_and_line(folder):
    (folder / "_quarto-advanced.yml").write_text("book:\n  chapters:\n    - lost.qmd\n")

    with pytest.raises(InputError) as caught:
        load(folder, "advanced")

    assert caught.value.where == "_quarto-advanced.yml:3"


def test_a_profiles_name_cannot_lead_to_another_folder(folder):
    with pytest.raises(InputError, match="letters, digits"):
        load(folder, "../other")


@pytest.mark.parametrize(
    "case",
    [
        ('.content-visible when-profile="advanced"', ("advanced",), "html", True),
        ('.content-visible when-profile="advanced"', (), "html", False),
        ('.content-visible unless-profile="advanced"', ("advanced",), "html", False),
        ('.content-hidden when-profile="advanced"', ("advanced",), "html", False),
        ('.content-visible when-format="html"', (), "html", True),
        ('.content-visible when-format="html"', (), "docx", False),
        ('.content-visible when-format="pdf"', (), "typst", False),
        ('.content-visible unless-format="docx"', (), "html", True),
        ('.content-hidden when-format="html" when-profile="a"', (), "html", True),
        ('.content-visible when-meta="book.title"', (), "html", True),
        ('.content-visible when-meta="book.subtitle"', (), "html", False),
    ],
)
@pytest.mark.parametrize("kind", ["::: {{{}}}\nText\n:::", "[Text]{{{}}}", "``` {{{}}}\nText\n```"])
def test_content_is_shown_on_conditions(folder, case, kind):
    condition, profiles, form, shown = case
    project = load(folder, *profiles)
    blocks, _ = read_markdown(kind.format(condition), "a.qmd")

    assert ("Text" in read_text(show(project, blocks, form))) == shown


def test_a_chapters_front_matter_decides_before_the_book(folder):
    project = load(folder)
    text = '[a]{.content-visible when-meta="flag"} [b]{.content-visible when-meta="book.title"}'
    blocks, _ = read_markdown(text, "a.qmd")

    front = Metadata(({"flag": True, "book": {"title": False}},)).over(project.metadata)
    assert read_text(show(project, blocks, "html", front)) == "a"


def test_what_no_condition_touches_is_shared(folder):
    blocks, _ = read_markdown("A *b*.", "a.qmd")

    assert show(load(folder), blocks, "html") is blocks


def test_the_innermost_folders_metadata_counts_and_a_chapters_own_most(folder):
    (folder / "_metadata.yml").write_text(
        "execute: {echo: true, warning: true}\ndescription: all\n"
    )
    (folder / "part").mkdir()
    (folder / "part" / "_metadata.yml").write_text("execute: {warning: false}\n")
    (folder / "part" / "one.qmd").write_text("---\ndescription: one\n---\n# One\n")
    (folder / "_quarto.yml").write_text(SETTINGS.replace("index.qmd", "index.qmd, part/one.qmd"))
    book = load(folder)
    (_, entry) = book.entries

    chapter = read_chapter(book, entry, Diagnostics())

    assert (chapter.config.execute.echo, chapter.config.execute.warning) == (True, False)
    assert chapter.config.description == "one"


def test_what_folder_metadata_cannot_do_is_told_with_its_place(folder):
    (folder / "_metadata.yml").write_text("# shared\nbibliography: other.bib\n")
    diagnostics = Diagnostics()

    book = load(folder)
    read_chapter(book, book.entries[0], diagnostics)

    assert [notice.where for notice in diagnostics.warnings] == ["_metadata.yml:2"]


def test_a_profile_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "_quarto-bay.yml").write_bytes("lang: M\u00f6we\n".encode("latin-1"))

    with pytest.raises(InputError, match=r"^_quarto-bay.yml:1\n  found     a character"):
        merge_profiles(read_yaml("{}", "_quarto.yml"), tmp_path, ["bay"])
