"""A coefficient of a regression, on the scale on which 0 is no association."""

from __future__ import annotations

from qi_stats.audit.claims.kinds.inference import Ratio


class Coefficient(Ratio):
    """A coefficient, or any other estimate with a standard error of its own."""

    name = "coefficient"
    quantity = "coefficient"
    fmt = "decimal2"
