"""Files of other programs → sheets, one reader for each family of formats."""

from qi_stats.intake.readers.registry import SUFFIXES, read_sheet

__all__ = ["SUFFIXES", "read_sheet"]
