"""Links from a page to its source where the book's repository is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

if TYPE_CHECKING:
    from qi_press.manuscript.project import Project
    from qi_press.web.pages import Page

WORDS = {"source": "Source of this page", "edit": "Edit this page", "issue": "Report an issue"}
DEFAULT = ("source", "edit")
SCHEMES = ("http", "https")


@dataclass(frozen=True, slots=True)
class SourceLink:
    """A link to the repository."""

    href: str
    words: str


def list_source_links(project: Project, page: Page) -> list[SourceLink]:
    """Return the links that `repo-url` and `repo-actions` ask for; none without a repository.

    The addresses are those of GitHub and of forges that imitate it, or GitLab's where the host's
    name says so.
    """
    root = project.repo_url.rstrip("/")
    if urlsplit(root).scheme not in SCHEMES:
        return []
    inner = f"{root}/-" if "gitlab" in (urlsplit(root).hostname or "") else root
    place = f"{quote(project.repo_branch)}/{quote(page.source)}"
    addresses = {
        "source": f"{inner}/blob/{place}",
        "edit": f"{inner}/edit/{place}",
        "issue": f"{inner}/issues/new",
    }
    chosen = project.repo_actions or DEFAULT
    return [SourceLink(addresses[name], WORDS[name]) for name in WORDS if name in chosen]
