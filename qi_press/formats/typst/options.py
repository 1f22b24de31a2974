"""The PDF as a format, and its own options."""

from __future__ import annotations

from dataclasses import dataclass

from qi_press.config.model import Format
from qi_press.config.options import option
from qi_press.config.value_types import ANY, DEPTH, TEXT, TRUTH


@dataclass(frozen=True, slots=True, kw_only=True)
class TypstOptions:
    """Options of the PDF."""

    toc: bool = option("format.typst.toc", TRUTH, False)
    """Whether it has contents."""
    toc_depth: int = option("format.typst.toc-depth", DEPTH, 2)
    """The deepest level of heading in them."""
    papersize: str = option(
        "format.typst.papersize", TEXT, "us-letter", only=("a4", "letter", "us-letter")
    )
    """Size of the page, of the Word file, too."""
    citeproc: bool = option("format.typst.citeproc", ANY, True)
    """For Quarto; the press formats citations itself."""


TYPST = Format("typst", "PDF", "pdf", ("typst",), "svg", TypstOptions)
"""In Quarto, too, typst is no “pdf” to a condition."""
