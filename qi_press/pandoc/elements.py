"""Elements of pandoc's document tree: makers and accessors, the only ones that know its JSON.

An element is a mapping with its type under "t" and its contents under "c". A book has some hundred
thousand of them, so they stay mappings: read into objects (measured with panflute) they take three
times as long. What they hold is read and written by the functions here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Node = dict[str, Any]
Meta = dict[str, Node]
API_VERSION = [1, 23, 1]
SPACE: Node = {"t": "Space"}
NO_BREAK = "\u00a0"
TEXT_BLOCKS = ("Para", "Plain")
"""Blocks that hold inlines alone."""
SPACES = ("Space", "SoftBreak")
_ATTR = {
    "Header": 1,
    **dict.fromkeys(("Div", "Span", "Code", "CodeBlock", "Link", "Image", "Table", "Figure"), 0),
}
"""Type of element → where its attributes stand."""
_CHILDREN = {
    "Header": 2,
    "Figure": 2,
    **dict.fromkeys(("Div", "Span", "Link", "Image", "Quoted", "Cite"), 1),
}
"""Type of element → where its blocks or inlines stand, unless they are all that it holds."""


class Attr(NamedTuple):
    """Attributes: an identifier, classes, and keys with their values."""

    id: str = ""
    classes: Sequence[str] = ()
    pairs: Sequence[Sequence[str]] = ()

    def find(self, key: str) -> str:
        """Return the value of a key, or ""."""
        return next((str(value) for name, value in self.pairs if name == key), "")

    def without(self, *keys: str) -> Attr:
        """Return the attributes without some keys."""
        return self._replace(pairs=[pair for pair in self.pairs if pair[0] not in keys])

    def add(self, *classes: str, **pairs: str) -> Attr:
        """Return the attributes with further classes and keys."""
        added = [[key, value] for key, value in pairs.items()]
        return Attr(self.id, [*self.classes, *classes], [*self.pairs, *added])


class Citation(NamedTuple):
    """One work or label of a citation."""

    id: str
    prefix: list[Node]
    mode: str
    """AuthorInText, SuppressAuthor, or NormalCitation."""


def make_document(blocks: Sequence[Node], meta: Meta) -> dict[str, Any]:
    """Return a whole document for pandoc to read."""
    return {"pandoc-api-version": API_VERSION, "meta": meta, "blocks": list(blocks)}


def make_meta(value: Any) -> Node:  # noqa: ANN401  # any value of YAML
    """Return a value of YAML as pandoc's metadata; scalars become text."""
    if isinstance(value, dict):
        return {"t": "MetaMap", "c": {str(key): make_meta(item) for key, item in value.items()}}
    if isinstance(value, (list, tuple)):
        return {"t": "MetaList", "c": [make_meta(item) for item in value]}
    if isinstance(value, bool):
        return {"t": "MetaBool", "c": value}
    return {"t": "MetaString", "c": "" if value is None else str(value)}


def make_meta_inlines(inlines: Sequence[Node]) -> Node:
    """Return inlines as pandoc's metadata."""
    return {"t": "MetaInlines", "c": list(inlines)}


def make_meta_list(items: Sequence[Node]) -> Node:
    """Return pieces of metadata as a list."""
    return {"t": "MetaList", "c": list(items)}


def make_attr(
    identifier: str = "", classes: Sequence[str] = (), pairs: Mapping[str, str] | None = None
) -> Attr:
    """Return attributes."""
    return Attr(identifier, list(classes), [[key, value] for key, value in (pairs or {}).items()])


def make_str(text: str) -> Node:
    """Return a text that no line ends in."""
    return {"t": "Str", "c": text}


def make_text(text: str) -> list[Node]:
    """Return words as inlines, with breakable spaces between them."""
    inlines: list[Node] = []
    for index, word in enumerate(text.split(" ")):
        if index:
            inlines.append(SPACE)
        if word:
            inlines.append(make_str(word))
    return inlines


def make_paragraph(inlines: Sequence[Node]) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": list(inlines)}


def make_plain(inlines: Sequence[Node]) -> Node:
    """Return a line of text without a paragraph around it."""
    return {"t": "Plain", "c": list(inlines)}


def make_strong(inlines: Sequence[Node]) -> Node:
    """Return bold text."""
    return {"t": "Strong", "c": list(inlines)}


def make_header(level: int, attr: Attr, title: Sequence[Node]) -> Node:
    """Return a heading."""
    return {"t": "Header", "c": [level, attr, list(title)]}


def make_div(attr: Attr, blocks: Sequence[Node]) -> Node:
    """Return a block container."""
    return {"t": "Div", "c": [attr, list(blocks)]}


