"""Weaves the outputs of a cell: floats with captions, panels with sub-captions, layouts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qi_files.characters import fold_space
from qi_press.cells.outputs import Shown, fence, quote_attribute
from qi_press.pandoc.elements import make_attr
from qi_press.transforms.layout import KEYS, read_layout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_press.yamltext import YamlValue

FLOATS = ("fig", "tbl", "lst")
OFFERED = {
    "csv": "Data (CSV)",
    "json": "Data (JSON)",
    "svg": "Image (SVG)",
    "png": "Image (PNG)",
    "jpg": "Image (JPEG)",
}
"""Ending of a file that a reader may take along → the words of the link to it."""


def weave_outputs(
    shown: Sequence[Shown], options: Mapping[str, YamlValue], folder: str
) -> Iterator[str]:
    """Yield the Markdown of a cell's outputs.

    Parameters
    ----------
    shown
        The outputs.
    options
        The cell's options, those of the chapter and the book included.
    folder
        Folder of their files, from the chapter's page.
    """
    label = str(options.get("label") or "")
    kind = label.partition("-")[0]
    caption = options.get(f"{kind}-cap") if kind in FLOATS else None
    if caption is None:
        caption = options.get("fig-cap", options.get("tbl-cap"))
    floated = kind in ("fig", "tbl")
    if isinstance(caption, list):
        yield from _weave_panels(shown, {**options, "fig-subcap": caption}, folder, label)
    elif floated or caption is not None:
        yield from _weave_float(shown, options, folder, (label if floated else "", caption))
    elif is_asis(options):
        for item in shown:
            yield f"\n{_weave_output(item, options, folder)}\n"
            yield _weave_files([item], folder)
    else:
        pieces = [_weave_output(item, options, folder) for item in shown]
        yield from _weave_layout(pieces, options)
        yield _weave_files(shown, folder)


def list_faults(options: Mapping[str, YamlValue]) -> Iterator[str]:
    """Yield what is wrong with a cell's layout, which is then left out."""
    for key in KEYS:
        value = options.get(key)
        if value in (None, ""):
            continue
        try:
            read_layout(make_attr("", (), {key: _write_value(value)}), 1)
        except (TypeError, ValueError):
            yield f"“{key}: {value}” is no layout; the outputs stand below each other"


def _write_value(value: YamlValue) -> str:
    return json.dumps(value) if isinstance(value, list) else str(value)


def is_asis(options: Mapping[str, YamlValue]) -> bool:
    """Return whether a cell's outputs stand in the chapter as if its author had written them.

    Quarto puts no enclosure around them, so that a heading that a cell prints begins a section or
    a tab; a float, a caption or a layout needs one all the same.
    """
    label = str(options.get("label") or "")
    names = ("fig-cap", "tbl-cap", "fig-subcap", "tbl-subcap", *KEYS)
    return (
        options.get("output") == "asis"
        and label.partition("-")[0] not in FLOATS
        and not any(options.get(name) for name in names)
    )


def _weave_float(
    shown: Sequence[Shown],
    options: Mapping[str, YamlValue],
    folder: str,
    named: tuple[str, YamlValue],
) -> Iterator[str]:
    """Yield a float, after what the cell printed beside it; `named` is its label and caption."""
    label, caption = named
    inside = [item for item in shown if item.kind in ("image", "display", "asis", "stdout")]
    yield from (_weave_output(item, options, folder) for item in shown if item not in inside)
    if not inside:
        return
    identifier = f"#{label} " if label else ""
    widths = options.get("tbl-colwidths")
    columns = f" tbl-colwidths={quote_attribute(json.dumps(widths))}" if widths else ""
    yield f"::::: {{{identifier}.float-source{columns}}}\n"
    yield from _weave_panels(inside, options, folder, label)
    if caption:
        yield f"\n:::: {{.float-caption}}\n{fold_space(str(caption))}\n::::\n"
    yield _weave_files(inside, folder)
    yield ":::::\n"


def _weave_panels(
    shown: Sequence[Shown], options: Mapping[str, YamlValue], folder: str, label: str
) -> Iterator[str]:
    """Yield outputs laid out: as panels with captions where there are sub-captions."""
    captions = options.get("fig-subcap", options.get("tbl-subcap"))
    captions = [""] * len(shown) if captions is True else captions
    captions = [captions] if isinstance(captions, str) else captions
    texts = options.get("fig-alt")
    pieces = []
    for index, item in enumerate(shown):
        alt = texts[index % len(texts)] if isinstance(texts, list) and texts else texts
        output = _weave_output(item, {**options, "fig-alt": alt}, folder)
        if isinstance(captions, list) and index < len(captions):
            name = f"#{label}-{index + 1} " if label else ""
            output = (
                f"::::: {{{name}.float-source}}\n{output}\n"
                f":::: {{.float-caption}}\n{fold_space(str(captions[index]))}\n::::\n:::::\n"
            )
        pieces.append(output)
    yield from _weave_layout(pieces, options)


def _weave_layout(pieces: Sequence[str], options: Mapping[str, YamlValue]) -> Iterator[str]:
    """Yield pieces as they are, or inside the layout that the options ask for."""
    asked = [
        f"{key}={quote_attribute(_write_value(value))}"
        for key in (*KEYS, "layout-valign")
        if (value := options.get(key))
    ]
    if asked and pieces:
        pieces = [f":::::: {{{' '.join(asked)}}}\n", *pieces, "::::::\n"]
    yield from pieces


def _weave_output(item: Shown, options: Mapping[str, YamlValue], folder: str) -> str:
    if item.kind == "asis":
        return item.markdown
    if item.kind == "image":
        alt = options.get("fig-alt")
        attributes = f"{{fig-alt={quote_attribute(str(alt))}}}" if alt else ""
        text = f"![](<{folder}/{item.markdown}>){attributes}"
        kind = "display"
    else:
        text, kind = item.markdown, item.kind
    if is_asis(options):
        return f"{text}\n"
    return f":::: {{.cell-output .cell-output-{kind}}}\n\n{text}\n\n::::\n"


def _weave_files(shown: Sequence[Shown], folder: str) -> str:
    """Return what the site alone has below outputs: links to their files, and images' numbers."""
    links = [
        f'[{OFFERED[name.rpartition(".")[2]]}](<{folder}/{name}>){{download=""}}'
        for item in shown
        for name in sorted(item.files, key=lambda name: [*OFFERED].index(name.rpartition(".")[2]))
    ]
    blocks = [f':::: {{.cell-files data-pagefind-ignore=""}}\n{" ".join(links)}\n::::\n'] * bool(
        links
    )
    blocks += [
        f":::: {{.numbers}}\n{fence(item.numbers, '{=html}')}\n::::\n"
        for item in shown
        if item.numbers
    ]
    if not blocks:
        return ""
    return '\n::::: {.content-visible when-format="html"}\n' + "\n".join(blocks) + ":::::\n"
