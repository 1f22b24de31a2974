"""What the plan's file says of how the values of one number are spread."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qi_stats.plan_file.analyses import BaseSpec, Groups, Word


class DistributionSpec(BaseSpec):
    """How a number is spread, in all or by group: bins of a histogram, and a box with its points.

    Attributes
    ----------
    by, groups
        Variable whose levels are told apart, and which of them.
    width
        Width of a bin, in the units of the variable; by Sturges' rule if not given.
    points
        Whether each value is counted, or only those beyond the whiskers of the box.
    """

    kind: Literal["distribution"]
    variable: Word
    by: Word | None = None
    groups: Groups = None
    width: Annotated[float, Field(gt=0)] | None = None
    points: bool = False
