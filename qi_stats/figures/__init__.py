"""Figures, drawn from records of the ledger and labels of the codebook; nothing is computed here.

Each kind of figure has a module of its own; matplotlib is loaded when the first one is drawn.
"""

from qi_stats.figures.draw import describe_figure, draw_figure

__all__ = ["describe_figure", "draw_figure"]
