"""Links from a page to its source: in the book's repository, or a copy beside the page."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from qi_press.formats.html.options import HtmlOptions

if TYPE_CHECKING:
    from qi_press.config.model import BookConfig
    from qi_press.formats.html.pages import Page

ACTIONS = ("source", "edit", "issue")
DEFAULT = ("source", "edit")
SCHEMES = ("http", "https")
COPY = ".txt"
"""Ending of a copy of a source: servers send it as text, which a browser shows."""


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link to a source, or to the place where it is worked on."""

    href: str
    words: str


def list_source_links(project: BookConfig, page: Page) -> list[SourceLink]:
    """Return the links that `repo-url` with `repo-actions`, and `code-tools: source`, ask for.

    The repository's addresses are those of GitHub and of forges that imitate it, or GitLab's where
    the host's name says so. Its source stands in for that of `code-tools`.
    """
    links = _link_repository(project, page)
    if project.options(HtmlOptions).show_source and "source" not in links:
        links["source"] = quote(basename(page.source) + COPY)
    return [
        SourceLink(links[name], project.words.find(f"repo-action-links-{name}"))
        for name in ACTIONS
        if name in links
    ]


def find_copy(project: BookConfig, page: Page) -> str:
    """Return the site path of the copy of a page's source; "" where no link leads to one."""
    shown = project.options(HtmlOptions).show_source
    wanted = shown and "source" not in _link_repository(project, page)
    return f"{page.source}{COPY}" if wanted else ""


def copy_source(project: BookConfig, page: Page) -> bytes:
    """Return the source of a page as UTF-8 that begins with a byte order mark.

    A server that does not know the encoding leaves it to the browser, which takes it from the mark.
    """
    return (project.folder / page.source).read_text(encoding="utf-8-sig").encode("utf-8-sig")


def _link_repository(project: BookConfig, page: Page) -> dict[str, str]:
    root = project.repo_url.rstrip("/")
    if urlsplit(root).scheme not in SCHEMES:
        return {}
    inner = f"{root}/-" if "gitlab" in (urlsplit(root).hostname or "") else root
    place = f"{quote(project.repo_branch)}/{quote(page.source)}"
    addresses = {
        "source": f"{inner}/blob/{place}",
        "edit": f"{inner}/edit/{place}",
        "issue": f"{inner}/issues/new",
    }
    chosen = project.repo_actions or DEFAULT
    return {name: addresses[name] for name in addresses if name in chosen}
