"""Figures that come out the same each time, and whose ink follows light and dark.

Text is drawn as outlines of the font that matplotlib ships, and of locked ones for letters that it
lacks, so that a figure looks the same on the site, in typst and in Word, whatever fonts are there.
In SVG the ink is `currentColor`: the file's own rule makes it light where the page is dark, which
holds for an image on a page (its `color-scheme` decides) and leaves print with the dark ink.
"""

from __future__ import annotations

import io
import re
import warnings
from typing import IO, TYPE_CHECKING, cast

import matplotlib as mpl
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from qi_stats.figures.style import DARK_INK, INK, STYLE, add_spare_fonts
from qi_stats.ledger import Ledger, ledger_to_csv

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from os import PathLike

    from qi_stats.ledger import Record

DPI = 240  # of bitmaps, for formats that take no SVG
NUMBERS = "application/vnd.press.numbers+html"
"""Type under which a renderer finds a figure's numbers, for those who can't see it."""

_NO_METADATA = dict.fromkeys(("Creator", "Date", "Format", "Type"))
_ROOT = re.compile(r"<svg [^>]*>")
_RULE = f"<style>@media (prefers-color-scheme: dark) {{ svg {{ color: {DARK_INK} }} }}</style>"


class ReportCanvas(FigureCanvasSVG):
    """Writes a figure as an SVG without a clock or a random id, in ink that adapts."""

    def print_svg(
        self,
        filename: str | PathLike[str] | IO[str] | IO[bytes],
        *,
        bbox_inches_restore: object = None,
        **_: object,
    ) -> None:
        """Write the figure; what the caller asks of colours and metadata is not heeded."""
        buffer = io.StringIO()
        with apply_style():
            super().print_svg(  # type: ignore[no-untyped-call]
                buffer, bbox_inches_restore=bbox_inches_restore, metadata=_NO_METADATA
            )
        text = adapt_ink(buffer.getvalue())
        with mpl.cbook.open_file_cm(filename, "w", encoding="utf-8") as file:
            unicode = mpl.cbook.file_requires_unicode(file)
            file.write(text if unicode else text.encode("utf-8"))


class ReportFigure(Figure):
    """A matplotlib figure that a notebook shows even where nothing was configured for figures.

    `shown` holds its records in the order of reading, `numbers` the same as an HTML table.
    """

    shown: tuple[Record, ...] = ()
    numbers: str = ""

    def _repr_svg_(self) -> str | None:
        """Return the SVG, unless the notebook has its own way with figures."""
        return None if is_configured() else render_svg(self)

    def _repr_png_(self) -> bytes | None:
        """Return the PNG, for formats that take no SVG, unless the notebook has its own way."""
        return None if is_configured() else render_png(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        """Return the data beside the image, for a renderer that offers it to readers."""
        del include, exclude
        data = {"text/csv": ledger_to_csv(Ledger(self.shown))} if self.shown else {}
        return {**data, NUMBERS: self.numbers} if self.numbers else data


def apply_style() -> AbstractContextManager[None]:
    """Return the context in which figures are drawn and written, whatever the user's settings."""
    add_spare_fonts()
    warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)  # a box is drawn
    return mpl.rc_context(STYLE)  # type: ignore[arg-type]


def make_figure(width: float, height: float) -> ReportFigure:
    """Return an empty transparent figure, `width` by `height` points."""
    figure = ReportFigure(figsize=(width / 72, height / 72), dpi=DPI, facecolor="none")
    ReportCanvas(figure)
    return figure


def render_svg(figure: Figure) -> str:
    """Return the figure as SVG: the same text for the same figure."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg")
    return buffer.getvalue()


def render_png(figure: Figure, dpi: int = DPI) -> bytes:
    """Return the figure as PNG with a transparent background."""
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=dpi, metadata={"Software": None})
    return buffer.getvalue()


def adapt_ink(svg: str) -> str:
    """Return the SVG with its ink as `currentColor`, light where the page is dark."""
    svg = svg.replace(INK, "currentColor")
    root = cast("re.Match[str]", _ROOT.search(svg))
    opened = root.group().removesuffix(">") + f' color="{INK}">\n {_RULE}'
    return svg[: root.start()] + opened + svg[root.end() :]


def is_configured() -> bool:
    """Return whether the running notebook has formatters for matplotlib's figures."""
    try:
        from IPython import get_ipython
    except ImportError:
        return False
    shell = get_ipython()
    if shell is None:
        return False
    formatters = shell.display_formatter.formatters.values()
    return any(Figure in formatter.type_printers for formatter in formatters)
