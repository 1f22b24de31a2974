"""The audit of a publication: its claims, whether they hold, and data that satisfy them."""

from qi_stats.audit.claims import Claim, Claims, GivesWay, Target
from qi_stats.audit.load import load_claims

__all__ = ["Claim", "Claims", "GivesWay", "Target", "load_claims"]
