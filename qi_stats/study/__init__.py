"""The data: files → validated frames. The only package that opens data."""

from qi_stats.study.load import Study, TableSummary, check_study, load_study

__all__ = ["Study", "TableSummary", "check_study", "load_study"]
