"""What the methods return: frozen dataclasses whose fields know their label and rounding rule."""

from qi_stats.estimates.statistic import Estimate, Statistic, Value, parts, shown, statistics

__all__ = ["Estimate", "Statistic", "Value", "parts", "shown", "statistics"]
