"""What the plan's file says of a series over time, and the charts that are made of it."""

from __future__ import annotations

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from qi_stats.plan_file.analyses import BaseSpec, Word

Chart: TypeAlias = Literal["run", "xmr", "p", "u", "c", "g", "t"]
SIZED = frozenset({"p", "u"})
"""Charts of counts among cases, or for each unit of opportunity."""


class PhaseSpec(BaseModel):
    """A part of the series with center and limits of its own, and why it is one.

    `starts` is the number of its first point, from 2.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    starts: Annotated[int, Field(ge=2)]
    reason: Word


class OverTimeSpec(BaseSpec):
    """Chart a series in the order of time, and look for change that chance does not make.

    Attributes
    ----------
    order, value, size
        What the rows are sorted by, what is charted, and the cases (p) or the opportunity (u) of
        each point.
    freeze
        How many of the first points give center and limits; all of them if not given.
    phases
        Where the series begins anew, such as with a PDSA cycle.
    """

    kind: Literal["over_time"]
    order: Word
    value: Word
    size: Word | None = None
    charts: Annotated[tuple[Chart, ...], Field(min_length=1)]
    freeze: Annotated[int, Field(ge=2)] | None = None
    phases: tuple[PhaseSpec, ...] = ()

    @model_validator(mode="after")
    def _fit_together(self) -> Self:
        """Let sizes stand where a chart needs them, and phases rise and not be frozen."""
        if SIZED & set(self.charts) and self.size is None:
            raise ValueError("p and u charts need the `size` of each point")
        if self.phases and self.freeze is not None:
            raise ValueError("give either `freeze` or `phases`: a phase has limits of its own")
        starts = [phase.starts for phase in self.phases]
        if sorted(set(starts)) != starts:
            raise ValueError("phases start one after the other")
        return self
