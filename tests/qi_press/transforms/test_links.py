"""Links between chapters and the files that chapters show."""

import pytest

from qi_press.cells.weave import Woven
from qi_press.config.model import ChapterConfig, Entry
from qi_press.diagnostics import Diagnostics
from qi_press.manuscript.chapter import Chapter
from qi_press.manuscript.includes import Line
from qi_press.pandoc.elements import read_text, walk
from qi_press.transforms.document import read_document
from qi_press.transforms.links import link_pages, link_single, map_site
from qi_press.transforms.media import drop_external_images, note_images


def make_document(file, text):
    lines = tuple(Line(line, file, n) for n, line in enumerate(text.splitlines(), 1))
    chapter = Chapter(Entry(file, "chapter", None, 1), ChapterConfig(), (), lines)
    return read_document(Woven(chapter, text, {}), Diagnostics())


def targets(document):
    return [node["c"][2][0] for node in walk(document.blocks) if node["t"] == "Link"]


@pytest.fixture
def documents():
    return [
        make_document(
            "index.qmd", "# Front\n\n[a](chapters/a.qmd) [s](chapters/a.qmd#same) [t](#tail)"
        ),
        make_document(
            "chapters/a.qmd", "# A\n\n## Same\n\n[up](../index.qmd) [web](https://a.example)"
        ),
        make_document(
            "chapters/b.qmd", "# B\n\n## Same\n\n## Tail\n\n[own](#same) [none](data.csv)"
        ),
    ]


def test_links_lead_between_pages(documents):
    site = map_site(documents)

    assert [targets(link_pages(document, site)) for document in documents] == [
        ["chapters/a.html", "chapters/a.html#same", "chapters/b.html#tail"],
        ["../index.html", "https://a.example"],
        ["#same", "data.csv"],
    ]


def test_in_one_file_equal_headings_are_told_apart_and_files_lose_their_link(documents):
    site = map_site(documents)

    assert [targets(link_single(document, site)) for document in documents] == [
        ["#a", "#same", "#tail"],
        ["#front", "https://a.example"],
        ["#chapters-b--same"],
    ]


def test_an_image_at_another_address_is_noted_and_leaves_its_words():
    document = make_document("a.qmd", "# A\n\nsee ![a gull](https://a.example/gull.png) there")
    diagnostics = Diagnostics()

    note_images([document], diagnostics)

    assert diagnostics.warnings[0].where == "a.qmd:3"
    assert read_text(drop_external_images(document.blocks)) == "see a gull there"
