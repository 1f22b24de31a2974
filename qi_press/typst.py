"""The typst compiler: from Typst's language to a PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.errors import PressError

if TYPE_CHECKING:
    from pathlib import Path


def compile_pdf(folder: Path, main: str, epoch: int) -> bytes:
    """Return the PDF of `main`, a file of `folder`.

    Only the fonts that come with typst are used, and the PDF carries the book's date, so that it
    is the same on every machine. It follows PDF/UA-1, the standard for accessible documents.

    Raises
    ------
    PressError
        If typst refuses the text; the message carries what it said.
    """
    import typst

    try:
        pdf = typst.compile(
            str(folder / main),
            root=str(folder),
            format="pdf",
            ignore_system_fonts=True,
            timestamp=epoch,
            pdf_standards="ua-1",
        )
    except typst.TypstError as error:
        hints = "\n".join([str(error), *map(str, getattr(error, "hints", ()) or ())])
        raise PressError(
            main, "a text that typst refuses", "a text that it sets", "mend what typst names", hints
        ) from None
    return pdf
