"""Charts of a series over time by one call each; every one is an analysis of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.api.frames import read_frame
from qi_stats.api.runs import run_analysis

if TYPE_CHECKING:
    from qi_stats.api.frames import Dictionary
    from qi_stats.api.results import Result


def run_chart(  # noqa: PLR0913 - one for each choice that a chart has
    data: object,
    value: str,
    order: str,
    *,
    size: str | None = None,
    freeze: int | None = None,
    codebook: Dictionary = None,
) -> Result:
    """Look for change in a series by a run chart and the rules of Anhøj.

    Parameters
    ----------
    data
        A frame of pandas or polars, a row for each point.
    value, order
        Columns of what is charted, and of numbers or dates that the rows are sorted by.
    size
        Column that the values are divided by, such as cases or patient days.
    freeze
        How many of the first points give the center line; all if not given.
    codebook
        A codebook, or its file, that says what the columns are.

    Returns
    -------
    Result
        The signal, the chance of a false alarm, and the least shift that would have been found.

    Raises
    ------
    InputError
        If a column is not there, or is no number.
    ValueError
        If two rows have the same place in the order.

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"week": range(1, 13), "wait": [9, 8, 9, 7, 9, 8, 2, 3, 2, 1, 3, 2]})
    >>> qi.run_chart(rows, "wait", "week")["run.signal"]
    'few crossings'
    """
    return control_chart(data, value, order, "run", size=size, freeze=freeze, codebook=codebook)


def control_chart(  # noqa: PLR0913 - as `run_chart`
    data: object,
    value: str,
    order: str,
    chart: str = "xmr",
    *,
    size: str | None = None,
    freeze: int | None = None,
    codebook: Dictionary = None,
) -> Result:
    """Look for points outside the limits of a control chart; all else as in `run_chart`.

    Parameters
    ----------
    chart
        "xmr" (measurements), "p" (events among cases, with `size`), "u" (events for each unit of
        opportunity, with `size`), "c" (events), "g" (cases between events), "t" (times between).

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"month": [1, 2, 3, 4], "falls": [3, 4, 2, 17]})
    >>> qi.control_chart(rows, "falls", "month", "c")["c.4.signal"]
    'above'
    """
    source = read_frame(data, (), codebook)
    entry = {
        "kind": "over_time",
        "title": f"{value} over {order}",
        "order": source.find(order, "order"),
        "value": source.find(value, "value"),
        "size": None if size is None else source.find(size, "size"),
        "charts": [chart],
        "freeze": freeze,
    }
    return run_analysis("over_time", entry, source)
