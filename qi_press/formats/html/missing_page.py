"""The page for addresses that lead nowhere, which servers show at any depth of folders."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from qi_press.formats.html.sharing import find_root

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2 import Environment

    from qi_press.config.model import BookConfig
    from qi_press.formats.html.pages import Page

MISSING = "404.html"


@cache
def open_templates() -> Environment:
    """Return the templates of the theme."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("qi_press", "theme"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def write_missing(project: BookConfig, pages: Sequence[Page]) -> str:
    """Return the page, with links from the root of the site's address to every page."""
    root = urlsplit(find_root(project)).path or "/"
    return (
        open_templates()
        .get_template("missing.html")
        .render(
            lang=project.lang,
            root=root,
            title=project.title,
            pages=[{"href": root + page.path, "title": page.title} for page in pages],
        )
    )
