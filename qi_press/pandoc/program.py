"""The pandoc binary that `pypandoc_binary` ships."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.cache import BUILD_FOLDER, Cache, digest_texts
from qi_press.pandoc.elements import make_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.pandoc.elements import Meta, Node

READER = "markdown+table_attributes"


@dataclass(frozen=True, slots=True)
class Conversion:
    """What one run of pandoc gave."""

    output: bytes
    warnings: tuple[str, ...]


@cache
def find_pandoc() -> str:
    """Return the path of the pandoc that the package ships, whatever the machine has besides."""
    import pypandoc

    shipped = Path(pypandoc.__file__).parent / "files"
    return shutil.which("pandoc", path=str(shipped)) or str(pypandoc.get_pandoc_path())


def run_pandoc(
    arguments: Sequence[str], source: bytes, where: str, folder: Path | None = None, epoch: int = 0
) -> Conversion:
    """Run pandoc on `source`.

    Parameters
    ----------
    arguments
        Options, one item each.
    source
        Document on standard input.
    where
        File that a failure is about.
    folder
        Working folder, which images are looked up in.
    epoch
        Date of the document in seconds since 1970, for formats that carry one.

    Raises
    ------
    InputError
        If pandoc fails; the message carries what it said.
    """
    result = subprocess.run(
        [find_pandoc(), *arguments],
        input=source,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)},
        check=False,
    )
    said = result.stderr.decode("utf-8", "replace").strip()
    if result.returncode != 0:
        raise InputError(
            where, "a document that pandoc refuses", "a document", "mend what pandoc names", said
        )
    return Conversion(result.stdout, tuple(_split_warnings(said)))


def _split_warnings(text: str) -> list[str]:
    warnings: list[str] = []
    for line in text.splitlines():
        if line.startswith("[") or not warnings:
            warnings.append(line)
        else:
            warnings[-1] += " " + line.strip()
    return warnings


@dataclass(frozen=True, slots=True)
class PandocOptions:
    """What a document is converted to."""

    arguments: tuple[str, ...]
    """Pandoc's options, one item each."""
    folder: Path | None = None
    """Folder that images are looked up in."""
    meta: Meta = field(default_factory=dict)
    epoch: int = 0
    """Date of the document in seconds since 1970."""
    cache: Cache | None = None
    """Keeps what pandoc gave; for conversions that read no file but those of `depends`."""
    depends: str = ""
    """Digest of the files that pandoc reads besides the document."""


def open_cache(folder: Path) -> Cache:
    """Return where what pandoc gave for the project in a folder is kept."""
    return Cache(folder / BUILD_FOLDER / "pandoc")


def read_markdown(
    text: str, where: str, cache: Cache | None = None
) -> tuple[list[Node], tuple[str, ...]]:
    """Return the blocks of a Markdown text, and pandoc's warnings about it."""
    target = PandocOptions(("--from", READER, "--to", "json"), cache=cache)
    result = convert(text.encode(), target, where)
    return json.loads(result.output)["blocks"], result.warnings


def read_html(text: str, where: str, cache: Cache | None = None) -> list[Node]:
    """Return the blocks of an HTML text."""
    arguments = ("--from", "html+native_divs+native_spans", "--to", "json")
    result = convert(text.encode(), PandocOptions(arguments, cache=cache), where)
    blocks: list[Node] = json.loads(result.output)["blocks"]
    return blocks


def write_document(blocks: Sequence[Node], target: PandocOptions, where: str) -> Conversion:
    """Write blocks as `target` says; `where` is the file that a failure is about."""
    source = json.dumps(make_document(blocks, target.meta)).encode()
    return convert(source, replace(target, arguments=("--from", "json", *target.arguments)), where)


def convert(source: bytes, target: PandocOptions, where: str) -> Conversion:
    """Convert a document, or recall what the same conversion gave before."""
    if target.cache is None:
        return run_pandoc(target.arguments, source, where, target.folder, target.epoch)
    binary = Path(find_pandoc()).stat()
    identity = (str(binary.st_size), str(binary.st_mtime_ns), str(target.epoch), target.depends)
    digest = digest_texts([*identity, *target.arguments, source.decode()])
    kept = target.cache.find(digest)
    if kept is not None:
        warnings, _, output = kept.partition(b"\n")
        return Conversion(output, tuple(json.loads(warnings)))
    result = run_pandoc(target.arguments, source, where, target.folder, target.epoch)
    target.cache.keep(digest, json.dumps(result.warnings).encode() + b"\n" + result.output)
    return result
