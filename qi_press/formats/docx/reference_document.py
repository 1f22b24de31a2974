"""The document whose styles, page and footer the Word file takes."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.config.model import MANIFEST
from qi_press.pandoc.program import run_pandoc
from qi_press.yamltext import read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qi_press.config.model import BookConfig
    from qi_press.formats.docx.options import DocxOptions

REFERENCE = "reference.docx"
STYLES = "word.yaml"
EPOCH_OF_ZIP = (1980, 1, 1, 0, 0, 0)
SIZES = {"a4": (11906, 16838)}
"""Paper → width and height in twentieths of a point; any other is letter."""
LETTER = (12240, 15840)
MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MARGINS = {"footer1": "footer", "header1": "header"}
"""Part of the Word file → what it is, and the style of its line."""
PAGE = "".join(
    f"<w:r>{content}</w:r>"
    for content in (
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)
MARGIN = (
    '<?xml version="1.0" encoding="UTF-8"?><w:{tag} xmlns:w="' + MAIN + '">'
    '<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{content}</w:p></w:{tag}>'
)
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
COMPATIBLE = (
    '<w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
)
"""Word of 2013 and later: else it sets the file as that of 2007 did."""


def make_reference(project: BookConfig, settings: DocxOptions, folder: Path) -> Path:
    """Return the document whose looks the Word file takes: the book's own, or the press's.

    Raises
    ------
    InputError
        If the book names a document that is not there.
    """
    own = settings.reference_doc
    if own:
        path = project.folder / own
        if not path.is_file():
            raise InputError(
                MANIFEST, f"reference-doc “{own}”, and no such file", "a .docx", "mend it"
            )
        return path
    path = folder / REFERENCE
    run_pandoc(["--output", str(path), "--print-default-data-file", REFERENCE], b"", REFERENCE)
    styles = read_yaml((files("qi_press") / "theme" / STYLES).read_text("utf-8"), STYLES)
    size = SIZES.get(settings.papersize, LETTER)
    path.write_bytes(_furnish(path.read_bytes(), styles.data, size, project.title))
    return path


def _furnish(
    archive: bytes, styles: Mapping[str, Mapping[str, str]], size: tuple[int, int], title: str
) -> bytes:
    """Return pandoc's document with styles defined anew, its page, its head and its foot."""
    words = f'<w:r><w:t xml:space="preserve">{escape(title, quote=False)}</w:t></w:r>'
    margins = {
        "footer1": MARGIN.format(tag="ftr", style="Footer", content=PAGE),
        "header1": MARGIN.format(tag="hdr", style="Header", content=words),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name in PARTS:
                content = PARTS[name](content.decode("utf-8"), styles, size).encode()
            target.writestr(zipfile.ZipInfo(name, EPOCH_OF_ZIP), content)
        for name, text in margins.items():
            target.writestr(zipfile.ZipInfo(f"word/{name}.xml", EPOCH_OF_ZIP), text)
    return buffer.getvalue()


def _replace_styles(text: str, styles: Mapping[str, Mapping[str, str]], _: tuple[int, int]) -> str:
    for identifier, style in styles.items():
        text = _replace_style(text, identifier, style)
    return text


def _replace_style(text: str, identifier: str, style: Mapping[str, str]) -> str:
    pattern = rf'<w:style\b[^>]*?w:styleId="{identifier}".*?</w:style>'
    text = re.sub(pattern, "", text, flags=re.DOTALL)
    kind = style.get("type", "paragraph")
    default = ' w:default="1"' if identifier == "Table" else ""
    pieces = [
        f'<w:style w:type="{kind}"{default} w:styleId="{identifier}">',
        f'<w:name w:val="{style["name"]}"/>',
        f'<w:basedOn w:val="{style["based-on"]}"/>' if "based-on" in style else "",
        f'<w:next w:val="{style["next"]}"/>' if "next" in style else "",
        "<w:qFormat/>",
        f"<w:pPr>{style['paragraph']}</w:pPr>" if "paragraph" in style else "",
        f"<w:rPr>{style['run']}</w:rPr>" if "run" in style else "",
        style.get("table", ""),
        "</w:style>",
    ]
    return text.replace("</w:styles>", "".join(pieces) + "</w:styles>")


def _set_page(text: str, _: Mapping[str, Mapping[str, str]], size: tuple[int, int]) -> str:
    """Give the page its size, a foot, and a head on all pages but the first."""
    width, height = size
    shown = (("footer1", "default"), ("footer1", "first"), ("header1", "default"))
    references = "".join(
        f'<w:{MARGINS[name]}Reference xmlns:r="{LINKS}" w:type="{when}" r:id="{name}"/>'
        for name, when in shown
    )
    page = (
        f'<w:pgSz w:w="{width}" w:h="{height}"/>'
        '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" '
        'w:header="720" w:footer="720" w:gutter="0"/><w:titlePg/>'
    )
    text = text.replace("<w:sectPr>", f"<w:sectPr>{references}", 1)
    return text.replace("</w:sectPr>", f"{page}</w:sectPr>", 1)


def _link_margins(text: str, *_: object) -> str:
    links = "".join(
        f'<Relationship Id="{name}" Type="{LINKS}/{kind}" Target="{name}.xml"/>'
        for name, kind in MARGINS.items()
    )
    return text.replace("</Relationships>", f"{links}</Relationships>")


def _declare_margins(text: str, *_: object) -> str:
    parts = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{KIND.format(kind)}"/>'
        for name, kind in MARGINS.items()
    )
    return text.replace("</Types>", f"{parts}</Types>")


def _set_compatible(text: str, *_: object) -> str:
    return text.replace("<w:rsids>", f"{COMPATIBLE}<w:rsids>", 1)


PARTS: dict[str, Callable[..., str]] = {
    "word/settings.xml": _set_compatible,
    "word/styles.xml": _replace_styles,
    "word/document.xml": _set_page,
    "word/_rels/document.xml.rels": _link_margins,
    "[Content_Types].xml": _declare_margins,
}
"""Part of a Word file → what changes its text."""
