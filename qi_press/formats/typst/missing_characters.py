"""Signs that the fonts of the PDF lack: their numbers stand for them, and the author is told where.

The fonts that come with typst hold Latin, Greek, Cyrillic and mathematics. A book that needs more
is set with the spare fonts as well; a sign that they lack, too, would end an accessible PDF, whose
text must all be shown. The site and Word borrow the reader's own fonts.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.fonts import list_font_folders
from qi_press.config.model import MANIFEST
from qi_press.formats.typst_compiler import compile_pdf, quote_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from qi_press.diagnostics import Diagnostics
    from qi_press.transforms.document import Document

LACKING = "could not be displayed with font"
"""What typst says of a text with such a sign."""
PROBE = "press-probe.typ"
ADDRESS = re.compile(r'(?:link|image|picture)\("[^"\n]*"')
"""A file or an address in typst's text, which stays as it is."""


def compile_book(
    folder: Path, main: str, epoch: int, documents: Sequence[Document], diagnostics: Diagnostics
) -> bytes:
    """Return the PDF of `main`, a file of `folder`, as `compile_pdf` does.

    Parameters
    ----------
    folder, main, epoch
        As for `compile_pdf`.
    documents
        The chapters, to find where a sign comes from.
    diagnostics
        Told of each sign that the fonts lack.

    Raises
    ------
    InputError
        If typst refuses the text for another reason.
    """
    try:
        return compile_pdf(folder, main, epoch)
    except InputError as error:
        if LACKING not in error.detail:
            raise
    fonts = list_font_folders()
    try:
        return compile_pdf(folder, main, epoch, fonts)
    except InputError as error:
        text = (folder / main).read_text(encoding="utf-8")
        missing = find_missing(folder, text) if LACKING in error.detail else []
        if not missing:
            raise
    for sign in missing:
        diagnostics.warn(
            _find_place(documents, sign),
            f"the fonts of the PDF lack “{sign}”, so its number {_spell(sign)} stands there",
        )
    (folder / main).write_text(spell_signs(text, missing), encoding="utf-8")
    return compile_pdf(folder, main, epoch, fonts)


def find_missing(folder: Path, text: str) -> list[str]:
    """Return the signs of a text that no font of a PDF has, in the order of their numbers."""
    others = sorted({sign for sign in text if not sign.isascii() and not sign.isspace()})
    return [sign for sign in others if not _is_shown(folder, sign)]


def _is_shown(folder: Path, sign: str) -> bool:
    page = f'#set document(title: "-")\n#{quote_text(sign)}\n'
    (folder / PROBE).write_text(page, encoding="utf-8")
    try:
        compile_pdf(folder, PROBE, 0, list_font_folders())
    except InputError as error:
        return LACKING not in error.detail
    return True


def spell_signs(text: str, signs: Collection[str]) -> str:
    """Return typst's text with the numbers of some signs in their place, but in addresses."""
    pattern = re.compile(f"{ADDRESS.pattern}|[{re.escape(''.join(signs))}]")
    return pattern.sub(lambda found: found[0] if len(found[0]) > 1 else _spell(found[0]), text)


def _spell(sign: str) -> str:
    """Return a sign's number in a form that a label of typst's may hold, too."""
    return f"U-{ord(sign):04X}"


def _find_place(documents: Sequence[Document], sign: str) -> str:
    """Return "file:line" of a sign; the chapter that shows it, if data gave it; or the settings."""
    for document in documents:
        place = document.chapter.find_line(re.escape(sign))
        if place != document.source:
            return place
    for document in documents:
        if sign in json.dumps([document.title, document.blocks], ensure_ascii=False):
            return document.source
    return MANIFEST
