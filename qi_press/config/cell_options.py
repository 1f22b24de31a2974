"""How cells are run and shown: what the book, a chapter and a cell say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_press.config.options import option
from qi_press.config.value_types import (
    ANY,
    CLASSES,
    ECHO,
    FOLD,
    OUTPUT,
    PANELS,
    SIZE,
    TEXT,
    TEXTS,
    TRUTH,
)

if TYPE_CHECKING:
    Texts = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExecuteOptions:
    """How cells are run and shown, unless they say otherwise."""

    echo: bool | str = option("execute.echo", ECHO, True)
    """Whether code is shown; "fenced" shows its fence, too."""
    eval: bool = option("execute.eval", TRUTH, True)
    """Whether code is run."""
    include: bool = option("execute.include", TRUTH, True)
    """Whether anything of a cell is shown."""
    output: bool | str = option("execute.output", OUTPUT, True)
    """Whether outputs are shown; "asis" takes what is printed for Markdown."""
    warning: bool = option("execute.warning", TRUTH, True)
    """Whether what stands on standard error is shown."""
    error: bool = option("execute.error", TRUTH, False)
    """Whether an exception is shown instead of stopping the render."""
    code_fold: bool | str = option("format.html.code-fold code-fold", FOLD, False)
    """Whether code folds on the site; "show" leaves it open at first."""
    code_summary: str = option("format.html.code-summary code-summary", TEXT, "")
    """Words beside which code folds."""
    fig_width: float = option("format.html.fig-width fig-width", SIZE, 7)
    """Width of matplotlib's figures in inches."""
    fig_height: float = option("format.html.fig-height fig-height", SIZE, 5)
    """Height of matplotlib's figures in inches."""
    fig_dpi: float = option("format.html.fig-dpi fig-dpi", SIZE, 192)
    """Dots per inch of matplotlib's bitmaps."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellOptions:
    """What one cell says in its lines that begin with "#|"."""

    label: str = option("label", TEXT, "")
    """Identifier; with fig- or tbl-, of a float."""
    echo: bool | str = option("echo", ECHO, True)
    """As in `ExecuteOptions`, and so are the others of the same name."""
    eval: bool = option("eval", TRUTH, True)
    include: bool = option("include", TRUTH, True)
    output: bool | str = option("output", OUTPUT, True)
    warning: bool = option("warning", TRUTH, True)
    error: bool = option("error", TRUTH, False)
    code_fold: bool | str = option("code-fold", FOLD, False)
    code_summary: str = option("code-summary", TEXT, "")
    fig_cap: Texts = option("fig-cap", TEXTS)
    """Caption of a figure; several, one for each figure."""
    fig_alt: Texts = option("fig-alt", TEXTS)
    """Alternative text of a figure; several are taken in turn."""
    fig_subcap: bool | Texts = option("fig-subcap", PANELS)
    """Captions of panels; True gives them letters alone."""
    tbl_cap: Texts = option("tbl-cap", TEXTS)
    """Caption of a table."""
    tbl_subcap: bool | Texts = option("tbl-subcap", PANELS)
    """Captions of tables that are panels."""
    tbl_colwidths: Any = option("tbl-colwidths", ANY)
    """Widths of a table's columns, in percent."""
    lst_label: str = option("lst-label", TEXT, "")
    """Identifier of the code as a listing."""
    lst_cap: str = option("lst-cap", TEXT, "")
    """Caption of the code as a listing."""
    classes: tuple[str, ...] = option("classes", CLASSES, ())
    """Classes of the cell's div."""
    tags: Texts = option("tags", TEXTS)
    """Jupyter's tags, which change nothing here."""
