"""Every table that a chapter shows is raw HTML of which Quarto can read each table as one block."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from manuscript import list_chapters, read_chapter

from qi_press.pandoc.program import read_html
from qi_press.pandoc.traversal import walk
from qi_stats import book

RAW = re.compile(r"^(`{3,})\{=html\}\n(.*?)\n\1$", re.MULTILINE | re.DOTALL)
SHOWN = re.compile(
    r"^book\.(?:table|results|codebook|reproduction|guideline|methods|agreement|rules|downloads|premises)\(.*\)$"
)
VOID = frozenset(["br", "col", "hr", "img", "input", "wbr"])


class TagCounter(HTMLParser):
    """Notes each tag that ends in another order than it began, and those that never end."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def list_cells():
    return [
        pytest.param(cell.code.strip(), id=f"{name}-{number}")
        for name in list_chapters()
        for number, cell in enumerate(read_chapter(name).cells)
        if SHOWN.match(cell.code.strip())
    ]


def list_raw_html(shown):
    """Return what Quarto gets of a cell as raw HTML."""
    if hasattr(shown, "_repr_html_"):
        return [shown._repr_html_()]
    bundle = getattr(shown, "_repr_mimebundle_", lambda: {})() or {}
    text = bundle.get("text/markdown") or getattr(shown, "_repr_markdown_", str)()
    return [found[1] for found in RAW.findall(text)]


@pytest.mark.parametrize("code", list_cells())
def test_each_raw_table_is_read_as_one_block(code):
    raw = [html for html in list_raw_html(eval(code, {"book": book})) if "<table" in html]  # noqa: S307
    for html in raw:
        tags = TagCounter()
        tags.feed(html)
        assert (tags.open, tags.wrong) == ([], [])
    page = "".join(f'<div id="raw-{number}">{html}</div>' for number, html in enumerate(raw))
    blocks = read_html(page, "test") if raw else []
    tables = [sum(node["t"] == "Table" for node in walk([block])) for block in blocks]

    assert tables == [html.count("<table") for html in raw]


def test_the_chapters_show_tables():
    assert len(list_cells()) > 20
