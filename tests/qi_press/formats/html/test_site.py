"""The theme around finished pages, and what the proof-reader finds in them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from qi_files.errors import InputError
from qi_press.cells.cards import Card
from qi_press.check.site import LARGEST_IMAGE, check_bibliography, check_chapters, check_site
from qi_press.config.model import Author, Entry
from qi_press.formats.html.options import HtmlOptions
from qi_press.formats.html.search import index_site
from qi_press.formats.html.site import write_site

if TYPE_CHECKING:
    from pathlib import Path


def read(site: Path, address: str) -> str:
    return (site / address).read_text(encoding="utf-8")


def test_text_of_the_book_is_escaped_around_a_page(project, pages, tmp_path):
    write_site(project, pages, tmp_path / "site", {})

    html = read(tmp_path / "site", "index.html")

    assert "<wards>" not in html
    assert html.count("Beds &amp; &lt;wards&gt;") >= 3


def test_addresses_are_relative_to_the_page(project, pages, tmp_path):
    write_site(project, pages, tmp_path / "site", {})

    html = read(tmp_path / "site", "parts/one.html")

    assert 'href="../assets/site.css"' in html
    assert 'href="../beds.pdf"' in html
    assert 'href="one.html" aria-current="page"' in html
    assert 'rel="prev" href="../index.html"' in html
    assert '<a href="#why">Why</a>' in html


def test_styles_of_a_body_go_to_a_file_that_the_policy_allows(project, pages, tmp_path):
    styled = [replace(pages[0], styles=".a { color: red }"), pages[1]]
    write_site(project, styled, tmp_path / "site", {})

    html = read(tmp_path / "site", "index.html")

    (sheet,) = (tmp_path / "site/assets").glob("page-*.css")
    assert f'href="assets/{sheet.name}"' in html
    assert "style-src 'self';" in html
    assert "<style" not in html


def test_cards_and_their_script_come_with_a_page_that_points_to_one(project, pages, tmp_path):
    pointing = [replace(pages[0], body_html='<a href="#a" data-card="a">1</a>'), pages[1]]
    write_site(project, pointing, tmp_path / "site", {"a": Card("A", ()), "b": Card("B", ())})

    html = read(tmp_path / "site", "index.html")

    assert '<script src="assets/cards.js" defer>' in html
    assert 'data-cards="assets/cards/index.json"' in html
    assert "cards" not in read(tmp_path / "site", "parts/one.html")
    assert '"cards":{"a":[[0]]}' in read(tmp_path / "site", "assets/cards/index.json")


def test_a_copy_of_a_source_is_neither_an_orphan_nor_a_page(project, pages, tmp_path):
    for page in pages:
        source = project.folder / page.source
        source.parent.mkdir(exist_ok=True)
        source.write_text("# <One>\n", encoding="utf-8")
    offered = replace(project, format_options=(HtmlOptions(show_source=True),))
    site = tmp_path / "site"
    write_site(offered, pages, site, {})

    assert read(site, "parts/one.qmd.txt") == "\ufeff# <One>\n"
    assert '<a href="one.qmd.txt">Source of this page</a>' in read(site, "parts/one.html")
    assert not [finding for finding in check_site(site) if ".txt" in str(finding)]


def test_the_front_page_says_how_to_cite_the_book(project, pages, tmp_path):
    write_site(project, pages, tmp_path / "site", {})

    assert "A. Writer. Beds &amp; &lt;wards&gt;: A report" in read(tmp_path / "site", "index.html")
    assert "Cite this version" not in read(tmp_path / "site", "parts/one.html")
    assert "TY  - RPRT" in read(tmp_path / "site", "citation.ris")


def test_media_are_copied_beside_the_page(project, pages, tmp_path):
    drawing = tmp_path / "drawing.svg"
    drawing.write_text("<svg/>")
    pictured = [replace(pages[0], media={"media/a.svg": drawing}), pages[1]]

    write_site(project, pictured, tmp_path / "site", {})

    assert read(tmp_path / "site", "media/a.svg") == "<svg/>"


@pytest.mark.parametrize("address", ["../out.html", "/out.html"])
def test_an_address_cannot_climb_out_of_the_site(project, pages, address, tmp_path):
    with pytest.raises(ValueError, match="leads out of the site"):
        write_site(project, [replace(pages[0], path=address)], tmp_path / "site", {})


def test_a_written_site_has_no_fault_but_its_missing_download(project, pages, tmp_path):
    write_site(project, pages, tmp_path / "site", {})

    faults = {finding.message for finding in check_site(tmp_path / "site")}

    assert faults == {"the link “beds.pdf” leads nowhere", "the link “../beds.pdf” leads nowhere"}


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="gone.html">x</a>', "the link “gone.html” leads nowhere"),
        ('<a href="../../x">x</a>', "the link “../../x” leads nowhere"),
        ('<a href="#gone">x</a>', "the link “#gone” leads to no place on that page"),
        ('<img src="a.svg" alt="">', "the image “a.svg” has no alternative text"),
        ('<img src="https://x.example/a.svg" alt="A">', "comes from another site"),
        ('<img src="big.png" alt="Big">', "500 kB is the most"),
        ('<p id="a"></p><p id="a"></p>', "the id “a” stands more than once"),
        ("<h1>A</h1><h3>B</h3>", "a heading of level 3 follows one of level 1"),
    ],
)
def test_each_fault_of_a_page_is_found(body, fault, tmp_path):
    (tmp_path / "a.svg").write_text("<svg/>")
    (tmp_path / "big.png").write_bytes(bytes(LARGEST_IMAGE + 1))
    (tmp_path / "index.html").write_text(body)

    (finding,) = check_site(tmp_path)

    assert fault in str(finding)
    assert finding.where == "index.html"


@pytest.mark.parametrize(
    "body",
    [
        '<p><span class="quarto-unresolved-ref">fig-x</span></p>',
        "<p>See ?@fig-gulls.</p>",
        "<p>As shown (???).</p>",
        "<p>By {{< meta author >}}.</p>",
    ],
)
def test_what_was_left_unresolved_is_found(body, tmp_path):
    (tmp_path / "index.html").write_text(f"<main>{body}</main>")

    (finding,) = check_site(tmp_path)
    assert "unresolved" in finding.message


def test_code_may_show_what_would_be_unresolved_in_prose(tmp_path):
    (tmp_path / "index.html").write_text("<pre><code>{{< meta author >}}</code></pre>")

    assert check_site(tmp_path) == []


def test_a_page_that_no_link_leads_to_is_an_orphan(tmp_path):
    (tmp_path / "index.html").write_text('<a href="one.html#top">One</a><p id="top"></p>')
    (tmp_path / "one.html").write_text('<p id="top"><a href="two.html">Two</a></p>')
    (tmp_path / "two.html").write_text("<p>Two</p>")
    (tmp_path / "lost.html").write_text('<a href="index.html">Home</a>')

    assert [str(finding) for finding in check_site(tmp_path)] == [
        "lost.html: no link leads to this page"
    ]


def test_a_chapter_that_the_book_does_not_list_is_found(project):
    for name in ("index.qmd", "lost.qmd", "_part.qmd"):
        (project.folder / name).touch()
    listed = replace(project, entries=(Entry("index.qmd", "front", None, "_quarto.yml:3"),))

    assert [finding.where for finding in check_chapters(listed)] == ["lost.qmd"]


def test_links_that_hold_are_no_faults(tmp_path):
    (tmp_path / "index.html").write_text(
        '<p id="a"></p><a href="#a">x</a><a href="b%20c.html#ü">y</a><a href="https://x.example">z</a>'
    )
    (tmp_path / "b c.html").write_text('<p id="ü"></p>', encoding="utf-8")

    assert check_site(tmp_path) == []


def test_entries_of_the_bibliography_that_nobody_cites_are_named(project, tmp_path):
    (project.folder / "refs.bib").write_text("@article{used,\n}\n\n@book{idle,\n}\n@comment{x, }\n")
    (tmp_path / "index.html").write_text('<span class="citation" data-cites="used">1</span>')

    findings = check_bibliography(project, tmp_path)

    assert [str(finding) for finding in findings] == [
        "refs.bib:4: the entry “idle” is cited nowhere"
    ]


def test_the_index_holds_the_text_and_only_the_engine(project, pages, tmp_path):
    write_site(project, pages, tmp_path / "site", {})

    index_site(tmp_path / "site")

    names = {path.name for path in (tmp_path / "site/pagefind").iterdir()}
    assert "pagefind.js" in names
    assert not [name for name in names if "ui" in name]


def test_the_settings_of_the_book_shape_the_pages(project, pages, tmp_path):
    """Quarto's options page-navigation, back-to-top-navigation, favicon, site-url and toc."""
    (project.folder / "logo.png").write_bytes(b"png")
    shaped = replace(
        project,
        page_navigation=False,
        back_to_top=True,
        format_options=(HtmlOptions(toc=False),),
        favicon="logo.png",
        site_url="https://example.org/",
        authors=(Author("Ada", ("Harbour Office",), "0000-0002-1825-0097"),),
        abstract="What <floats>.",
        keywords=("tides", "gulls"),
    )
    write_site(shaped, pages, tmp_path / "site", {})
    front, page = (read(tmp_path / "site", found.path) for found in pages)

    assert 'aria-label="Neighbouring chapters"' not in page
    assert '<a href="#content">Back to top</a>' in page
    assert 'aria-label="On this page"' not in page
    assert '<link rel="icon" href="../assets/favicon.png">' in page
    assert (tmp_path / "site/assets/favicon.png").read_bytes() == b"png"
    assert '<link rel="canonical" href="https://example.org/parts/one.html">' in page
    assert '<meta property="og:title" content="One &amp; only">' in page
    assert (tmp_path / "site/sitemap.xml").is_file()
    assert '<a href="https://orcid.org/0000-0002-1825-0097">' in front
    assert '<span class="affiliation">Harbour Office</span>' in front
    assert "What &lt;floats&gt;." in front
    assert '<meta name="keywords" content="tides, gulls">' in front


def test_by_default_there_are_neighbours_and_contents_but_no_address(project, pages, tmp_path):
    write_site(project, pages, tmp_path / "site", {})
    page = read(tmp_path / "site", "parts/one.html")

    assert 'aria-label="Neighbouring chapters"' in page
    assert 'aria-label="On this page"' in page
    assert "canonical" not in page
    assert not (tmp_path / "site/sitemap.xml").exists()


@pytest.mark.parametrize("name", ["none.png", "../secret.png"])
def test_an_icon_outside_the_project_is_refused(project, pages, tmp_path, name):
    (tmp_path / "secret.png").touch()
    with pytest.raises(InputError, match="favicon"):
        write_site(replace(project, favicon=name), pages, tmp_path / "site", {})
