"""Says how large an image is, so that a page does not jump when it arrives."""

from __future__ import annotations

import re
import struct
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from qi_press.pandoc.elements import Node, find_pair, rewrite
from qi_press.transforms.links import EXTERNAL, resolve_path

if TYPE_CHECKING:
    from qi_press.config.model import BookConfig
    from qi_press.transforms.document import Document

PNG = b"\x89PNG\r\n\x1a\n"
HEAD = 4096
"""Bytes at the start of a drawing among which its root element stands."""
ROOT = re.compile(rb"<svg\b[^>]*>")
NUMBER = r"(\d+\.?\d*|\.\d+)"
BOX = re.compile(rf"\s*\S+[\s,]+\S+[\s,]+{NUMBER}[\s,]+{NUMBER}\s*")
LENGTH = re.compile(rf"\s*{NUMBER}\s*(px|pt|pc|mm|cm|in|)\s*")
PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
"""CSS pixels in each unit of length."""


def size_images(project: BookConfig, document: Document) -> Document:
    """Return the document with the size of each image; all but the first load when they are near.

    An image whose author gave a width or height keeps it, and one of an unknown kind has none.
    """
    first = True

    def size(image: Node) -> Node | None:
        nonlocal first
        (identifier, classes, pairs), inlines, (target, title) = image["c"]
        added = [] if first else [["loading", "lazy"]]
        first = False
        known = any(find_pair(image["c"][0], name) for name in ("width", "height"))
        found = None if known else measure_image(_read_head(project, document, target))
        if found:
            added += [["width", str(round(found[0]))], ["height", str(round(found[1]))]]
        attr = [identifier, classes, [*pairs, *added]]
        return {"t": "Image", "c": [attr, inlines, [target, title]]}

    return replace(document, blocks=rewrite(document.blocks, {"Image": size}))


def _read_head(project: BookConfig, document: Document, target: str) -> bytes:
    """Return the first bytes of an image of the chapter, or b"" if it lies elsewhere."""
    if EXTERNAL.match(target):
        return b""
    path = resolve_path(document.source, unquote(target))
    if path in document.files:
        return document.files[path][:HEAD]
    file = (project.folder / path).resolve()
    if not file.is_file() or not file.is_relative_to(project.folder.resolve()):
        return b""
    with file.open("rb") as opened:
        return opened.read(HEAD)


def measure_image(head: bytes) -> tuple[float, float] | None:
    """Return the width and height of a PNG or SVG image in CSS pixels, from its first bytes."""
    if head.startswith(PNG) and len(head) >= 24:
        width, height = struct.unpack(">II", head[16:24])
        return width, height
    root = ROOT.search(head)
    if root is None:
        return None
    words = root[0].decode(errors="replace")
    width, height = (_read_length(words, name) for name in ("width", "height"))
    return (width, height) if width and height else _read_box(words)


def _read_length(root: str, name: str) -> float:
    """Return a length of a drawing's root element; 0 if it has none of its own."""
    given = re.search(rf'\s{name}\s*=\s*["\']([^"\']*)["\']', root)
    length = LENGTH.fullmatch(given[1]) if given else None
    return float(length[1]) * PIXELS[length[2]] if length else 0.0


def _read_box(root: str) -> tuple[float, float] | None:
    box = re.search(r'\sviewBox\s*=\s*["\']([^"\']*)["\']', root)
    sides = BOX.fullmatch(box[1]) if box else None
    return (float(sides[1]), float(sides[2])) if sides else None
