"""Moves CSS out of a page's body, so that a strict Content-Security-Policy works."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from html import escape
from html.parser import HTMLParser


@lru_cache(maxsize=512)
def hoist_styles(body: str) -> tuple[str, str]:
    """Return HTML without CSS in it, and that CSS as rules.

    A `style` attribute becomes a class named after its content. A `<style>` element is moved, but
    for those of great_tables, whose tables the theme dresses.
    """
    hoister = _Hoister()
    hoister.feed(body)
    hoister.close()
    rules = [f".{name} {{ {style} }}" for style, name in sorted(hoister.classes.items())]
    sheets = [text for text in hoister.sheets if ".gt_table" not in text]
    return "".join(hoister.pieces), "\n".join([*sheets, *rules])


class _Hoister(HTMLParser):
    """Copies HTML as it stands, but for styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.pieces: list[str] = []
        self.classes: dict[str, str] = {}
        self.sheets: list[str] = []
        self.in_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag; write it anew when it carries a style."""
        if tag == "style":
            self.in_style = True
            self.sheets.append("")
        elif any(name == "style" for name, _ in attrs):
            self.pieces.append(self._write_tag(tag, attrs))
        else:
            self.pieces.append(self.get_starttag_text() or "")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Copy a tag that closes itself."""
        self.handle_starttag(tag, attrs)

    def _write_tag(self, tag: str, attrs: list[tuple[str, str | None]]) -> str:
        values = {name: value for name, value in attrs if name not in ("style", "class")}
        style = next((value or "" for name, value in attrs if name == "style"), "").strip()
        classes = next((value or "" for name, value in attrs if name == "class"), "").split()
        if style:
            name = self.classes.setdefault(
                style, "style-" + hashlib.sha256(style.encode()).hexdigest()[:8]
            )
            classes.append(name)
        written = [f' class="{escape(" ".join(classes))}"'] if classes else []
        written += [
            f" {name}" if value is None else f' {name}="{escape(value)}"'
            for name, value in values.items()
        ]
        return f"<{tag}{''.join(written)}>"

    def handle_endtag(self, tag: str) -> None:
        """Copy a closing tag."""
        if tag == "style":
            self.in_style = False
        else:
            self.pieces.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        """Copy text; a style sheet's goes to the sheets."""
        if self.in_style:
            self.sheets[-1] += data
        else:
            self.pieces.append(data)

    def handle_entityref(self, name: str) -> None:
        """Copy a named character."""
        self.pieces.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """Copy a numbered character."""
        self.pieces.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """Copy a comment."""
        self.pieces.append(f"<!--{data}-->")
