"""Shells of figures, as the section `figures` of the plan's file lays them out."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from qi_stats.displays.shell import Key, Name, Path, Shell, Text


class FlowStep(Shell):
    """One box of a flow: how many, of what, and which box it follows.

    Attributes
    ----------
    count
        Key of the number in the box.
    after
        Id of the box that an arrow comes from; the first box has none.
    """

    label: Text
    count: Key
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
    """

    analysis: Name
    at: Path
    label: Text | None = None


class ForestFigure(Shell):
    """Ratios with their intervals on a logarithmic axis.

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
    """

    kind: Literal["forest"]
    title: Text
    rows: Annotated[tuple[ForestRow, ...], Field(min_length=1)]
    estimate: Name = "odds_ratio"
    axis: Text = "Odds ratio (logarithmic axis)"
    sides: tuple[Text, Text] | None = None
    limits: tuple[Annotated[float, Field(gt=0, lt=1)], Annotated[float, Field(gt=1)]] = (0.01, 100)


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
    """How P moves as one chart is recoded: a line for each recoding, a panel for each test.

    Attributes
    ----------
    limits
        Ends of the logarithmic axis of P.
    """

    kind: Literal["moves"]
    title: Text
    series: Annotated[tuple[MovesSeries, ...], Field(min_length=1, max_length=3)]
    limits: tuple[Annotated[float, Field(gt=0, lt=1)], Annotated[float, Field(gt=0, le=1)]] = (
        0.001,
        0.5,
    )


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
    FlowFigure | ForestFigure | MovesFigure | CountsFigure | BarsFigure,
    Field(discriminator="kind"),
]
