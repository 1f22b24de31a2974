"""Reads a book's authors with their affiliations, as Quarto's front matter describes them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_press.config.model import Author
from qi_press.yamltext import find_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_press.yamltext import KeyPath, YamlText, YamlValue

ORCID = re.compile(r"(?:https?://orcid\.org/)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])")
ADDRESS = ("department", "name", "city", "region", "state", "country")


def read_authors(settings: YamlText) -> tuple[Author, ...]:
    """Return the authors of a book.

    An affiliation is a text, a mapping, or `ref: id` to one that another author or the book's
    own `affiliations:` has.

    Raises
    ------
    InputError
        If an ORCID is none, or a `ref:` leads nowhere.
    """
    key = "authors" if "authors" in settings.data["book"] else "author"
    people = _list(settings.data["book"].get(key))
    shared = _list(settings.data["book"].get("affiliations", settings.data.get("affiliations")))
    known = {
        str(place["id"]): _name_place(place)
        for place in [*shared, *(place for person in people for place in _list_places(person))]
        if isinstance(place, dict) and "id" in place
    }
    return tuple(
        _read_author(settings, ("book", key, index), person, known)
        for index, person in enumerate(people)
    )


def _list(value: YamlValue) -> list[YamlValue]:
    return value if isinstance(value, list) else [value] if value else []


def _list_places(person: YamlValue) -> list[YamlValue]:
    if not isinstance(person, dict):
        return []
    return _list(person.get("affiliations", person.get("affiliation")))


def _name_place(place: YamlValue) -> str:
    if not isinstance(place, dict):
        return str(place)
    return ", ".join(str(place[key]) for key in ADDRESS if place.get(key))


def _read_author(
    settings: YamlText, path: KeyPath, person: YamlValue, known: Mapping[str, str]
) -> Author:
    if not isinstance(person, dict):
        return Author(str(person))
    orcid = str(person.get("orcid") or "")
    match = ORCID.fullmatch(orcid)
    if orcid and match is None:
        raise InputError(
            settings.place(*path, "orcid"),
            f"ORCID “{orcid}”",
            "four groups of four digits, such as 0000-0002-1825-0097",
            "mend it or remove it",
        )
    return Author(
        name=_read_name(person.get("name", "")),
        affiliations=tuple(_read_places(settings, path, person, known)),
        orcid=match[1] if match else "",
        email=str(person.get("email") or ""),
        corresponding=person.get("corresponding") is True,
    )


def _read_name(name: YamlValue) -> str:
    if not isinstance(name, dict):
        return " ".join(str(name).split())
    if name.get("literal"):
        return str(name["literal"])
    parts = ("given", "dropping-particle", "non-dropping-particle", "family")
    return " ".join(str(name[part]) for part in parts if name.get(part))


def _read_places(
    settings: YamlText, path: KeyPath, person: YamlValue, known: Mapping[str, str]
) -> Iterator[str]:
    for place in _list_places(person):
        ref = find_value(place, ("ref",)) if isinstance(place, dict) else None
        if ref is None:
            yield known.get(place, place) if isinstance(place, str) else _name_place(place)
        elif str(ref) in known:
            yield known[str(ref)]
        else:
            raise InputError(
                settings.place(*path),
                f"affiliation “ref: {ref}”, and no affiliation has that id",
                f"one of {', '.join(sorted(known)) or 'the ids of affiliations'}",
                "give the affiliation an id, or mend the reference",
            )
