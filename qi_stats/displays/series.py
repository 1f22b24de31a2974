"""Shells of figures that show what comes with time: series, and follow-up; and units by size."""

from typing import Literal

from qi_stats.displays.shell import Name, Shell, Text


class TimeSeriesFigure(Shell):
    """A series over time with center line and limits, from an analysis of the kind `over_time`.

    Attributes
    ----------
    chart
        Which of the analysis' charts.
    axis, measure
        Words below the axis, and beside it.
    """

    kind: Literal["time_series"]
    title: Text
    analysis: Name
    chart: Literal["run", "xmr", "p", "u", "c", "g", "t"]
    axis: Text = "Time"
    measure: Text = "Value"


class FunnelFigure(Shell):
    """Units by their size with limits about their center, from an analysis of the kind `funnel`.

    Attributes
    ----------
    axis, measure
        Words below the axis, and beside it.
    """

    kind: Literal["funnel"]
    title: Text
    analysis: Name
    axis: Text = "Size"
    measure: Text = "Value"


class SurvivalFigure(Shell):
    """Curves of Kaplan and Meier, from an analysis of the kind `follow_up`.

    Attributes
    ----------
    axis, measure
        Words below the axis, and beside it.
    """

    kind: Literal["survival"]
    title: Text
    analysis: Name
    axis: Text = "Time"
    measure: Text = "Without event"
