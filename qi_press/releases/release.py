"""Releases a version of a book: checked, rendered, and added to the publication."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import write_atomically
from qi_press.cache import BUILD_FOLDER, PUBLICATION
from qi_press.config.model import MANIFEST, RenderOptions
from qi_press.config.version import PACKAGE
from qi_press.diagnostics import Diagnostics
from qi_press.formats.registry import load_book
from qi_press.releases.branch import commit_publication, restore_publication
from qi_press.releases.building import Built, Edition, build_site
from qi_press.releases.catalogue import Catalogue, Published, load_catalogue
from qi_press.releases.checks import run_checks
from qi_press.releases.places import RECORDS
from qi_press.releases.provenance import FILES, PROVENANCE
from qi_press.releases.publication import publish
from qi_press.releases.repository import find_date, require_clean, require_commit
from qi_press.releases.version import DRAFT, Version, read_version

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Literal

    from qi_press.config.model import BookConfig

SUM = "site.sha256"


@dataclass(frozen=True, slots=True)
class ReleaseOrder:
    """What the author asks of one release."""

    folder: Path
    version: str
    """A version, or "dev" for a draft."""
    to: Path | None = None
    branch: str = ""
    """Branch that holds the publication, instead of a folder."""
    renderer: Literal["quarto", "press"] = "press"
    checked: bool = True
    """Whether the project's own checks are run."""


@dataclass(frozen=True, slots=True)
class Released:
    """What a release did."""

    name: str
    place: str
    changed: bool
    """False when this version was published before, with the same bytes."""
    commit: str
    kept: str
    """Folder of the project that now says what was released, to be committed; or ""."""


def release_book(order: ReleaseOrder, report: Callable[[str], None]) -> Released:
    """Release a version of a book, or its draft.

    Parameters
    ----------
    order
        What to release, and where to.
    report
        Told what is being done.

    Raises
    ------
    InputError
        If anything stands in the way. The publication is then as it was.
    """
    project = load_book(RenderOptions(order.folder), Diagnostics())
    version = None if order.version == DRAFT else read_version(order.version, "qi-press release")
    commit = require_commit(project.folder)
    written = [f"{RECORDS}/{version}/{name}" for name in (PROVENANCE, SUM)]
    if version is not None:
        _require_responsible(project)
        _require_version(project, version)
        require_clean(project.folder, written)
        _require_next(_find_place(project, order), version)
        if order.checked:
            run_checks(project, str(version), report)
            require_clean(project.folder, written)
    edition = Edition(version, commit, find_date(project.folder, commit), order.renderer)
    with tempfile.TemporaryDirectory(prefix="release-") as folder:
        site = Path(folder) / edition_folder(version)
        built = build_site(project, edition, site, report)
        if version is not None:
            require_clean(project.folder, written)
        report("publishing")
        changed = _publish(project, order, site, built, version)
        kept = _keep_record(project, site, version, built) if version is not None else ""
    name = f"version {version}" if version else "the draft"
    place = f"branch {order.branch}" if order.branch else str(_find_place(project, order))
    return Released(name, place, changed, commit[:12], kept)


def edition_folder(version: Version | None) -> str:
    """Return the name of a version's folder."""
    return DRAFT if version is None else version.tag


def _find_place(project: BookConfig, order: ReleaseOrder) -> Path:
    return (order.to or project.folder / PUBLICATION).resolve()


def _require_responsible(project: BookConfig) -> None:
    """Check that somebody answers for the book."""
    if not any(author.name.strip() for author in project.authors):
        raise InputError(
            MANIFEST,
            "no author with a name",
            "the name of who answers for the book",
            "write it under book › author, with an address to write to, and commit",
        )


def _require_version(project: BookConfig, version: Version) -> None:
    """Check that the book says itself what it is released as."""
    if project.version and project.version != str(version):
        raise InputError(
            PACKAGE,
            f"version {project.version}",
            f"version {version}, which is to be released",
            "write the version there, and commit",
        )


def _require_next(place: Path, version: Version) -> None:
    """Tell early, before anything is rendered, of a version that can't follow the latest."""
    latest = load_catalogue(place).latest
    if latest is not None and latest.version is not None and version < latest.version:
        if load_catalogue(place).find(version) is not None:
            return  # whether its bytes are the same shows once it is rendered
        raise InputError(
            version.tag,
            f"version {version}, older than the latest, {latest.version}",
            "a version after the latest",
            "give it a higher version",
        )


def _publish(
    project: BookConfig, order: ReleaseOrder, site: Path, built: Built, version: Version | None
) -> bool:
    one = Published(version, built.date, built.facts.commit, built.sha256, built.pages)
    book = Catalogue(project.title, built.address)
    place = _find_place(project, order)
    inside = project.folder / BUILD_FOLDER / "publication.lock"
    if not order.branch:
        beside = place.with_name(f".{place.name}.lock")
        lock = inside if place.is_relative_to(project.folder) else beside
        return publish(place, site, one, book, lock)
    place = site.parent / "publication"
    tip = restore_publication(project.folder, order.branch, place)
    changed = publish(place, site, one, book, inside)
    if changed:
        commit_publication(project.folder, order.branch, place, tip, f"Publish {one.name}")
    return changed


def _keep_record(project: BookConfig, site: Path, version: Version, built: Built) -> str:
    """Write into the project what a clone needs to know of a release."""
    folder = project.folder / RECORDS / str(version)
    folder.mkdir(parents=True, exist_ok=True)
    write_atomically(folder / PROVENANCE, (site / FILES[0]).read_bytes())
    write_atomically(folder / SUM, f"{built.sha256}  {version.tag}\n".encode())
    return f"{RECORDS}/{version}"
