"""The audit of a publication: its claims, whether they hold, and data that satisfy them.

Examples
--------
Numbers are given as they are printed, in quotation marks.

>>> from qi_stats.audit import check_grim, check_p, grim_map, read_statistic
>>> check_grim("5.19", n=28).nearest
('5.18', '5.21')
>>> check_p(".036", read_statistic("t", "2.20", "28")).is_right
True
>>> grim_map({"mean": ["5.19", "5.21"], "n": [28, 28]})["is_right"]
[False, True]
"""

from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.claims.model import Claim, Claims, GivesWay, Target
from qi_stats.audit.consistency import *  # noqa: F403 - all tests of printed numbers
from qi_stats.audit.consistency import __all__ as _tests

__all__ = ["Claim", "Claims", "GivesWay", "Target", "load_claims", *_tests]  # noqa: PLE0604
