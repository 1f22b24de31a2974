"""A book's citation for machines: tags that indexes of scholarly works read, and linked data.

A fact that the book does not have is left out; none is made up.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qi_press.formats.html.citation_files import join_title
from qi_press.formats.html.sharing import find_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_press.config.model import BookConfig


def list_citation_tags(project: BookConfig) -> tuple[tuple[str, str], ...]:
    """Return the Highwire Press tags of the book: name and content of each."""
    return tuple((name, fact) for name, fact in _list_tags(project) if fact)


def _list_tags(project: BookConfig) -> Iterator[tuple[str, str]]:
    yield "citation_title", join_title(project)
    for author in project.authors:
        yield "citation_author", author.name
        for place in author.affiliations:
            yield "citation_author_institution", place
    yield "citation_publication_date", project.date.replace("-", "/")
    yield "citation_language", project.lang
    yield "citation_keywords", "; ".join(project.keywords)
    home = find_home(project)
    for download in project.downloads:
        if home and download.path.endswith(".pdf"):
            yield "citation_pdf_url", home + download.path


def write_linked_data(project: BookConfig) -> str:
    """Return the book as JSON-LD in the words of schema.org, fit to stand in a script element."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": join_title(project),
        "description": project.description,
        "author": [{"@type": "Person", "name": author.name} for author in project.authors],
        "datePublished": project.date,
        "version": project.version,
        "inLanguage": project.lang,
        "keywords": list(project.keywords),
        "url": find_home(project),
    }
    text = json.dumps({name: fact for name, fact in facts.items() if fact}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
