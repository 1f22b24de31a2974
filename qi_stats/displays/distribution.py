"""Shells of figures that show how a number is spread."""

from typing import Literal

from qi_stats.displays.shell import Name, Shell, Text


class HistogramFigure(Shell):
    """Counts in bins, a panel for each group, from an analysis of the kind `distribution`.

    Attributes
    ----------
    axis
        Words below the axis; the variable and its unit if not given.
    """

    kind: Literal["histogram"]
    title: Text
    analysis: Name
    axis: Text | None = None


class BoxFigure(Shell):
    """A box with whiskers for each group, and its points, from an analysis of `distribution`.

    Attributes
    ----------
    axis
        Words below the axis; the variable and its unit if not given.
    """

    kind: Literal["box"]
    title: Text
    analysis: Name
    axis: Text | None = None
