"""A bibliography is data: nothing in it acts, asks another server, or leads into a machine."""

import re

import pytest

from qi_press.cli import main

SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Words, date: 2026-01-01, chapters: [index.qmd]}
bibliography: references.bib
format: {html: default}
"""
CHAPTER = "# Front {.unnumbered}\n\nSaid [@one].\n\n::: {#refs}\n:::\n"


@pytest.fixture
def render(tmp_path):
    def run(**fields):
        entry = ", ".join(f"{name} = {{{text}}}" for name, text in fields.items())
        (tmp_path / "references.bib").write_text(f"@misc{{one, author = {{Bo}}, {entry}}}\n")
        (tmp_path / "_quarto.yml").write_text(SETTINGS)
        (tmp_path / "index.qmd").write_text(CHAPTER)
        assert main(["render", str(tmp_path), "--strict"]) == 0
        page = (tmp_path / "_site" / "index.html").read_text(encoding="utf-8")
        return page[page.index('id="ref-one"') :].partition("</div>")[0]

    return run


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "data:text/html,<script>h()</script>", "file:///etc/passwd"],
)
def test_an_address_that_is_none_of_the_web_is_words(render, address):
    shown = render(title="Tides", howpublished=rf"\url{{{address}}}")

    assert re.findall(r"<a [^>]*href=", shown) == []
    assert address.partition(":")[2][:9].replace("<", "&lt;") in shown


def test_an_address_of_the_web_stays_a_link(render):
    assert 'href="https://tides.example/a"' in render(title="T", url="https://tides.example/a")


def test_an_image_is_not_fetched_and_markup_is_text(render):
    shown = render(title=r"\includegraphics{https://evil.example/x.png} <img src=x onerror=h()>")

    assert "evil.example" not in shown
    assert "<img" not in shown.lower()
    assert "&lt;img src=x" in shown.lower()
