"""A release's site, complete: rendered, marked with its version, with its places and its origin."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from qi_files.unexpected import PACKAGE
from qi_press.cache import BUILD_FOLDER, digest_file
from qi_press.config.dates import print_date
from qi_press.config.model import RenderOptions
from qi_press.formats.html.sharing import find_root
from qi_press.manuscript.inputs import list_inputs
from qi_press.releases.doors import ROBOTS, SITEMAP
from qi_press.releases.imprint import Imprint, mark_site
from qi_press.releases.outline import digest_files, join_digests, list_pages
from qi_press.releases.places import RECORDS, read_numbers, write_places
from qi_press.releases.provenance import FILES, Provenance, find_python, render_provenance
from qi_press.render.book import render_book
from qi_press.render.quarto import find_version, render_with_quarto
from qi_press.transforms.links import page_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Literal

    from qi_press.config.model import BookConfig
    from qi_press.releases.version import Version

RENDERED = "release"
"""Folder under `.press/` that a release is rendered to."""
CODE = frozenset([".py", ".lua"])
"""Endings of inputs that the commit stands for, and no checksum of their own."""


@dataclass(frozen=True, slots=True)
class Edition:
    """What is released: a state of the sources, under a version."""

    version: Version | None
    """None for the draft."""
    commit: str
    date: str
    """ISO date of the commit, for a book that gives no date of its own."""
    renderer: Literal["quarto", "press"]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished site."""

    pages: tuple[str, ...]
    date: str
    sha256: str
    address: str
    facts: Provenance


def build_site(
    project: BookConfig, edition: Edition, site: Path, report: Callable[[str], None]
) -> Built:
    """Render a book and make its finished site in the new folder `site`.

    Parameters
    ----------
    project
        The book.
    edition
        What is released.
    site
        Folder that does not exist yet.
    report
        Told what is being done.

    Raises
    ------
    InputError
        If the book can't be rendered, or the records of an earlier release are damaged.
    """
    numbers = read_numbers(project.folder)
    imprint = _make_imprint(project, edition)
    shutil.copytree(_render(project, edition, imprint, report), site)
    report("marking the pages")
    for name in (SITEMAP, ROBOTS, ".qi-press"):
        (site / name).unlink(missing_ok=True)
    pages = list_pages(site, (page_path(entry.file) for entry in project.entries))
    write_places(site, pages, numbers)
    mark_site(site, pages, imprint)
    sha256 = join_digests(digest_files(site, FILES))
    facts = _gather_facts(project, edition, imprint.date, sha256)
    for name in FILES:
        (site / name).write_bytes(render_provenance(facts))
    return Built(pages, imprint.date, sha256, imprint.address, facts)


def _make_imprint(project: BookConfig, edition: Edition) -> Imprint:
    date = project.date or edition.date
    words = project.date_text or print_date(date, "long")
    return Imprint(edition.version, date, words, edition.commit, find_root(project))


def _render(
    project: BookConfig, edition: Edition, imprint: Imprint, report: Callable[[str], None]
) -> Path:
    """Render the book, and return the folder of its site."""
    permalink = f"{imprint.address}{imprint.folder}/" if imprint.address else ""
    if edition.renderer == "quarto":
        words = [imprint.date_text, imprint.words]
        words += [f"commit {edition.commit[:7]}"] if edition.commit else []
        render_with_quarto(project.folder, {"date": " · ".join([*words, permalink]).strip(" ·")})
        return project.own_output
    output = project.folder / BUILD_FOLDER / RENDERED
    name = str(edition.version) if edition.version else ""
    order = RenderOptions(
        project.folder,
        output=output,
        profiles=project.profiles,
        version=name,
        commit=edition.commit,
        permalink=permalink,
    )
    render_book(order, report)
    return output


def _gather_facts(project: BookConfig, edition: Edition, date: str, sha256: str) -> Provenance:
    records = project.folder / RECORDS
    paths = [path for path in list_inputs(project) if path.suffix not in CODE]
    inputs = {
        path.relative_to(project.folder).as_posix(): digest_file(path)
        for path in paths
        if "__pycache__" not in path.parts and not path.is_relative_to(records)
    }
    facts = Provenance(
        title=project.title,
        version=str(edition.version) if edition.version else "dev",
        date=date,
        commit=edition.commit,
        renderer="qi-press",
        renderer_version=_find_own_version(),
        python=find_python(),
        sha256=sha256,
        inputs=inputs,
        repository=project.repo_url,
    )
    if edition.renderer == "press":
        return facts
    found = ".".join(map(str, find_version() or ()))
    return replace(facts, renderer="quarto", renderer_version=found)


def _find_own_version() -> str:
    try:
        return version(PACKAGE)
    except PackageNotFoundError:
        return "unknown"
