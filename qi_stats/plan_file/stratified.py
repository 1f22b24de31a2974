"""What the plan's file says of an odds ratio that several strata have in common."""

from __future__ import annotations

from typing import Literal

from qi_stats.plan_file.analyses import BaseSpec, Groups, Word


class StratifiedSpec(BaseSpec):
    """Two groups compared by a variable of two levels, within the levels of `strata`.

    The odds ratio is that of Mantel and Haenszel, with its interval, its test, and the test that
    the strata have it in common.
    """

    kind: Literal["stratified"]
    variable: Word
    by: Word
    groups: Groups = None
    strata: Word
