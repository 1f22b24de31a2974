"""Finds the files that a chapter shows or links to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from qi_files.errors import InputError, raise_errors
from qi_press.config.addresses import is_taken
from qi_press.pandoc.elements import Node, rewrite, walk
from qi_press.transforms.links import EXTERNAL, page_path, resolve_path

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from qi_press.config.model import BookConfig
    from qi_press.diagnostics import Diagnostics
    from qi_press.transforms.document import Document

ADAPTS = b"prefers-color-scheme"
RAW_ADDRESS = re.compile(
    r"""<(?:a|img|source|embed|iframe|video|audio)\s[^>]*?\b(?:src|href)\s*=\s*["']([^"'#]+)""",
    re.IGNORECASE,
)
"""An address in raw HTML: of the elements whose files Quarto copies, those that are no code."""


def collect_files(project: BookConfig, document: Document) -> dict[str, Path]:
    """Return the project's own files that a chapter shows or links to.

    Returns
    -------
    dict
        Site path → file; figures that cells drew are not among them.

    Raises
    ------
    InputError
        If an image does not exist or lies outside the project, or a file would take the place of
        one that the press writes.
    """
    files: dict[str, Path] = {}
    errors = []
    pages = {page_path(entry.file) for entry in project.entries}
    for kind, target in _list_targets(document.blocks):
        if not target or EXTERNAL.match(target):
            continue
        path = resolve_path(document.source, target)
        file = (project.folder / path).resolve()
        if path in document.files or path.endswith(".qmd") or path in pages:
            continue
        inside = not path.startswith("..") and "\\" not in path  # the path, too, not only its end
        if inside and file.is_file() and file.is_relative_to(project.folder):
            files[path] = file
            if is_taken(project, path):
                errors.append(_explain_taken(document, target))
        elif kind == "Image":
            errors.append(_explain_image(document, target))
    raise_errors(errors)
    return files


def _list_targets(blocks: Sequence[Node]) -> Iterator[tuple[str, str]]:
    """Yield the type of each element that leads to a file, and the file's address."""
    for node in walk(list(blocks)):
        if node["t"] in ("Image", "Link"):
            yield node["t"], unquote(node["c"][2][0].partition("#")[0])
        elif node["t"] in ("RawBlock", "RawInline") and node["c"][0] == "html":
            for target in RAW_ADDRESS.findall(node["c"][1]):
                yield node["t"], unquote(unescape(target))


def _explain_image(document: Document, target: str) -> InputError:
    return InputError(
        document.chapter.find_line(re.escape(target)),
        f"image “{target}”, and no such file in the project",
        "a file relative to the chapter",
        "add the file or mend its name",
    )


def _explain_taken(document: Document, target: str) -> InputError:
    return InputError(
        document.chapter.find_line(re.escape(target)),
        f"file “{target}”, whose place on the site belongs to a file of the press",
        "a file of another name",
        "rename the file or move it to another folder",
    )


def place_images(document: Document, *, from_root: bool, ending: str = "") -> Document:
    """Return the document with image addresses as its format needs them.

    A drawing that follows light and dark by itself gets the class `adapts`.

    Parameters
    ----------
    document
        The chapter.
    from_root
        Whether addresses start at the site's root (one file for the book) or at the chapter.
    ending
        Ending such as "png" to prefer for figures that cells drew in several formats.
    """

    def place(image: Node) -> Node | None:
        attr, inlines, (target, title) = image["c"]
        if EXTERNAL.match(target):
            return None
        path = resolve_path(document.source, unquote(target))
        other = f"{path.rpartition('.')[0]}.{ending}"
        if ending and other in document.files:
            path = other
        folder = posixpath.dirname(document.source) or "."
        address = path if from_root else posixpath.relpath(path, folder)
        if ADAPTS in document.files.get(path, b""):
            attr = [attr[0], [*attr[1], "adapts"], attr[2]]
        return {"t": "Image", "c": [attr, inlines, [address, title]]}

    def lead(raw: Node) -> Node | None:
        form, text = raw["c"]
        if from_root or form != "html":
            return None
        led = RAW_ADDRESS.sub(lambda match: _lead_from_root(document, match), text)
        return {"t": raw["t"], "c": [form, led]} if led != text else None

    actions = {"Image": place, "RawBlock": lead, "RawInline": lead}
    return replace(document, blocks=rewrite(document.blocks, actions))


def _lead_from_root(document: Document, match: re.Match[str]) -> str:
    """Return a tag whose address begins at the project's folder with one from the page."""
    if not match[1].startswith("/") or match[1].startswith("//"):
        return match[0]
    folder = posixpath.dirname(document.source) or "."
    address = posixpath.relpath(match[1].lstrip("/") or ".", folder)
    return match[0][: match.start(1) - match.start()] + address


def note_images(documents: Sequence[Document], diagnostics: Diagnostics) -> None:
    """Note images at other addresses: print formats hold the words for them instead."""
    for document in documents:
        for node in walk(document.blocks):
            if node["t"] == "Image" and EXTERNAL.match(node["c"][2][0]):
                target = node["c"][2][0][:80]
                diagnostics.warn(
                    document.chapter.find_line(re.escape(target)),
                    f"image “{target}” is not in the project, so the PDF and Word leave it out",
                )


def drop_external_images(blocks: Sequence[Node]) -> list[Node]:
    """Return the blocks with the words for every image at another address."""

    def drop(image: Node) -> list[Node] | None:
        return list(image["c"][1]) if EXTERNAL.match(image["c"][2][0]) else None

    return rewrite(blocks, {"Image": drop})
