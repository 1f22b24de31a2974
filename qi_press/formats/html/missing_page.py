"""The page that servers show for an address that leads nowhere, at any depth of folders."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from qi_press.formats.html.sharing import find_home
from qi_press.formats.html.templates import open_template

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.config.model import BookConfig
    from qi_press.formats.html.pages import Page


def write_missing(project: BookConfig, pages: Sequence[Page]) -> str:
    """Return the page, with links to every other one.

    They begin at the site's address, since nobody knows in what folder the page is shown; where the
    book gives no address, they begin at the root of the server.
    """
    root = urlsplit(find_home(project)).path or "/"
    links = [{"href": root + quote(page.path), "title": page.title} for page in pages[1:]]
    return open_template("missing.html").render(
        lang=project.lang, root=root, title=project.title, pages=links
    )
