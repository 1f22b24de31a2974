"""Weaves the outputs of a cell: floats with captions, panels with sub-captions."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_files.characters import fold_space
from qi_press.cells.outputs import Shown, fence, quote_attribute

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qi_press.config.cell_options import CellOptions

FLOATS = ("fig", "tbl", "lst")
OFFERED = {
    "csv": "Data (CSV)",
    "json": "Data (JSON)",
    "svg": "Image (SVG)",
    "png": "Image (PNG)",
    "jpg": "Image (JPEG)",
}
"""Ending of a file that a reader may take along → the words of the link to it."""


def weave_outputs(shown: Sequence[Shown], options: CellOptions, folder: str) -> Iterator[str]:
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
    label = options.label
    kind = label.partition("-")[0]
    captions = (
        (options.tbl_cap, options.fig_cap) if kind == "tbl" else (options.fig_cap, options.tbl_cap)
    )
    caption = next((found for found in captions if found is not None), None)
    floated = kind in ("fig", "tbl")
    if isinstance(caption, tuple):
        yield from _weave_panels(shown, replace(options, fig_subcap=caption), folder, label)
    elif floated or caption is not None:
        yield from _weave_float(shown, options, folder, (label if floated else "", caption))
    elif is_asis(options):
        for item in shown:
            yield f"\n{_weave_output(item, options, folder)}\n"
            yield _weave_files([item], folder)
    else:
        yield from (_weave_output(item, options, folder) for item in shown)
        yield _weave_files(shown, folder)


def is_asis(options: CellOptions) -> bool:
    """Return whether a cell's outputs stand in the chapter as if its author had written them.

    Quarto puts no enclosure around them, so that a heading that a cell prints begins a section or
    a tab; a float or a caption needs one all the same.
    """
    captions = (options.fig_cap, options.tbl_cap, options.fig_subcap, options.tbl_subcap)
    return (
        options.output == "asis"
        and options.label.partition("-")[0] not in FLOATS
        and not any(captions)
    )


def _weave_float(
    shown: Sequence[Shown],
    options: CellOptions,
    folder: str,
    named: tuple[str, str | None],
) -> Iterator[str]:
    """Yield a float, after what the cell printed beside it; `named` is its label and caption."""
    label, caption = named
    inside = [item for item in shown if item.kind in ("image", "display", "asis", "stdout")]
    yield from (_weave_output(item, options, folder) for item in shown if item not in inside)
    if not inside:
        return
    identifier = f"#{label} " if label else ""
    widths = options.tbl_colwidths
    columns = f" tbl-colwidths={quote_attribute(json.dumps(widths))}" if widths else ""
    yield f"::::: {{{identifier}.float-source{columns}}}\n"
    yield from _weave_panels(inside, options, folder, label)
    if caption:
        yield f"\n:::: {{.float-caption}}\n{fold_space(caption)}\n::::\n"
    yield _weave_files(inside, folder)
    yield ":::::\n"


def _weave_panels(
    shown: Sequence[Shown], options: CellOptions, folder: str, label: str
) -> Iterator[str]:
    """Yield outputs, as panels with captions where there are sub-captions."""
    given = options.tbl_subcap if options.fig_subcap is None else options.fig_subcap
    captions = _list_captions(given, len(shown))
    texts = options.fig_alt
    for index, item in enumerate(shown):
        alt = texts[index % len(texts)] if isinstance(texts, tuple) and texts else texts
        output = _weave_output(item, replace(options, fig_alt=alt or None), folder)
        if index < len(captions):
            name = f"#{label}-{index + 1} " if label else ""
            output = (
                f"::::: {{{name}.float-source}}\n{output}\n"
                f":::: {{.float-caption}}\n{fold_space(captions[index])}\n::::\n:::::\n"
            )
        yield output


def _list_captions(given: bool | str | tuple[str, ...] | None, count: int) -> Sequence[str]:
    """Return the captions of panels; none where outputs are no panels."""
    if given is True:
        return [""] * count
    return [given] if isinstance(given, str) else given or ()


def _weave_output(item: Shown, options: CellOptions, folder: str) -> str:
    if item.kind == "asis":
        return item.markdown
    if item.kind == "image":
        alt = options.fig_alt
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
