"""Checks what a book asks for against `features.yaml`, the table of what the press knows."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from qi_press.errors import suggest
from qi_press.yamltext import find_value, read_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_press.notices import Notices
    from qi_press.yamltext import YamlText, YamlValue

KERNEL = "python3"


@cache
def _read_features() -> Mapping[str, YamlValue]:
    text = (files("qi_press") / "features.yaml").read_text(encoding="utf-8")
    features: Mapping[str, YamlValue] = read_yaml(text, "features.yaml").data
    return features


def check_settings(settings: YamlText, notices: Notices) -> None:
    """Note every setting of `_quarto.yml` that the press does not act upon."""
    features = _read_features()
    for name, known in features["settings"].items():
        path = tuple(name.split(".")) if name else ()
        section = find_value(settings.data, path)
        for key in section if isinstance(section, dict) else ():
            if key not in known and key not in features["replaced"].get(name, ()):
                label = " › ".join(map(str, (*path, key)))
                notices.add(settings.place(*path, key), f"setting “{label}” is not supported")
    kernel = settings.data.get("jupyter", KERNEL)
    if kernel != KERNEL:
        notices.add(settings.place("jupyter"), f"kernel “{kernel}” is not supported, only {KERNEL}")
    method = find_value(settings.data, ("format", "html", "html-math-method"))
    if method not in (None, "mathml"):
        notices.add(
            settings.place("format", "html", "html-math-method"),
            f"“html-math-method: {method}” is not supported; equations become MathML",
        )


def check_front_matter(front: YamlText, notices: Notices) -> None:
    """Note every key of a chapter's front matter that the press does not act upon."""
    for key in front.data:
        if key in _read_features()["front-matter"]:
            notices.add(front.place(key), f"“{key}” in a chapter's front matter is not supported")


def check_cell_options(options: YamlText, notices: Notices) -> None:
    """Note every option of a cell that the press does not act upon."""
    known = _read_features()["cell"]
    for name in options.data:
        if name not in known:
            advice = suggest(str(name), known, "see the table of features")
            notices.add(options.place(name), f"cell option “{name}” is not supported; {advice}")
