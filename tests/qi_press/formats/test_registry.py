"""The registry of output formats, and how a new one comes in: one module and one line."""

from dataclasses import dataclass

import pytest

from qi_press.config.model import Format, RenderOptions
from qi_press.config.options import option
from qi_press.config.value_types import TRUTH
from qi_press.diagnostics import Diagnostics
from qi_press.formats import registry
from qi_press.formats.job import Writer
from qi_press.formats.registry import FORMATS, load_book
from qi_press.formats.single_file import prepare_print, write_download
from qi_press.pandoc.traversal import read_text
from qi_press.render import book

SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Almanac, chapters: [index.qmd]}
format: {plain: {shout: true}}
"""
CHAPTER = """# Front {.unnumbered}

The tide is {{< meta book.title >}}.

::: {.content-visible when-format="text"}
Only in plain text.
:::

::: {.content-visible when-format="html"}
Only on the site.
:::
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainOptions:
    """Options of the new format."""

    shout: bool = option("format.plain.shout", TRUTH, False)
    """Whether all is in capitals."""


PLAIN = Format("plain", "Text", "txt", ("plain", "text"), "png", PlainOptions)


def write_plain(job):
    documents = prepare_print(job.target.documents, job.target.site, PLAIN)
    text = "\n".join(read_text(document.blocks) for document in documents)
    shout = job.config.options(PlainOptions).shout
    write_download(job, PLAIN, (text.upper() if shout else text).encode())


@pytest.fixture
def with_plain(monkeypatch):
    """The line in the registry that a new format takes."""
    writers = (*registry.WRITERS, Writer(PLAIN, write_plain))
    monkeypatch.setattr(registry, "WRITERS", writers)
    monkeypatch.setattr(registry, "FORMATS", tuple(writer.format for writer in writers))
    monkeypatch.setattr(book, "WRITERS", writers)


@pytest.mark.usefixtures("with_plain")
def test_a_new_format_is_a_writer_in_the_registry(tmp_path):
    (tmp_path / "_quarto.yml").write_text(SETTINGS)
    (tmp_path / "index.qmd").write_text(CHAPTER)

    rendered = book.render_book(RenderOptions(tmp_path, strict=True), lambda _: None)

    assert [download.label for download in rendered.project.downloads] == ["Text"]
    text = (tmp_path / "_site" / "Almanac.txt").read_text()
    assert text.split() == ["THE", "TIDE", "IS", "ALMANAC.", "ONLY", "IN", "PLAIN", "TEXT."]


def test_without_it_the_format_is_reported(tmp_path):
    (tmp_path / "_quarto.yml").write_text(SETTINGS.replace("{plain", "{html: default, plain"))
    (tmp_path / "index.qmd").write_text("# Front\n")
    diagnostics = Diagnostics()

    found = load_book(RenderOptions(tmp_path), diagnostics)

    assert [form.name for form in found.formats] == ["html"]
    assert [str(warning) for warning in diagnostics.warnings] == [
        "_quarto.yml:4: setting “format › plain” is not supported"
    ]


def test_names_labels_and_endings_of_formats_differ():
    assert [form.name for form in FORMATS] == ["html", "typst", "docx"]
    for part in ("name", "label", "extension", "options"):
        assert len({getattr(form, part) for form in FORMATS}) == len(FORMATS)
