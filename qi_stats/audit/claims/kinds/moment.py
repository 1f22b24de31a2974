"""The mean and the standard deviation of a numeric variable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.model import Kind
from qi_stats.audit.claims.restrictions import MomentRestriction

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim


class Mean(Kind):
    """The mean of `variable` over the rows that meet `where`."""

    name = "mean"
    about = "values"
    quantity = "mean"
    checks = frozenset({"moments", "restated"})
    plainness = 2

    def restrict(self, claim: Claim) -> MomentRestriction | None:
        """Return that the values have this mean."""
        target = claim.target
        if target is None or target.variable is None:
            return None
        return MomentRestriction(target.table, target.where, target.variable, mean=claim.printed)


class Sd(Kind):
    """The standard deviation, with divisor n - 1."""

    name = "sd"
    about = "values"
    quantity = "sd"
    checks = frozenset({"moments", "restated"})
    plainness = 2

    def restrict(self, claim: Claim) -> MomentRestriction | None:
        """Return that the values have this SD."""
        target = claim.target
        if target is None or target.variable is None:
            return None
        return MomentRestriction(target.table, target.where, target.variable, sd=claim.printed)


class StandardError(Kind):
    """The standard error of the mean."""

    name = "se"
    about = "values"
    quantity = "se"
    checks = frozenset({"moments", "restated"})


class Median(Kind):
    """The median."""

    name = "median"
    about = "values"
    quantity = "median"
    checks = frozenset({"moments", "restated"})


class LowerQuartile(Kind):
    """The quartile below the median, by any of its definitions."""

    name = "lower_quartile"
    about = "values"
    quantity = "lower_quartile"
    checks = frozenset({"moments", "restated"})


class UpperQuartile(Kind):
    """The quartile above the median, by any of its definitions."""

    name = "upper_quartile"
    about = "values"
    quantity = "upper_quartile"
    checks = frozenset({"moments", "restated"})
