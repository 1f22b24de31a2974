"""Terms of a model → columns of its matrix: several covariates, factors and interactions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd
    from numpy.typing import NDArray

_INTERACTION = ":"


@dataclass(frozen=True, slots=True)
class TermMatrix:
    """Columns of a model matrix, without the intercept.

    Attributes
    ----------
    X
        Shape (n, p), in the units of the variables; 0 or 1 for a level of a factor.
    names
        Names of the p columns: `age`; `member` for the second level of a two-level factor;
        `ward.north` for a level of a factor of more levels; `age:ward.north` for an interaction.
    references
        For each factor, the level that the others are compared with.
    """

    X: NDArray[np.float64]
    names: tuple[str, ...]
    references: Mapping[str, str]


def build_terms(frame: pd.DataFrame, terms: Sequence[str]) -> TermMatrix:
    """Code the terms of a model as columns, factors by treatment contrasts.

    Parameters
    ----------
    frame
        One row per observation. A categorical column is a factor whose first category is the
        reference; other columns are numbers or booleans.
    terms
        Each a column of `frame`, or several joined by ":" for their interaction.

    Returns
    -------
    TermMatrix
        Columns in the order of `terms`, then of the categories. A category without observations
        keeps its column of zeros, so that the fit can say that it has no estimate.

    Raises
    ------
    ValueError
        If a term names no column, a column holds text, or a value is missing.

    References
    ----------
    Chambers JM, Hastie TJ. Statistical Models in S. 1992, chapter 2 (R's `contr.treatment`).
    """
    from formulaic import Formula

    variables = list(dict.fromkeys(name for term in terms for name in term.split(_INTERACTION)))
    data = _prepare_columns(frame, variables)
    if not terms:
        raise ValueError("there are no terms to code")
    quoted = (_INTERACTION.join(f"`{name}`" for name in t.split(_INTERACTION)) for t in terms)
    matrix = Formula(" + ".join(("1", *quoted)), _ordering="none").get_model_matrix(data)
    levels = _list_levels(data)
    return TermMatrix(
        X=np.asarray(matrix, dtype=np.float64)[:, 1:],
        names=tuple(_name_column(str(column), levels) for column in matrix.columns[1:]),
        references={name: found[0] for name, found in levels.items()},
    )


def _prepare_columns(frame: pd.DataFrame, variables: Sequence[str]) -> pd.DataFrame:
    unknown = [name for name in variables if name not in frame.columns]
    if unknown:
        raise ValueError(f"no column is named {', '.join(map(repr, unknown))}")
    data = frame[list(variables)].copy()
    if data.isna().to_numpy().any():
        raise ValueError("a term has missing values; drop those rows first")
    for name in variables:
        if data[name].dtype == "category":
            continue
        try:
            data[name] = data[name].astype(float)
        except (TypeError, ValueError) as error:
            raise ValueError(f"column {name!r} holds text; make it categorical first") from error
    return data


def _list_levels(data: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    return {
        str(name): tuple(map(str, data[name].cat.categories))
        for name in data.columns
        if data[name].dtype == "category"
    }


def _name_column(column: str, levels: Mapping[str, Sequence[str]]) -> str:
    """Name a column of formulaic's, such as `age:ward[T.north]`, as a key of the ledger."""
    return _INTERACTION.join(_name_part(part, levels) for part in column.split(_INTERACTION))


def _name_part(part: str, levels: Mapping[str, Sequence[str]]) -> str:
    for name, found in levels.items():
        for level in found:
            if part in (f"{name}[T.{level}]", f"{name}[{level}]"):
                contrasted = len(found) == 2 and part.startswith(f"{name}[T.")
                return name if contrasted else f"{name}.{level}"
    return part