def make_span(attr: Attr, inlines: Sequence[Node]) -> Node:
    """Return an inline container."""
    return {"t": "Span", "c": [attr, list(inlines)]}


def make_link(inlines: Sequence[Node], target: str, classes: Sequence[str] = ()) -> Node:
    """Return a link."""
    return {"t": "Link", "c": [make_attr("", classes), list(inlines), [target, ""]]}


def make_figure(attr: Attr, caption: Sequence[Node], body: Sequence[Node]) -> Node:
    """Return a figure; the caption is blocks."""
    return {"t": "Figure", "c": [attr, [None, list(caption)], list(body)]}


def make_citation(key: str) -> Node:
    """Return a citation of one work."""
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": [],
        "citationMode": {"t": "AuthorInText"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[citation], make_text(f"@{key}")]}


def make_raw(form: str, text: str) -> Node:
    """Return a block in one output format's own language."""
    return {"t": "RawBlock", "c": [form, text]}


def make_raw_inline(form: str, text: str) -> Node:
    """Return inline text in one output format's own language."""
    return {"t": "RawInline", "c": [form, text]}


def has_attr(node: Node) -> bool:
    """Return whether elements of this type have attributes."""
    return node["t"] in _ATTR


def get_attr(node: Node) -> Attr:
    """Return the attributes of an element that has some."""
    return Attr(*node["c"][_ATTR[node["t"]]])


def get_children(node: Node) -> list[Node]:
    """Return the blocks or inlines that an element holds: of a heading, its title."""
    place = _CHILDREN.get(node["t"])
    children: list[Node] = node["c"] if place is None else node["c"][place]
    return children


def get_level(header: Node) -> int:
    """Return the level of a heading."""
    return int(header["c"][0])


def get_target(node: Node) -> str:
    """Return the address of a link or an image."""
    return str(node["c"][2][0])


def get_text(node: Node) -> str:
    """Return the text of a word, of code, of a formula, or in a format's own language."""
    content = node["c"]
    return str(content if node["t"] == "Str" else content[1])


def get_raw(node: Node, form: str) -> str:
    """Return what an element says in a format's own language; "" for any other element."""
    raw = node["t"] in ("RawBlock", "RawInline") and node["c"][0] == form
    return str(node["c"][1]) if raw else ""


def is_display_math(node: Node) -> bool:
    """Return whether an element is a formula on a line of its own."""
    return bool(node["t"] == "Math" and node["c"][0]["t"] == "DisplayMath")


def get_caption(figure: Node) -> list[Node]:
    """Return the blocks of the caption of a figure or a table."""
    caption: list[Node] = figure["c"][1][1]
    return caption


def get_citations(cite: Node) -> list[Citation]:
    """Return what a citation names."""
    return [
        Citation(item["citationId"], item["citationPrefix"], item["citationMode"]["t"])
        for item in cite["c"][0]
    ]


def get_items(listing: Node) -> list[list[Node]]:
    """Return the items of a list, each with its blocks."""
    items: list[list[Node]] = listing["c"][1] if listing["t"] == "OrderedList" else listing["c"]
    return items


def with_items(listing: Node, items: Sequence[Sequence[Node]]) -> Node:
    """Return a list with other items."""
    content: Any = list(items)
    if listing["t"] == "OrderedList":
        content = [listing["c"][0], content]
    return {"t": listing["t"], "c": content}


def with_attr(node: Node, attr: Attr) -> Node:
    """Return an element with other attributes."""
    content = list(node["c"])
    content[_ATTR[node["t"]]] = attr
    return {"t": node["t"], "c": content}


def with_children(node: Node, children: Sequence[Node]) -> Node:
    """Return an element with other blocks or inlines in it."""
    place = _CHILDREN.get(node["t"])
    if place is None:
        return {"t": node["t"], "c": list(children)}
    content = list(node["c"])
    content[place] = list(children)
    return {"t": node["t"], "c": content}


def with_level(header: Node, level: int) -> Node:
    """Return a heading on another level."""
    return {"t": "Header", "c": [level, *header["c"][1:]]}


def with_target(node: Node, address: str) -> Node:
    """Return a link or an image with another address."""
    attr, inlines, (_, title) = node["c"]
    return {"t": node["t"], "c": [attr, inlines, [address, title]]}


def with_text(node: Node, text: str) -> Node:
    """Return code, or what stands in a format's own language, with another text."""
    return {"t": node["t"], "c": [node["c"][0], text]}


def as_paragraph(block: Node) -> Node:
    """Return a line of text as a paragraph; any other block as it is."""
    return {**block, "t": "Para"} if block["t"] == "Plain" else block


def has_class(node: Node, name: str) -> bool:
    """Return whether a div or span has a class."""
    return bool(node["t"] in ("Div", "Span") and name in node["c"][0][1])
