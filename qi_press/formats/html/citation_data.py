"""A book's citation for machines: tags that indexes of scholarly works read, and linked data."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qi_press.formats.html.sharing import find_root

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_press.config.model import BookConfig


def list_citation_tags(project: BookConfig) -> tuple[tuple[str, str], ...]:
    """Return the Highwire Press tags of the book, in the order of their kinds."""
    return tuple((name, fact) for name, fact in _list_tags(project) if fact)


def _list_tags(project: BookConfig) -> Iterator[tuple[str, str]]:
    yield "citation_title", _join_title(project)
    for author in project.authors:
        yield "citation_author", author.name
        for place in author.affiliations:
            yield "citation_author_institution", place
    yield "citation_publication_date", project.date.replace("-", "/")
    yield "citation_language", project.lang
    yield "citation_keywords", "; ".join(project.keywords)
    root = find_root(project)
    for download in project.downloads:
        if root and download.path.endswith(".pdf"):
            yield "citation_pdf_url", root + download.path


def write_linked_data(project: BookConfig) -> str:
    """Return the book as JSON-LD in the words of schema.org, fit to stand in a script element."""
    facts = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": _join_title(project),
        "description": project.description,
        "author": [{"@type": "Person", "name": author.name} for author in project.authors],
        "datePublished": project.date,
        "version": project.version,
        "inLanguage": project.lang,
        "keywords": list(project.keywords),
        "url": find_root(project),
    }
    text = json.dumps({name: fact for name, fact in facts.items() if fact}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _join_title(project: BookConfig) -> str:
    return " ".join(": ".join(text for text in (project.title, project.subtitle) if text).split())
