"""The text of a paper's file: plain text, Markdown, HTML, Word and PDF, within limits.

Word and HTML go through pandoc in its sandbox, PDF through pypdf. What can't be read is refused in
plain words: a scan, a password, a damaged file, one that unpacks to more than a paper can hold.
"""

from __future__ import annotations

import re
import subprocess
import time
import zipfile
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pypdf import PdfReader

LARGEST_FILE = 50_000_000
LARGEST_TEXT = 5_000_000
LARGEST_UNPACKED = 200_000_000
MOST_PAGES = 600
LONGEST = 60.0
SCANNED = 40
"""Characters a page; a scan without a text layer has fewer."""
_ESCAPE = re.compile(r"\\(?=[^\w\s])")
_TEXTS = {
    ".csv": "",
    ".tsv": "",
    ".txt": "",
    ".md": "",
    ".qmd": "",
    ".html": "html",
    ".htm": "html",
    ".docx": "docx",
}
_DO = "name a text, Markdown, HTML, Word or PDF file, or a YAML file of claims"


def read_paper(path: Path) -> str:
    """Return the text of the paper in the file at `path`; a form feed ends each page of a PDF.

    Raises
    ------
    InputError
        If the file is missing, of another kind, too large, damaged, encrypted, or only pictures.
    """
    suffix = path.suffix.lower()
    if not path.is_file():
        raise InputError(show_path(path), "no file", "the file of a paper", "check its name")
    if path.stat().st_size > LARGEST_FILE:
        _refuse(path, f"more than {LARGEST_FILE // 1_000_000} MB", "save its text alone")
    if suffix == ".pdf":
        text = "\f".join(_read_pages(path))
    elif suffix not in _TEXTS:
        raise InputError(show_path(path), f"a file “{suffix}”", "a paper that can be read", _DO)
    elif _TEXTS[suffix]:
        if suffix == ".docx":
            _check_archive(path)
        text = _convert(path, _TEXTS[suffix])
    else:
        text = _decode(path)
    if len(text) > LARGEST_TEXT:
        _refuse(path, f"more than {LARGEST_TEXT:,} characters of text", "audit it in parts")
    return text


def _refuse(path: Path, found: str, do: str) -> None:
    raise InputError(show_path(path), found, "a paper of ordinary size that can be read", do)


def _decode(path: Path) -> str:
    data = path.read_bytes()
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    _refuse(path, "bytes that are no text", "save it as UTF-8")
    return ""


def _check_archive(path: Path) -> None:
    """Refuse a Word file that is damaged, or that unpacks to more than a paper can hold."""
    left = LARGEST_UNPACKED
    try:
        with zipfile.ZipFile(path) as archive:
            for entry in archive.infolist()[:10_000]:
                with archive.open(entry) as member:
                    while left > 0 and (block := member.read(1 << 20)):
                        left -= len(block)
                if left <= 0:
                    break
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError):
        _refuse(path, "a damaged or encrypted Word file", "save it again as .docx")
    if left <= 0:
        size = LARGEST_UNPACKED // 1_000_000
        _refuse(path, f"a Word file that unpacks to more than {size} MB", "save its text alone")


def _convert(path: Path, origin: str) -> str:
    import pypandoc

    command = [
        pypandoc.get_pandoc_path(), "+RTS", "-M1G", "-RTS", "--sandbox", f"--from={origin}",
        "--to=gfm-raw_html", "--wrap=none", "--", str(path.resolve()),
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=LONGEST, check=False)
    except subprocess.TimeoutExpired:
        _refuse(path, f"a file that takes more than {LONGEST:g} seconds", "save its text alone")
    if done.returncode:
        _refuse(path, f"a damaged file ({origin})", "open and save it again")
    return _ESCAPE.sub("", done.stdout.decode("utf-8", errors="replace"))


def _read_pages(path: Path) -> Iterator[str]:
    """Yield the text of each page of a PDF."""
    reader = _open_pdf(path)
    start, length = time.monotonic(), 0
    count = len(reader.pages)
    if count > MOST_PAGES:
        _refuse(path, f"{count} pages", f"name a file of at most {MOST_PAGES} pages")
    for page in reader.pages:
        try:
            text = page.extract_text()
        except Exception as error:  # noqa: BLE001 - pypdf raises of every kind on damaged pages
            _refuse(path, f"a damaged page ({type(error).__name__})", "print it to a new PDF")
        length += len(text)
        if time.monotonic() - start > LONGEST or length > LARGEST_TEXT:
            _refuse(path, f"a PDF that takes more than {LONGEST:g} seconds", "audit it in parts")
        yield text
    if length < SCANNED * count:
        _refuse(path, "pages without text, as a scan has", "recognize its text (OCR) first")


def _open_pdf(path: Path) -> PdfReader:
    import logging

    import pypdf

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = pypdf.PdfReader(path)
        is_open = not reader.is_encrypted or bool(reader.decrypt(""))
        len(reader.pages) if is_open else None
    except Exception as error:  # noqa: BLE001 - pypdf raises of every kind on damaged files
        what = f"a damaged PDF ({type(error).__name__})"
        raise InputError(
            show_path(path), what, "a paper that can be read", "print it to a new PDF"
        ) from None
    if not is_open:
        _refuse(path, "a PDF with a password", "save it without one")
    return reader
