"""The output formats. A new one is a module with a `Writer`, and its line here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.config.load import load_config
from qi_press.formats.docx.word import WORD
from qi_press.formats.html.webpage import WEBSITE
from qi_press.formats.typst.pdf import PDF

if TYPE_CHECKING:
    from qi_press.config.model import BookConfig, RenderOptions
    from qi_press.diagnostics import Diagnostics

WRITERS = (WEBSITE, PDF, WORD)
FORMATS = tuple(writer.format for writer in WRITERS)


def load_book(options: RenderOptions, diagnostics: Diagnostics) -> BookConfig:
    """Read and check a book in the formats that there are, as `load_config` does."""
    return load_config(options, FORMATS, diagnostics)
