"""Results kept under `.press/` by the digest of all they depend on."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WORKSHOP = ".press"
PUBLICATION = "_published"
"""Folder of the versions that were released; no render reads it."""


def digest_texts(texts: Iterable[str]) -> str:
    """Return the SHA-256 of texts; where one ends and the next begins matters."""
    digest = hashlib.sha256()
    for text in texts:
        content = text.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()


def digest_file(path: Path) -> str:
    """Return the SHA-256 of a file's contents."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_atomically(path: Path, content: bytes) -> None:
    """Write a file under another name beside it, then give it its name."""
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as file:
        fresh = Path(file.name)
        try:
            file.write(content)
            file.flush()
        except OSError:
            fresh.unlink()
            raise
    fresh.replace(path)


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of results, one file a digest; nothing is lost but time when it is removed."""

    folder: Path

    def find(self, digest: str) -> bytes | None:
        """Return what was kept under a digest, and note that it was of use; None without it."""
        path = self.folder / digest
        try:
            content = path.read_bytes()
            os.utime(path)
        except OSError:
            return None
        return content

    def keep(self, digest: str, content: bytes) -> None:
        """Keep a result under a digest."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / digest, content)

    def clear(self, most: int) -> None:
        """Drop the results used longest ago, so that at most `most` stay."""
        if not self.folder.is_dir():
            return
        kept = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[: max(0, len(kept) - most)]:
            path.unlink(missing_ok=True)
