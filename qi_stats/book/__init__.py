"""All that a chapter may import: numbers, tables and figures of the project, by key or id.

A chapter opens with `from qi_stats import book` and embeds what these functions return; it
computes nothing. The project is the nearest folder upwards that holds `_quarto.yml`.
"""

from qi_stats.book.appendices import (
    agreement,
    codebook,
    downloads,
    guideline,
    ledger,
    methods,
    plan,
    reproduction,
    results,
    rules,
)
from qi_stats.book.changes import changes
from qi_stats.book.displays import figure, figure_description, table
from qi_stats.book.inline import Inline
from qi_stats.book.numbers import interval, marks, mean_sd, p, percent, published, value
from qi_stats.book.reviewers import reviewers
from qi_stats.book.sections import Sections

__all__ = [
    "Inline",
    "Sections",
    "agreement",
    "changes",
    "codebook",
    "downloads",
    "figure",
    "figure_description",
    "guideline",
    "interval",
    "ledger",
    "marks",
    "mean_sd",
    "methods",
    "p",
    "percent",
    "plan",
    "published",
    "reproduction",
    "results",
    "reviewers",
    "rules",
    "table",
    "value",
]
