"""Which parts of `_quarto.yml` the press reads: the classes of its options, and the sections."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_press.config.cell_options import ExecuteOptions
from qi_press.config.language import CROSSREF
from qi_press.config.model import BookConfig
from qi_press.config.value_types import (
    ANY,
    FORMATS,
    LIST,
    MAPPING,
    MAPPING_OR_FALSE,
    TEXT,
    TEXT_OR_MAPPING,
    ValueType,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_press.yamltext import KeyPath

OPTIONS = (BookConfig, ExecuteOptions)
"""Classes whose fields are options of `_quarto.yml`, those of the formats apart."""
SECTIONS: Mapping[KeyPath, ValueType] = {
    **dict.fromkeys([("project",), ("book",), ("press",), ("profile",), ("execute",)], MAPPING),
    **dict.fromkeys([("book", "chapters"), ("book", "appendices")], LIST),
    **dict.fromkeys([("project", "type"), ("project", "output-dir")], TEXT),
    **dict.fromkeys([("book", "date"), ("book", "date-format"), ("date-format",)], TEXT),
    **dict.fromkeys([("book", "author"), ("book", "authors")], ANY),
    **dict.fromkeys([("book", "affiliations"), ("affiliations",)], ANY),
    **dict.fromkeys([("profile", "default"), ("profile", "group")], ANY),
    ("crossref",): MAPPING_OR_FALSE,
    ("language",): TEXT_OR_MAPPING,
    ("format",): FORMATS,
    **dict.fromkeys(CROSSREF, ANY),
}
"""Sections, and what modules of this room read by themselves → the type of each."""
