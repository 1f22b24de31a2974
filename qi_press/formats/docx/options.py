"""The Word file as a format, and its own options."""

from __future__ import annotations

from dataclasses import dataclass

from qi_press.config.model import Format
from qi_press.config.options import option
from qi_press.config.value_types import DEPTH, TEXT, TRUTH


@dataclass(frozen=True, slots=True, kw_only=True)
class DocxOptions:
    """Options of the Word file."""

    toc: bool = option("format.docx.toc", TRUTH, False)
    """Whether it has contents."""
    toc_depth: int = option("format.docx.toc-depth", DEPTH, 2)
    """The deepest level of heading in them."""
    reference_doc: str = option("format.docx.reference-doc", TEXT, "")
    """A Word file whose styles it takes, below the project's folder."""
    papersize: str = option("format.typst.papersize", TEXT, "us-letter")
    """Size of the page: that of the PDF."""


DOCX = Format("docx", "Word", "docx", ("docx",), "png", DocxOptions)
