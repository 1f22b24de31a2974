"""What the plan's file says of two numbers of the same rows: compared, or correlated."""

from __future__ import annotations

from typing import Literal

from qi_stats.plan_file.analyses import BaseSpec, Names, Word


class PairsSpec(BaseSpec):
    """Two numbers of the same rows, such as before and after; a difference is first minus second.

    Attributes
    ----------
    first, second
        The two variables.
    methods
        Paired tests, correlations, or both.
    """

    kind: Literal["pairs"]
    first: Word
    second: Word
    methods: Names
