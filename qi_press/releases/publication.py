"""The folder of a publication: every version as it was released, and what leads to them.

A release builds the whole publication beside the old one, with links to the files of old versions
where the disk has links, and then puts it in the old one's place: whoever looks, and whatever
interrupts it, there is the publication before or the publication after.
"""

from __future__ import annotations

import os
import shutil
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.releases.catalogue import (
    CATALOGUE,
    LATEST,
    Catalogue,
    Published,
    load_catalogue,
    render_catalogue,
)
from qi_press.releases.doors import (
    DOOR_SCRIPT,
    ROBOTS,
    SITEMAP,
    write_doors,
    write_feed,
    write_list,
)
from qi_press.releases.imprint import FEED, LIST, STYLE
from qi_press.releases.outline import MACHINERY, list_files
from qi_press.releases.places import wrap_data
from qi_press.releases.provenance import FILES
from qi_press.releases.version import DRAFT
from qi_press.render.build_folder import clear_leftovers, hold_lock, replace_folder

if TYPE_CHECKING:
    from pathlib import Path

VERSIONS = "versions"
RESERVED = frozenset(
    {CATALOGUE, f"{VERSIONS}.js", LATEST, DRAFT, LIST, STYLE, FEED, SITEMAP, ROBOTS, DOOR_SCRIPT}
)
"""Names at the root of a publication that no page of a book may have."""
ALONE = MACHINERY | {"assets", *FILES, "keys.json", "keys.js", "history.json", "history.js"}
"""What of the latest version needs no plain address."""
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip, so that the same site gives the same zip."""


def check_order(catalogue: Catalogue, one: Published) -> bool:
    """Return whether a version is new, and may be released.

    Raises
    ------
    InputError
        If it is older than the latest, or was released with other bytes.
    """
    latest = catalogue.latest
    if one.version is None or latest is None or latest.version is None:
        return True
    published = catalogue.find(one.version)
    if published is not None and published.sha256 == one.sha256:
        return False
    if published is not None:
        raise InputError(
            one.folder,
            f"version {one.version}, which was released on {published.date} with other bytes",
            "a version that is not released yet; a released one never changes",
            "give what you have now a new version",
        )
    if one.version < latest.version:
        raise InputError(
            one.folder,
            f"version {one.version}, older than the latest, {latest.version}",
            "a version after the latest",
            "give it a higher version",
        )
    return True


def publish(place: Path, site: Path, one: Published, book: Catalogue, lock: Path) -> bool:
    """Add a finished site to the publication at `place`; return whether anything changed.

    Parameters
    ----------
    place
        Folder of the publication; made if there is none.
    site
        The finished site.
    one
        What the catalogue says of it.
    book
        Title and address of the publication.
    lock
        File that keeps two releases to one place apart.

    Raises
    ------
    InputError
        If the publication can't take it; the publication is then as it was.
    """
    _refuse_reserved(one)
    place.parent.mkdir(parents=True, exist_ok=True)
    with hold_lock(lock, "another release"):
        clear_leftovers(place)
        catalogue = load_catalogue(place)
        if not check_order(catalogue, one):
            return False
        _require_publication(place)
        catalogue = replace(catalogue.add(one), title=book.title, address=book.address)
        with replace_folder(place) as fresh:
            _carry_over(place, fresh, one.folder)
            shutil.copytree(site, fresh / one.folder)
            if catalogue.latest is not None:
                _write_latest(fresh, catalogue.latest)
            write_doors(fresh, catalogue)
            write_list(fresh, catalogue)
            write_feed(fresh, catalogue)
            text = render_catalogue(catalogue)
            (fresh / f"{VERSIONS}.js").write_text(wrap_data(VERSIONS, text), encoding="utf-8")
            (fresh / ".nojekyll").touch()
            (fresh / CATALOGUE).write_text(text, encoding="utf-8")
    return True


def _require_publication(place: Path) -> None:
    if place.is_dir() and any(place.iterdir()) and not (place / CATALOGUE).is_file():
        raise InputError(
            place.name,
            f"a folder with files and no {CATALOGUE}",
            "a publication, or a new or empty folder",
            "name another folder with --to",
        )


def _refuse_reserved(one: Published) -> None:
    for page in one.pages:
        first = page.partition("/")[0]
        if first in RESERVED:
            raise InputError(
                page,
                f"a page under “{first}”, which the publication needs for itself",
                "another name",
                "rename the chapter or its folder",
            )


def _carry_over(place: Path, fresh: Path, replaced: str) -> None:
    """Bring the old publication into the new one: versions linked, what is rewritten copied."""
    for path in sorted(place.iterdir()) if place.is_dir() else ():
        target = fresh / path.name
        if path.name in (LATEST, replaced) or path.is_symlink():
            continue
        if path.is_dir() and (path / FILES[0]).is_file():
            shutil.copytree(path, target, copy_function=link_file)
        elif path.is_dir():
            shutil.copytree(path, target)
        elif path.suffix == ".zip":
            link_file(path, target)
        else:
            shutil.copy2(path, target)


def link_file(source: str | Path, target: str | Path) -> None:
    """Give a file a second name, or copy it where the disk has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def _write_latest(fresh: Path, one: Published) -> None:
    """Write the copy of the latest version, its files under plain addresses, and its zip."""
    source = fresh / one.folder
    shutil.copytree(source, fresh / LATEST)
    for place in list_files(source):
        first = place.partition("/")[0]
        if place not in one.pages and first not in ALONE | RESERVED:
            target = fresh / place
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source / place, target)
    archive = fresh / f"{one.folder}.zip"
    if not archive.exists():
        pack_site(source, archive)


def pack_site(site: Path, path: Path) -> None:
    """Write a site as a zip: the same bytes for the same site."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in sorted(list_files(site)):
            entry = zipfile.ZipInfo(f"{site.name}/{place}", EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, (site / place).read_bytes())
