"""The website as a format, and its own options."""

from __future__ import annotations

from dataclasses import dataclass

from qi_press.config.model import Format
from qi_press.config.options import option
from qi_press.config.value_types import ANY, CODE_TOOLS, DEPTH, TRUTH


@dataclass(frozen=True, slots=True, kw_only=True)
class HtmlOptions:
    """Options of the website."""

    toc: bool = option("format.html.toc toc", TRUTH, True)
    """Whether a page has a table of contents."""
    toc_depth: int = option("format.html.toc-depth toc-depth", DEPTH, 3)
    """The deepest level of heading in it."""
    math: str = option("format.html.html-math-method", ANY, "mathml", only=("mathml",))
    """How formulas are written."""
    show_source: bool = option(
        "format.html.code-tools.source format.html.code-tools", CODE_TOOLS, False
    )
    """Whether each page leads to a copy of its source."""


HTML = Format("html", "website", "", ("html", "html5", "html:js"), "svg", HtmlOptions)
