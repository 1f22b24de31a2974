"""Tests of single numbers over the rows of a data frame, and over group sizes that are not printed.

The names follow the `_map` functions of the R package scrutiny (Jung 2021).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from qi_stats.audit.consistency.debit import check_debit
from qi_stats.audit.consistency.grim import check_grim
from qi_stats.audit.consistency.grimmer import check_grimmer
from qi_stats.audit.consistency.percent import check_percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qi_stats.audit.consistency.printed import Printed
    from qi_stats.audit.consistency.result import Consistency

    Columns: TypeAlias = Mapping[str, Sequence[object]]

_WHOLE = frozenset({"n", "items", "total", "count"})


def grim_map(frame: Any) -> Any:  # noqa: ANN401 - any data frame that narwhals knows
    """Apply GRIM to every row.

    Parameters
    ----------
    frame
        A data frame of pandas, polars or the like, or a mapping of columns: `mean` as printed
        text, `n`, and `items` where it is not 1.

    Returns
    -------
    of the same kind as `frame`
        With the further columns `is_right`, `roundings` (those that make the row right, with
        spaces between), `possible_low` and `possible_high` (of the true values that are left).

    Raises
    ------
    TypeError
        If a printed number is no text.
    ValueError
        If a column is missing, or a value is not what it must be; the row is named.

    Examples
    --------
    >>> grim_map({"mean": ["5.19", "5.21"], "n": [28, 28]})["is_right"]
    [False, True]
    """
    return _map_rows(frame, check_grim, ("mean", "n"), ("items",))


def grimmer_map(frame: Any) -> Any:  # noqa: ANN401
    """Apply GRIMMER to every row: `mean` and `sd` as text, `n`, perhaps `items`; as `grim_map`.

    Examples
    --------
    >>> rows = {"mean": ["5.23", "5.23"], "sd": ["2.55", "2.55"], "n": [35, 31]}
    >>> grimmer_map(rows)["is_right"]
    [False, True]
    """
    return _map_rows(frame, check_grimmer, ("mean", "sd", "n"), ("items",))


def debit_map(frame: Any) -> Any:  # noqa: ANN401
    """Apply DEBIT to every row: `mean` and `sd` as text, and `n`; as `grim_map`.

    Examples
    --------
    >>> debit_map({"mean": ["0.36", "0.35"], "sd": ["0.11", "0.49"], "n": [20, 20]})["is_right"]
    [False, True]
    """
    return _map_rows(frame, check_debit, ("mean", "sd", "n"), ())


def percent_map(frame: Any) -> Any:  # noqa: ANN401
    """Test the percentage of every row: `percent` as text, `total`, perhaps `count`.

    Examples
    --------
    >>> percent_map({"percent": ["62.5%", "62.5%"], "total": [24, 25]})["is_right"]
    [True, False]
    """
    return _map_rows(frame, check_percent, ("percent", "total"), ("count",))


def list_group_sizes(
    first: str | Printed, second: str | Printed, total: int, items: int = 1
) -> tuple[tuple[int, int], ...]:
    """Return the sizes of two groups of `total` values in which both means are possible.

    For papers that print the size of the sample and not those of its two groups.

    Examples
    --------
    >>> list_group_sizes("3.50", "4.33", 10)
    ((4, 6),)
    """
    return tuple(
        (n, total - n)
        for n in range(1, total)
        if check_grim(first, n, items).is_right and check_grim(second, total - n, items).is_right
    )


def _map_rows(
    frame: Any,  # noqa: ANN401
    check: Callable[..., Consistency],
    needed: tuple[str, ...],
    further: tuple[str, ...],
) -> Any:  # noqa: ANN401
    import narwhals as nw

    if isinstance(frame, Mapping):
        found = _check_columns(frame, check, needed, further)
        return {**frame, **found}
    wrapped = nw.from_native(frame, eager_only=True)
    columns = {name: wrapped[name].to_list() for name in wrapped.columns}
    found = _check_columns(columns, check, needed, further)
    space = nw.get_native_namespace(wrapped)
    added = [nw.new_series(name, values, backend=space) for name, values in found.items()]
    return wrapped.with_columns(*added).to_native()


def _check_columns(
    columns: Columns,
    check: Callable[..., Consistency],
    needed: tuple[str, ...],
    further: tuple[str, ...],
) -> dict[str, list[object]]:
    missing = [name for name in needed if name not in columns]
    if missing:
        message = f"no column {', '.join(missing)}; there are {', '.join(columns)}"
        raise ValueError(message)
    names = [*needed, *(one for one in further if one in columns)]
    answers = []
    for number, row in enumerate(zip(*(columns[one] for one in names), strict=True), start=1):
        given = {
            name: int(cast("int", value)) if name in _WHOLE else value
            for name, value in zip(names, row, strict=True)
        }
        try:
            answers.append(check(**given))
        except (TypeError, ValueError) as error:
            message = f"row {number}: {error}"
            raise type(error)(message) from None
    spans = [one.possible for one in answers]
    return {
        "is_right": [one.is_right for one in answers],
        "roundings": [" ".join(one.roundings) for one in answers],
        "possible_low": [None if one is None else float(one.low) for one in spans],
        "possible_high": [None if one is None else float(one.high) for one in spans],
    }
