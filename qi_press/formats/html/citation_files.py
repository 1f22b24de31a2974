"""How to cite the book itself: in words, as BibTeX and as RIS."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_press.config.model import BookConfig

ADDRESS = "/:?#@!$&'()*+,;=%~"
"""Signs of an address that stay as they are; a brace or a backslash would act in BibTeX."""
# BibTeX counts escaped braces too, so that a lone one would end the entry: hence their names.
_LATEX = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}


def write_citation(project: BookConfig) -> str:
    """Return the citation in words: authors, title, version, date, address."""
    authors = ", ".join(author.name for author in project.authors)
    version = f"Version {project.version}" if project.version else ""
    parts = [authors, _join_title(project), version, project.date_text, _find_address(project)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def write_bibtex(project: BookConfig) -> str:
    """Return the citation as BibTeX; authors stand in braces, as the book prints their names."""
    year, _, rest = project.date.partition("-")
    fields = {
        "author": " and ".join(f"{{{_escape(author.name)}}}" for author in project.authors),
        "title": f"{{{_escape(_join_title(project))}}}",
        "year": year,
        "month": rest.partition("-")[0],
        # Not in `version`, which only BibLaTeX prints, and not in both, which it would print twice.
        "note": f"Version {_escape(project.version)}" if project.version else "",
        "url": quote(_flatten(_find_address(project)), safe=ADDRESS),
    }
    name = re.sub(r"[^a-z0-9]+", "-", f"{project.file_stem} {year}".lower()).strip("-") or "book"
    lines = [f"  {field} = {{{value}}}" for field, value in fields.items() if value]
    return f"@misc{{{name},\n" + ",\n".join(lines) + "\n}\n"


def write_ris(project: BookConfig) -> str:
    """Return the citation in the RIS format of reference managers."""
    lines = [f"{tag}  - {value}" for tag, value in _list_ris(project) if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def _list_ris(project: BookConfig) -> Iterator[tuple[str, str]]:
    yield "TY", "RPRT"
    for author in project.authors:
        yield "AU", _flatten(author.name)
    yield "TI", _flatten(_join_title(project))
    yield "PY", project.date.partition("-")[0]
    yield "DA", project.date.replace("-", "/")
    yield "ET", project.version
    yield "AB", _flatten(project.description)
    for word in project.keywords:
        yield "KW", _flatten(word)
    yield "LA", _flatten(project.lang)
    yield "UR", _flatten(_find_address(project))


def _find_address(project: BookConfig) -> str:
    return project.permalink or project.site_url


def _join_title(project: BookConfig) -> str:
    return _flatten(": ".join(text for text in (project.title, project.subtitle) if text))


def _flatten(text: str) -> str:
    return " ".join(text.split())


def _escape(text: str) -> str:
    return "".join(_LATEX.get(sign, sign) for sign in _flatten(text))
