"""The kinds of claims: one module says how a kind is read, judged, and what it demands of data."""

from qi_stats.audit.claims.kinds.code import Code, Other
from qi_stats.audit.claims.kinds.coefficient import Coefficient
from qi_stats.audit.claims.kinds.count import Count
from qi_stats.audit.claims.kinds.extreme import Maximum, Minimum
from qi_stats.audit.claims.kinds.inference import Difference, Direction, P, Ratio
from qi_stats.audit.claims.kinds.limits import Limits
from qi_stats.audit.claims.kinds.moment import (
    LowerQuartile,
    Mean,
    Median,
    Sd,
    StandardError,
    UpperQuartile,
)
from qi_stats.audit.claims.kinds.share import Percent, Words
from qi_stats.audit.claims.kinds.significance import SIGNIFICANCE, NotSignificant, Significant
from qi_stats.audit.claims.model import Kind

__all__ = ["KINDS", "SIGNIFICANCE"]

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Count(),
        Percent(),
        Mean(),
        Sd(),
        StandardError(),
        Median(),
        LowerQuartile(),
        UpperQuartile(),
        Minimum(),
        Maximum(),
        Limits(),
        Words(),
        P(),
        Significant(),
        NotSignificant(),
        Ratio(),
        Difference(),
        Coefficient(),
        Direction(),
        Code(),
        Other(),
    )
}
"""By name, in the order in which messages list them."""
