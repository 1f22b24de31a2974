"""What a page may hold under the site's policy: nothing from elsewhere, and no script of its own.

A site works under a strict Content-Security-Policy only if every page keeps to this.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Values = Mapping[str, str | None]
    """Attributes of an element."""

LOADED: Mapping[str, tuple[str, ...]] = {
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "script": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "video": ("src", "poster"),
    "audio": ("src",),
    "track": ("src",),
    "object": ("data",),
    "input": ("src",),
}
"""Element → its attributes that name what a browser loads by itself."""
LOADING = frozenset({"stylesheet", "icon", "preload", "modulepreload", "manifest", "prefetch"})
"""Kinds of `<link>` that a browser loads."""
WORDS = {"img": "image", "source": "image", "link": "file"}
DATA_TYPES = frozenset({"application/json", "application/ld+json"})
"""Types of a `<script>` that runs nothing."""
OUTSIDE = re.compile(
    r"""(?:@import\s+|url\(\s*)(?:url\(\s*)?["']?((?:https?:)?//[^"')\s]+)""", re.IGNORECASE
)


def is_address(address: str) -> bool:
    """Return whether an address can be read at all."""
    try:
        urlsplit(address)
    except ValueError:
        return False
    return True


def is_outside(address: str) -> bool:
    """Return whether an address is on another site."""
    return is_address(address.strip()) and bool(urlsplit(address.strip()).netloc)


def list_outside(tag: str, values: Values) -> Iterator[str]:
    """Yield what an element loads from another site."""
    for address in _list_loaded(tag, values):
        if is_outside(address):
            yield f"the {WORDS.get(tag, tag)} “{address[:80]}” comes from another site"


def list_acting(tag: str, values: Values) -> Iterator[str]:
    """Yield what in an element would act, and is stopped."""
    for name, value in values.items():
        if name.startswith("on"):
            yield f"a script stands in the attribute “{name}”, where the site's policy stops it"
        elif name in ("href", "src", "action", "formaction") and _is_script(value or ""):
            yield f"the address “{(value or '')[:80]}” is a script, which the site's policy stops"
    if tag == "script" and not values.get("src") and values.get("type") not in DATA_TYPES:
        yield "a script stands in the page, where the site's policy stops it; put it in a file"
    if tag == "object" or (tag == "form" and values.get("action")):
        yield f"the page holds a <{tag}>, which the site's policy stops"


def _list_loaded(tag: str, values: Values) -> Iterator[str]:
    if tag == "link" and LOADING & set((values.get("rel") or "").lower().split()):
        yield values.get("href") or ""
    for name in LOADED.get(tag, ()):
        value = values.get(name) or ""
        if name == "srcset":
            yield from (part.split()[0] for part in value.split(",") if part.strip())
        else:
            yield value


def _is_script(address: str) -> bool:
    return re.sub(r"[\s\x00-\x1f]+", "", address).lower().startswith("javascript:")


def list_outside_styles(sheet: str) -> Iterator[str]:
    """Yield what a style sheet loads from another site."""
    for address in dict.fromkeys(OUTSIDE.findall(sheet)):
        yield f"the style sheet loads “{address[:80]}” from another site"
