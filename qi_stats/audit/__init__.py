"""The audit of a publication: its claims, whether they hold, and data that satisfy them."""

from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.claims.model import Claim, Claims, GivesWay, Target

__all__ = ["Claim", "Claims", "GivesWay", "Target", "load_claims"]
