"""Links from a page to its source: in the book's repository, or a copy beside the page."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from qi_press.config.language import find_term
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from qi_press.config.model import Project
    from qi_press.formats.html.pages import Page

ACTIONS = ("source", "edit", "issue")
DEFAULT = ("source", "edit")
SCHEMES = ("http", "https")
COPY = ".txt"
"""Ending of a copy of a source: servers send it as text, which a browser shows."""
CODE_TOOLS = ("format", "html", "code-tools")


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link to a source, or to the place where it is worked on."""

    href: str
    words: str


def list_source_links(project: Project, page: Page) -> list[SourceLink]:
    """Return the links that `repo-url` with `repo-actions`, and `code-tools: source`, ask for.

    The repository's addresses are those of GitHub and of forges that imitate it, or GitLab's where
    the host's name says so. Its source stands in for that of `code-tools`.
    """
    links = _link_repository(project, page)
    shown = _choose_source(project)
    if shown and "source" not in links:
        links["source"] = shown if isinstance(shown, str) else quote(basename(page.source) + COPY)
    return [
        SourceLink(links[name], find_term(project.metadata, f"repo-action-links-{name}"))
        for name in ACTIONS
        if name in links
    ]


def find_copy(project: Project, page: Page) -> str:
    """Return the site path of the copy of a page's source; "" where no link leads to one."""
    wanted = _choose_source(project) is True and "source" not in _link_repository(project, page)
    return f"{page.source}{COPY}" if wanted else ""


def copy_source(project: Project, page: Page) -> bytes:
    """Return the source of a page as UTF-8 that begins with a byte order mark.

    A server that does not know the encoding leaves it to the browser, which takes it from the mark.
    """
    return (project.folder / page.source).read_text(encoding="utf-8-sig").encode("utf-8-sig")


def _choose_source(project: Project) -> bool | str:
    """Return whether `code-tools` asks for the source, or the web address that it gives for it."""
    tools = find_value(project.metadata, CODE_TOOLS)
    source = tools.get("source") if isinstance(tools, dict) else tools
    if isinstance(source, str):
        return source if urlsplit(source).scheme in SCHEMES else ""
    return source is True


def _link_repository(project: Project, page: Page) -> dict[str, str]:
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
