"""Shells of figures, as the section `figures` of the plan's file lays them out."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, StringConstraints, model_validator

from qi_stats.displays.distribution import BoxFigure, HistogramFigure
from qi_stats.displays.series import FunnelFigure, SurvivalFigure, TimeSeriesFigure
from qi_stats.displays.shell import Key, Name, Path, Shell, Text


class FlowStep(Shell):
    """One box of a flow: how many, of what, and which box it follows.

    Attributes
    ----------
    count
        Key of the number in the box; none where it is not known, and the box is broken.
    after
        Id of the box that an arrow comes from; the first box has none.
    """

    label: Text
    count: Key | None = None
    after: Name | None = None


class FlowFigure(Shell):
    """How many came how far: boxes joined by arrows, from the top down."""

    kind: Literal["flow"]
    title: Text
    steps: Annotated[dict[Name, FlowStep], Field(min_length=1)]

    @model_validator(mode="after")
    def _follow_earlier_steps(self) -> Self:
        """Let only the first step follow nothing, and each other one a step above it."""
        seen: list[str] = []
        for name, step in self.steps.items():
            if (step.after is None) != (not seen) or (seen and step.after not in seen):
                expected = " or ".join(seen) or "nothing, as the first step"
                message = f"step {name} follows {step.after}; it may follow {expected}"
                raise ValueError(message)
            seen.append(name)
        return self


class ForestRow(Shell):
    """One estimate with its interval.

    Attributes
    ----------
    at
        Where in the analysis: a method and a term, as in `ml.dose`.
    label
        Words of the line; the title of the analysis if not given.
    estimate
        Statistic that is drawn, if not the figure's.
    """

    analysis: Name
    at: Path
    label: Text | None = None
    estimate: Name | None = None


class ForestFigure(Shell):
    """Estimates with their intervals: ratios on a logarithmic axis, or shares on a plain one.

    Attributes
    ----------
    estimate
        Statistic that is drawn; its bounds are `<estimate>_low` and `<estimate>_high`.
    axis
        Words below the axis.
    sides
        What lies to the left and to the right of no effect.
    limits
        Ends of the axis; an interval that leaves it ends in an arrow.
    log
        Whether the axis is logarithmic, as that of ratios is; without it, no effect is at 0.
    """

    kind: Literal["forest"]
    title: Text
    rows: Annotated[tuple[ForestRow, ...], Field(min_length=1)]
    estimate: Name = "odds_ratio"
    axis: Text = "Odds ratio (logarithmic axis)"
    sides: tuple[Text, Text] | None = None
    limits: tuple[float, float] = (0.01, 100)
    log: bool = True

    @model_validator(mode="after")
    def _enclose_no_effect(self) -> Self:
        """Let the axis reach from below no effect to above it, a logarithmic one from above 0."""
        low, high = self.limits
        none = 1 if self.log else 0
        if not low < none < high or (self.log and low <= 0):
            message = f"limits {low} and {high}: they enclose {none}, above 0 if log is true"
            raise ValueError(message)
        return self


class IconsRow(Shell):
    """One group of an icon array: keys of the number with the event, and of all."""

    label: Text
    count: Key
    total: Key


class IconsFigure(Shell):
    """Each person as one sign, filled for those with the event.

    Attributes
    ----------
    filled, open
        What a filled and an open sign stand for.
    """

    kind: Literal["icons"]
    title: Text
    filled: Text
    open: Text
    rows: Annotated[tuple[IconsRow, ...], Field(min_length=1)]


Move = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_-]+$")]


class MovesSeries(Shell):
    """One test whose P is drawn as each single chart is recoded.

    Attributes
    ----------
    prefix
        Beginning of the keys of its recodings, as in `score_by_ward.welch.recoded`.
    """

    prefix: Path
    label: Text


class MovesFigure(Shell):
    """How P moves as one chart is recoded: a row for each recoding, a lane for each test.

    Attributes
    ----------
    words
        A recoding, by its name in the keys, in words that are shorter than the record's own.
    limits
        Ends of the logarithmic axis of P.
    """

    kind: Literal["moves"]
    title: Text
    series: Annotated[tuple[MovesSeries, ...], Field(min_length=1, max_length=3)]
    words: dict[Move, Text] = Field(default_factory=dict)
    limits: tuple[Annotated[float, Field(gt=0, lt=1)], Annotated[float, Field(gt=0, le=1)]] = (
        0.001,
        0.5,
    )


class PossibleSeries(Shell):
    """One claim that prints the P value of a test."""

    claim: Name
    label: Text


class PossiblePanel(Shell):
    """One meaning of a term: `as_taken`, or the name of another reading, with its words."""

    reading: Name
    label: Text


class PossibleFigure(Shell):
    """Every table of two by two counts that a publication allows, with P at each of them.

    Attributes
    ----------
    axis
        What the count is that tells the tables apart.
    limits
        Ends of the logarithmic axis of P; P beyond them is drawn at the end.
    """

    kind: Literal["possible"]
    title: Text
    series: Annotated[tuple[PossibleSeries, ...], Field(min_length=1, max_length=2)]
    panels: Annotated[tuple[PossiblePanel, ...], Field(min_length=1, max_length=3)]
    axis: Text
    limits: tuple[Annotated[float, Field(gt=0, lt=1)], Annotated[float, Field(gt=0, le=1)]] = (
        0.002,
        1,
    )


class RangesRow(Shell):
    """One record that is drawn with the range of its possible values."""

    key: Key
    label: Text


class RangesFigure(Shell):
    """Values with the ranges that a publication leaves to them, on one axis.

    Attributes
    ----------
    axis
        What the values are.
    limits
        Ends of the axis; a range that leaves it ends in an arrow.
    log
        Whether the axis is logarithmic.
    at
        A value that a line is drawn at, such as a level of significance.
    """

    kind: Literal["ranges"]
    title: Text
    rows: Annotated[tuple[RangesRow, ...], Field(min_length=1)]
    axis: Text
    limits: tuple[float, float]
    log: bool = False
    at: float | None = None

    @model_validator(mode="after")
    def _order_limits(self) -> Self:
        """Let the axis go upward, and a logarithmic one begin above 0."""
        low, high = self.limits
        if low >= high or (self.log and low <= 0):
            message = f"limits {low} and {high}: the first is the lower one, above 0 if log is true"
            raise ValueError(message)
        return self


class Panel(Shell):
    """One variable of one analysis, drawn in a panel of its own, under `label`."""

    analysis: Name
    variable: Name
    label: Text


class CountsFigure(Shell):
    """How many had 1, 2, 3, …: a column for each number, one panel a variable."""

    kind: Literal["counts"]
    title: Text
    panels: Annotated[tuple[Panel, ...], Field(min_length=1, max_length=3)]
    axis: Text = "Number"


class BarsFigure(Shell):
    """How many are at each level: a horizontal bar for each, one panel a variable."""

    kind: Literal["bars"]
    title: Text
    panels: Annotated[tuple[Panel, ...], Field(min_length=1, max_length=4)]


FigureSpec: TypeAlias = Annotated[
    FlowFigure
    | ForestFigure
    | IconsFigure
    | MovesFigure
    | CountsFigure
    | BarsFigure
    | PossibleFigure
    | RangesFigure
    | HistogramFigure
    | BoxFigure
    | FunnelFigure
    | SurvivalFigure
    | TimeSeriesFigure,
    Field(discriminator="kind"),
]
