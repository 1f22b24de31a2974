"""What the plan's file says of units whose shares or rates are compared by their size."""

from __future__ import annotations

from typing import Literal

from qi_stats.plan_file.analyses import BaseSpec, Word


class FunnelSpec(BaseSpec):
    """Compare wards, sites or practices with what chance makes of units of their size.

    Attributes
    ----------
    unit
        What tells the rows apart, one row for each unit.
    value, size
        Events of each unit, and its cases (p) or its opportunity (u).
    chart
        Shares of cases, or events for each unit of opportunity.
    """

    kind: Literal["funnel"]
    unit: Word
    value: Word
    size: Word
    chart: Literal["p", "u"] = "p"
