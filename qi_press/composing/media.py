"""Finds the files that a chapter shows or links to."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from qi_press.composing.links import EXTERNAL, resolve_path
from qi_press.errors import PressError, raise_errors
from qi_press.tree import Node, rewrite, walk

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from qi_press.composing.document import Document
    from qi_press.manuscript.project import Project
    from qi_press.notices import Notices

ADAPTS = b"prefers-color-scheme"


def collect_files(project: Project, document: Document) -> dict[str, Path]:
    """Return the project's own files that a chapter shows or links to.

    Returns
    -------
    dict
        Site path → file; figures that cells drew are not among them.

    Raises
    ------
    PressError
        If an image does not exist or lies outside the project.
    """
    files: dict[str, Path] = {}
    errors = []
    for node in walk(document.blocks):
        if node["t"] not in ("Image", "Link"):
            continue
        target = unquote(node["c"][2][0].partition("#")[0])
        if not target or EXTERNAL.match(target):
            continue
        path = resolve_path(document.source, target)
        file = (project.folder / path).resolve()
        if path in document.files or path.endswith((".qmd", ".html")):
            continue
        if file.is_file() and file.is_relative_to(project.folder):
            files[path] = file
        elif node["t"] == "Image":
            errors.append(_explain_image(document, target))
    raise_errors(errors)
    return files


def _explain_image(document: Document, target: str) -> PressError:
    return PressError(
        document.chapter.find_line(re.escape(target)),
        f"image “{target}”, and no such file in the project",
        "a file relative to the chapter",
        "add the file or mend its name",
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

    return replace(document, blocks=rewrite(document.blocks, {"Image": place}))


def note_images(documents: Sequence[Document], notices: Notices) -> None:
    """Note images at other addresses: print formats hold the words for them instead."""
    for document in documents:
        for node in walk(document.blocks):
            if node["t"] == "Image" and EXTERNAL.match(node["c"][2][0]):
                target = node["c"][2][0][:80]
                notices.add(
                    document.chapter.find_line(re.escape(target)),
                    f"image “{target}” is not in the project, so the PDF and Word leave it out",
                )


def drop_external_images(blocks: Sequence[Node]) -> list[Node]:
    """Return the blocks with the words for every image at another address."""

    def drop(image: Node) -> list[Node] | None:
        return list(image["c"][1]) if EXTERNAL.match(image["c"][2][0]) else None

    return rewrite(blocks, {"Image": drop})
