"""Typst's language set in the report's own style."""

import json
from importlib.resources import files
from io import BytesIO

import pytest
import typst
from pypdf import PdfReader

from qi_press.formats.typst_compiler import compile_pdf

PLACES = """
#context [#metadata(query(SELECTOR).map(it => {
  let place = it.location().position()
  (place.page, place.y / 1pt, place.x / 1pt)
}))<places>]
"""


@pytest.fixture
def write_source(tmp_path):
    """A function that writes Typst's language as the press does, and returns its folder."""

    def write(body, **options):
        template = (files("qi_press") / "theme" / "report.typ").read_text(encoding="utf-8")
        (tmp_path / "report.typ").write_text(template, encoding="utf-8")
        given = "".join(
            f", {name}: {value}" for name, value in {"title": '"Beds"', **options}.items()
        )
        start = f'#import "report.typ": *\n#show: report.with({given.removeprefix(", ")})\n= Beds\n'
        (tmp_path / "main.typ").write_text(start + body, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def set_pages(write_source):
    """A function that sets Typst's language as the press does and gives the pages."""

    def build(body, **options):
        pdf = compile_pdf(write_source(body, **options), "main.typ", 1_700_000_000)
        return PdfReader(BytesIO(pdf)).pages

    return build


@pytest.fixture
def read_pages(set_pages):
    """A function that sets Typst's language as the press does and gives the text of each page."""

    def read(body, mode="plain", **options):
        return [page.extract_text(extraction_mode=mode) for page in set_pages(body, **options)]

    return read


@pytest.fixture
def find_places(write_source):
    """A function that gives page, height from its head, and distance from its left of elements."""

    def find(body, selector="figure", **options):
        folder = write_source(body + PLACES.replace("SELECTOR", selector), **options)
        source = str(folder / "main.typ")
        (found,) = json.loads(typst.query(source, "<places>", field="value", root=str(folder)))
        return [tuple(place) for place in found]

    return find
