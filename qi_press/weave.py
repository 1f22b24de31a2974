"""Weaves a chapter's prose with what its cells gave into one Markdown text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from qi_press.cards import read_cards
from qi_press.chapter import Cell, Chapter, Prose
from qi_press.execute import cell_options
from qi_press.layout import KEYS
from qi_press.outputs import Shown, fence, quote_attribute, show_outputs, show_value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qi_press.cards import Card
    from qi_press.execute import Executed
    from qi_press.project import Project
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


@dataclass(frozen=True, slots=True)
class Woven:
    """A chapter as Markdown without cells."""

    chapter: Chapter
    markdown: str
    files: Mapping[str, bytes] = field(repr=False)
    """Figures and data: site path → contents."""
    cards: Mapping[str, Card] = field(default_factory=dict, repr=False)
    """What its cells tell about places that point to a card."""


def weave_chapter(project: Project, executed: Executed) -> Woven:
    """Return the chapter's Markdown and its figures.

    A cell with a label of a float (`fig-`, `tbl-`) becomes a div with that identifier, whose
    caption stands in a div `float-caption`; pandoc's own syntax for the same is left as it is.
    """
    chapter = executed.chapter
    values = iter(executed.values)
    outputs = iter(executed.outputs)
    base = PurePosixPath(chapter.entry.file)
    files: dict[str, bytes] = {}
    pieces = list(_weave_title(chapter))
    for number, part in enumerate(chapter.parts):
        if isinstance(part, Prose):
            pieces.append(_weave_prose(part, values))
            continue
        options = {**_html_options(project), **cell_options(project, chapter, part)}
        name = _figure_name(str(options.get("label") or f"{base.stem}-{number}"))
        shown = show_outputs(next(outputs), name, options)
        for item in shown:
            for file, content in item.files.items():
                files[str(base.parent / f"{base.stem}_files" / file)] = content
        pieces.append(_weave_cell(part, shown, options, f"{base.stem}_files"))
    carried = (output for cell in executed.outputs for output in cell)
    return Woven(chapter, "\n\n".join(pieces), files, read_cards(carried, chapter.entry.file))


def _weave_title(chapter: Chapter) -> Iterator[str]:
    title = chapter.metadata.get("title")
    if title:
        yield f"# {' '.join(str(title).split())}"


def _html_options(project: Project) -> dict[str, YamlValue]:
    html = (
        (project.metadata.get("format") or {})
        if isinstance(project.metadata.get("format"), dict)
        else {}
    )
    settings = {**project.metadata, **(html.get("html") or {})}
    return {key: settings[key] for key in ("code-fold", "code-summary") if key in settings}


def _figure_name(label: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", label).strip("-") or "figure"


def _weave_prose(prose: Prose, values: Iterator[Mapping[str, YamlValue]]) -> str:
    pieces, position = [], 0
    for inline in prose.inlines:
        pieces += [prose.text[position : inline.start], show_value(next(values))]
        position = inline.end
    return "".join([*pieces, prose.text[position:]])


def _weave_cell(
    cell: Cell, shown: Sequence[Shown], options: Mapping[str, YamlValue], folder: str
) -> str:
    if not options["include"]:
        return ""
    code = _weave_code(cell, options)
    if not code and not shown:
        return ""
    outputs = list(_weave_outputs(shown, options, folder))
    if options.get("column") == "margin":
        outputs = [":::::::: {.column-margin}\n", *outputs, "::::::::\n"]
    body = "\n".join([code, *outputs])
    if shown and not code and all(item.kind == "asis" for item in shown):
        return body
    classes = " ".join(f".{name}" for name in ("cell", *_read_classes(options)))
    return f":::::: {{{classes}}}\n\n{body}\n\n::::::"


def _read_classes(options: Mapping[str, YamlValue]) -> list[str]:
    """Return the option `classes`, text or a list, as Quarto reads it."""
    value = options.get("classes") or ()
    names = value if isinstance(value, list) else str(value).split()
    return [str(name).lstrip(".") for name in names]


def _weave_code(cell: Cell, options: Mapping[str, YamlValue]) -> str:
    if not options["echo"] or not cell.source.strip():
        return ""
    source = cell.source
    if options["echo"] == "fenced":
        lines = [f"#| {key}: {value}" for key, value in cell.options.items() if key != "echo"]
        source = "\n".join(["```{python}", *lines, source, "```"])
    attributes = [".python", ".cell-code"]
    label = options.get("lst-label")
    if label:
        attributes += [f"#{label}", f"lst-cap={quote_attribute(str(options.get('lst-cap') or ''))}"]
    if options.get("code-fold") in (True, "show"):
        attributes.append(f"fold={'open' if options['code-fold'] == 'show' else 'closed'}")
        attributes.append(f"summary={quote_attribute(str(options.get('code-summary') or 'Code'))}")
    return fence(source, "{" + " ".join(attributes) + "}") + "\n"


def _weave_outputs(
    shown: Sequence[Shown], options: Mapping[str, YamlValue], folder: str
) -> Iterator[str]:
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
    else:
        pieces = [_weave_output(item, options, folder) for item in shown]
        yield from _weave_layout(pieces, options)
        yield _weave_files(shown, folder)


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
        yield f"\n:::: {{.float-caption}}\n{caption}\n::::\n"
    yield _weave_files(inside, folder)
    yield ":::::\n"


def _weave_panels(
    shown: Sequence[Shown], options: Mapping[str, YamlValue], folder: str, label: str
) -> Iterator[str]:
    """Yield outputs laid out: as panels with captions where there are sub-captions."""
    captions = options.get("fig-subcap", options.get("tbl-subcap"))
    captions = [""] * len(shown) if captions is True else captions
    texts = options.get("fig-alt")
    pieces = []
    for index, item in enumerate(shown):
        alt = texts[index % len(texts)] if isinstance(texts, list) and texts else texts
        output = _weave_output(item, {**options, "fig-alt": alt}, folder)
        if isinstance(captions, list) and index < len(captions):
            name = f"#{label}-{index + 1} " if label else ""
            output = (
                f"::::: {{{name}.float-source}}\n{output}\n"
                f":::: {{.float-caption}}\n{captions[index]}\n::::\n:::::\n"
            )
        pieces.append(output)
    yield from _weave_layout(pieces, options)


def _weave_layout(pieces: Sequence[str], options: Mapping[str, YamlValue]) -> Iterator[str]:
    """Yield pieces as they are, or inside the layout that the options ask for."""
    asked = [
        f"{key}={quote_attribute(json.dumps(value) if isinstance(value, list) else str(value))}"
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
    return f":::: {{.cell-output .cell-output-{kind}}}\n\n{text}\n\n::::\n"


def _weave_files(shown: Sequence[Shown], folder: str) -> str:
    """Return links to the files of outputs, for the site alone; nothing where there are none."""
    links = [
        f'[{OFFERED[name.rpartition(".")[2]]}](<{folder}/{name}>){{download=""}}'
        for item in shown
        for name in sorted(item.files, key=lambda name: [*OFFERED].index(name.rpartition(".")[2]))
    ]
    if not links:
        return ""
    return (
        '\n::::: {.content-visible when-format="html"}\n'
        ':::: {.cell-files data-pagefind-ignore=""}\n'
        f"{' '.join(links)}\n::::\n:::::\n"
    )
