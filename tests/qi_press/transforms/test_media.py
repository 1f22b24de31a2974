"""Files that a chapter shows."""

from types import SimpleNamespace

from qi_press.pandoc.elements import make_paragraph, make_raw, make_raw_inline
from qi_press.transforms.document import Document
from qi_press.transforms.media import collect_files, place_images

CHAPTER = SimpleNamespace(entry=SimpleNamespace(file="parts/one.qmd"))


def make_document(*blocks):
    return Document(CHAPTER, "", [], numbered=False, blocks=list(blocks), files={})


def test_files_that_raw_html_shows_go_to_the_site(tmp_path):
    for name in ("a.svg", "b.svg", "parts/c.svg"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<svg/>")
    document = make_document(
        make_raw(
            "html", '<img alt="A" src="../a.svg"><img src="gone.svg"><img src="//x.org/y.svg">'
        ),
        make_paragraph(
            [make_raw_inline("html", "<a href='/b.svg'>"), make_raw("html", "<b c.svg>")]
        ),
    )

    found = collect_files(
        SimpleNamespace(folder=tmp_path, downloads=(), entries=(CHAPTER.entry,)), document
    )
    assert found == {name: tmp_path / name for name in ("a.svg", "b.svg")}


def test_an_address_from_the_projects_folder_becomes_one_from_the_page():
    document = make_document(make_raw("html", '<img src="/b.svg"> <a href="//x.org/">x</a>'))

    placed = place_images(document, from_root=False)
    assert placed.blocks[0]["c"][1] == '<img src="../b.svg"> <a href="//x.org/">x</a>'
