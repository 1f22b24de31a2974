"""Results kept under `.press/` by the digest of all they depend on, and believed only if whole."""

from __future__ import annotations

import hashlib
import logging
import os
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from qi_files.paths import write_atomically

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

BUILD_FOLDER = ".press"
PUBLICATION = "_published"
"""Folder of the versions that were released; no render reads it."""
SEAL = hashlib.sha256().digest_size
"""Bytes that begin a kept result: the checksum of its name and of what follows."""


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


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of results, one file a digest; nothing is lost but time when it is removed."""

    folder: Path

    def find(self, digest: str) -> bytes | None:
        """Return what was kept under a digest, and note that it was of use; None without it.

        What a disk, a crash or a hand has damaged counts as not kept: it is removed, and told.
        """
        path = self.folder / digest
        try:
            kept = path.read_bytes()
        except OSError:
            return None
        content = kept[SEAL:]
        if kept[:SEAL] != _seal(digest, content):
            _tell_damage(self.folder)
            path.unlink(missing_ok=True)
            return None
        with suppress(OSError):
            os.utime(path)
        return content

    def keep(self, digest: str, content: bytes) -> None:
        """Keep a result under a digest."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_atomically(self.folder / digest, _seal(digest, content) + content, durable=False)

    def clear(self, most: int) -> None:
        """Drop the results used longest ago, so that at most `most` stay."""
        if not self.folder.is_dir():
            return
        kept = sorted(self.folder.iterdir(), key=lambda path: path.stat().st_mtime_ns)
        for path in kept[: max(0, len(kept) - most)]:
            path.unlink(missing_ok=True)


def _seal(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


@cache
def _tell_damage(folder: Path) -> None:
    """Say once for each folder that it holds what cannot be used, however much of it."""
    logging.getLogger(__name__).warning(
        "%s/%s: a kept result is damaged (empty, cut or altered); it is made anew",
        folder.parent.name,
        folder.name,
    )
