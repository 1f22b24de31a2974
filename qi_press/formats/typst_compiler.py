"""The typst compiler: from Typst's language to a PDF."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BITMAP_SOURCE = "press-bitmap.typ"
BITMAP_PPI = 216.0
"""Three times typst's own measure: sharp in print."""


def quote_text(text: str) -> str:
    """Return text as a string of Typst's language."""
    clean = re.sub(r"[\x00-\x1f\x7f]", " ", text)
    return json.dumps(clean, ensure_ascii=False)


def compile_pdf(folder: Path, main: str, epoch: int, fonts: Sequence[Path] = ()) -> bytes:
    """Return the PDF of `main`, a file of `folder`.

    Only the fonts that come with typst are used, and those of the folders `fonts`, and the PDF
    carries the book's date, so that it is the same on every machine. It follows PDF/UA-1, the
    standard for accessible documents.

    Raises
    ------
    InputError
        If typst refuses the text; the message carries what it said.
    """
    import typst

    try:
        return typst.compile(
            str(folder / main),
            root=str(folder),
            format="pdf",
            font_paths=[str(path) for path in fonts],
            ignore_system_fonts=True,
            timestamp=epoch,
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        raise _explain(main, error) from None


def draw_bitmap(folder: Path, drawing: str) -> bytes:
    """Return an SVG file of `folder` as a PNG.

    Raises
    ------
    InputError
        If the file is no drawing that typst can read.
    """
    import typst

    page = f"#set page(width: auto, height: auto, margin: 0pt)\n#image({quote_text('/' + drawing)})"
    source = folder / BITMAP_SOURCE
    source.write_text(page, encoding="utf-8")
    try:
        return typst.compile(
            str(source),
            root=str(folder),
            format="png",
            ppi=BITMAP_PPI,
            ignore_system_fonts=True,
        )
    except typst.TypstError as error:
        raise _explain(drawing, error) from None


def _explain(where: str, error: Exception) -> InputError:
    hints = "\n".join([str(error), *map(str, getattr(error, "hints", ()) or ())])
    return InputError(
        where, "a text that typst refuses", "a text that it sets", "mend what typst names", hints
    )
