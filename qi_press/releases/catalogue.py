"""`versions.json`: which versions a publication has, and which pages each of them has."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError
from qi_press.releases.version import DRAFT, Version, read_version

if TYPE_CHECKING:
    from pathlib import Path

CATALOGUE = "versions.json"
FORMAT = 1
LATEST = "latest"
DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Published:
    """One version of a publication; the draft has no version."""

    version: Version | None
    date: str
    """ISO date, or ""."""
    commit: str
    sha256: str
    """Digest of all files of the version's folder."""
    pages: tuple[str, ...]
    """Addresses below the version's folder, in reading order."""

    @property
    def folder(self) -> str:
        """The folder below the publication."""
        return DRAFT if self.version is None else self.version.tag

    @property
    def name(self) -> str:
        """What readers call it."""
        return DRAFT if self.version is None else str(self.version)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The versions of a publication, the newest first, and its draft."""

    title: str = ""
    address: str = ""
    """The publication's web address with a slash at its end, or ""."""
    versions: tuple[Published, ...] = ()
    draft: Published | None = None
    known: dict[str, Version] = field(init=False, default_factory=dict, compare=False)
    """Address of a page → the newest version that has it."""

    def __post_init__(self) -> None:
        for one in reversed(self.versions):
            if one.version is not None:
                self.known.update(dict.fromkeys(one.pages, one.version))

    @property
    def latest(self) -> Published | None:
        """The newest version; None before the first release."""
        return self.versions[0] if self.versions else None

    def find(self, version: Version) -> Published | None:
        """Return what is published under a version; None without it."""
        return next((one for one in self.versions if one.version == version), None)

    def add(self, one: Published) -> Catalogue:
        """Return the catalogue with one version, or a draft, more."""
        if one.version is None:
            return replace(self, draft=one)
        return replace(self, versions=(one, *self.versions))


def load_catalogue(publication: Path) -> Catalogue:
    """Return the catalogue of a publication; an empty one where there is no publication yet.

    Raises
    ------
    InputError
        If the file is missing from a folder that has versions, is damaged, or is of a newer tool.
    """
    path = publication / CATALOGUE
    try:
        return _parse(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        if any(publication.glob("v[0-9]*")):
            raise _refuse("no such file, beside folders of versions") from None
        return Catalogue()
    except _NewerError as error:
        raise InputError(
            CATALOGUE,
            f"format {error}, which a newer qi-press writes",
            f"format {FORMAT}",
            "release with the newer qi-press",
        ) from None
    except (AttributeError, IndexError, KeyError, TypeError, ValueError, InputError):
        raise _refuse("a damaged file") from None


class _NewerError(Exception):
    """A catalogue of a format that is not known yet."""


def _refuse(found: str) -> InputError:
    return InputError(
        CATALOGUE,
        found,
        "the list of versions, as the last release wrote it",
        "put the file back from a copy of the publication; nothing was changed",
    )


def _parse(document: dict[str, Any]) -> Catalogue:
    number = int(document["format"])
    if number > FORMAT:
        raise _NewerError(number)
    pages = [str(name) for name in document["pages"]]
    versions = tuple(_parse_one(one, pages) for one in document["versions"])
    order = [one.version.numbers for one in versions if one.version is not None]
    if number < 1 or len(order) < len(versions) or order != sorted(set(order), reverse=True):
        raise ValueError(order)
    draft = document.get(DRAFT)
    return Catalogue(
        str(document["title"]),
        str(document["address"]),
        versions,
        None if draft is None else _parse_one(draft, pages),
    )


def _parse_one(entry: dict[str, Any], pages: list[str]) -> Published:
    version = None if entry["version"] == DRAFT else read_version(entry["version"], CATALOGUE)
    sha256 = str(entry["sha256"])
    if not DIGEST.fullmatch(sha256) or any(index < 0 for index in entry["pages"]):
        raise ValueError(sha256)
    listed = tuple(pages[index] for index in entry["pages"])
    return Published(version, str(entry["date"]), str(entry["commit"]), sha256, listed)


def render_catalogue(catalogue: Catalogue) -> str:
    """Return the catalogue as JSON, in which the address of a page stands once."""
    entries = [*catalogue.versions, *([catalogue.draft] if catalogue.draft else [])]
    pages = list(dict.fromkeys(page for one in entries for page in one.pages))
    places = {page: index for index, page in enumerate(pages)}
    latest = catalogue.latest

    def describe(one: Published) -> dict[str, Any]:
        return {
            "version": one.name,
            "folder": LATEST if one is latest else one.folder,
            "date": one.date,
            "commit": one.commit,
            "sha256": one.sha256,
            "pages": [places[page] for page in one.pages],
        }

    document = {
        "format": FORMAT,
        "title": catalogue.title,
        "address": catalogue.address,
        LATEST: latest.name if latest else None,
        "pages": pages,
        "versions": [describe(one) for one in catalogue.versions],
        DRAFT: describe(catalogue.draft) if catalogue.draft else None,
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
