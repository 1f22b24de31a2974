"""Finishes what pandoc wrote of the Word file: how tables break, and what nobody needs."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from xml.sax.saxutils import quoteattr

from qi_press.formats.docx.reference_document import EPOCH_OF_ZIP

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
TABLE, TABLE_END = "<w:tbl>", "</w:tbl>"
NOTE = '<w:pStyle w:val="TableNote" />'
NEXT_NOTE = re.compile(rf"{NOTE}(?=(?:(?!</w:p>).)*</w:p>\s*<w:p><w:pPr>{NOTE})", re.DOTALL)
"""The style of a note that another one follows."""
ROW = re.compile(r"<w:tr>.*?</w:tr>", re.DOTALL)
SHORT = 24
"""Lines of a table that still stand on one page together."""
HEAD = 2
"""Rows of a longer table with which its caption stands at least."""


def settle_archive(archive: bytes) -> bytes:
    """Return the file with its document and its styles finished, and one fixed date everywhere."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as source, zipfile.ZipFile(buffer, "w") as target:
        document = source.read(DOCUMENT).decode("utf-8")
        parts = {
            DOCUMENT: finish_document(document),
            STYLES: drop_unused_colors(source.read(STYLES).decode("utf-8"), document),
        }
        for name in sorted(
            source.namelist(), key=lambda item: (item != "[Content_Types].xml", item)
        ):
            entry = zipfile.ZipInfo(name, EPOCH_OF_ZIP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            content = parts[name].encode() if name in parts else source.read(name)
            target.writestr(entry, content)
    return buffer.getvalue()


def drop_unused_colors(styles: str, document: str) -> str:
    """Return the styles without those for the colors of code that the document does not use."""

    def keep(match: re.Match[str]) -> str:
        return match[0] if f'w:val="{match[1]}"' in document else ""

    pattern = r'<w:style\b[^>]*w:styleId="(\w+Tok)"(?:(?!</w:style>).)*</w:style>'
    return re.sub(pattern, keep, styles, flags=re.DOTALL)


def finish_document(text: str) -> str:
    """Return the document with its tables finished; a figure has no distance to its line."""
    text = text.replace("<wp:inline>", '<wp:inline distT="0" distB="0" distL="0" distR="0">')
    before, *pieces = NEXT_NOTE.sub(f"{NOTE}<w:keepNext />", text).split(TABLE)
    finished = [before]
    for piece in pieces:
        table, end, after = piece.partition(TABLE_END)
        innermost = bool(end) and 'w:tblStyle w:val="Layout"' not in table
        content = _finish_table(table, finished[-1], after) if innermost else table
        finished.append(f"{content}{end}{after}")
    return TABLE.join(finished)


def _finish_table(table: str, before: str, after: str) -> str:
    rows = ROW.findall(table)
    noted = NOTE in after.partition("</w:p>")[0]
    short = sum(map(_count_lines, rows)) <= SHORT
    together = len(rows) - (not noted) if short else HEAD
    numbers = iter(range(len(rows)))

    def finish(match: re.Match[str]) -> str:
        kept = next(numbers) < together or _names_group(match[0])
        return _finish_row(match[0], kept=kept)

    words = _read_caption(before)
    caption = f"<w:tblCaption w:val={quoteattr(words)} />" if words else ""
    table = table.replace('w:lastRow="1"', 'w:lastRow="0"', 1)
    return ROW.sub(finish, table.replace("</w:tblPr>", f"{caption}</w:tblPr>", 1))


def _finish_row(row: str, *, kept: bool) -> str:
    """Return a row that does not break, and that stands with the next one if it is kept."""
    if "<w:trPr>" in row:
        row = row.replace("<w:trPr>", "<w:trPr><w:cantSplit />", 1)
    else:
        row = row.replace("<w:tr>", "<w:tr><w:trPr><w:cantSplit /></w:trPr>", 1)
    if not kept:
        return row
    row = re.sub(r"<w:p\s*/>", "<w:p></w:p>", row)
    row = re.sub(r"<w:p>(?!\s*<w:pPr>)", "<w:p><w:pPr></w:pPr>", row)
    return re.sub(r"<w:pPr>(?:\s*<w:pStyle [^>]*>)?", r"\g<0><w:keepNext />", row)


def _count_lines(row: str) -> int:
    """Return how many lines a row has at least: those that its author broke."""
    cells = row.split("<w:tc>")[1:]
    return max((cell.count("<w:p>") + cell.count("<w:br />") for cell in cells), default=0)


def _names_group(row: str) -> bool:
    return row.count("<w:tc>") == 1 and "<w:gridSpan" in row


def _read_caption(before: str) -> str:
    """Return the words of the caption with which a text ends, or ""."""
    last = before[before.rfind("<w:p>") :]
    if 'w:val="TableCaption"' not in last:
        return ""
    return unescape("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", last)))
