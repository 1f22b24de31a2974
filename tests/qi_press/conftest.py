"""A book with nothing in it, for tests of what surrounds the pages."""

from dataclasses import replace

import pytest

from qi_press.config.model import Author, BookConfig
from qi_press.formats.html.pages import Page, PageLink, TocEntry
from qi_press.formats.registry import FORMATS


@pytest.fixture
def project(tmp_path) -> BookConfig:
    (tmp_path / "book").mkdir()
    return BookConfig(
        folder=tmp_path / "book",
        output=tmp_path / "book/_site", own_output=tmp_path / "book/_site",
        title="Beds & <wards>",
        subtitle="A report", authors=(Author("A. Writer"),), date="2026-03-01",
        date_text="March 1, 2026", formats=FORMATS[:2], output_file="beds",
        bibliography=("refs.bib",),
    )  # fmt: skip


def make_page(path: str, title: str, body: str = "<p>Words.</p>", **changes) -> Page:
    page = Page(
        path=path, source=path.replace(".html", ".qmd"), kind="chapter", title=title,
        title_html=title, number="", number_text="", part=None, description="", body_html=body,
        toc=(), previous=None, next=None, text="Words.", styles="", media={},
    )  # fmt: skip
    return replace(page, **changes)


@pytest.fixture
def pages() -> list[Page]:
    toc = (TocEntry("why", "1.1", "Why", "Why", 2),)
    return [
        make_page("index.html", "Beds & <wards>", kind="front"),
        make_page(
            "parts/one.html", "One & only", "<section id='why'><h2>Why</h2></section>",
            title_html="One &amp; only", number="1", number_text="Chapter 1", part="Part",
            toc=toc, previous=PageLink("index.html", "", "Beds & <wards>"),
        ),
    ]  # fmt: skip
