"""Regressions of a frame by one call each; every one is an analysis of a plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote
from qi_stats.api.frames import read_frame
from qi_stats.api.runs import run_analysis

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.api.frames import Dictionary
    from qi_stats.api.results import Result

FORM = "an outcome and its terms, such as “y ~ x + age”"


def logistic(
    data: object,
    formula: str,
    methods: Sequence[str] = ("ml",),
    *,
    codebook: Dictionary = None,
) -> Result:
    """Explain an outcome of two levels by terms.

    Parameters
    ----------
    data
        A frame of pandas or polars.
    formula
        The outcome, a tilde, and columns joined by ``+``; ``a:b`` is an interaction.
    methods
        Any of "ml", "firth", "exact" and their variants in `qi-stats methods`.
    codebook
        A codebook, or its file, that says what the columns are.

    Returns
    -------
    Result
        Odds ratios with intervals. Rows with a missing value are counted and left out.

    Raises
    ------
    InputError
        If the formula is none, a column is not there, or the outcome has not two levels.

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"fell": [0, 0, 1, 0, 1, 1], "age": [60, 70, 65, 72, 80, 90]})
    >>> fit = qi.logistic(rows, "fell ~ age", methods=["ml", "firth"])
    >>> fit["firth.age.odds_ratio"] < fit["ml.age.odds_ratio"]
    True
    """
    return _regress(data, formula, "logistic", methods, codebook)


def linear(
    data: object, formula: str, methods: Sequence[str] = ("ols",), *, codebook: Dictionary = None
) -> Result:
    """Explain a number by terms; `methods` are "ols" and "hc3", all else as in `logistic`.

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"y": [1.0, 3.0, 4.0, 8.0], "x": [1, 2, 3, 4]})
    >>> round(qi.linear(rows, "y ~ x")["ols.x.coefficient"], 6)
    2.2
    """
    return _regress(data, formula, "linear", methods, codebook)


def _regress(
    data: object, formula: str, model: str, methods: Sequence[str], codebook: Dictionary
) -> Result:
    outcome, tilde, right = formula.partition("~")
    terms = [term.strip() for term in right.split("+")]
    if not tilde or not outcome.strip() or not all(terms):
        raise InputError("the argument formula", quote(formula), FORM, "write it so")
    grouping = (outcome.strip(),) if model == "logistic" else ()
    source = read_frame(data, grouping, codebook)
    entry = {
        "kind": "regression",
        "title": formula.strip(),
        "model": model,
        "outcome": source.find(outcome.strip(), "formula"),
        "terms": [
            ":".join(source.find(part.strip(), "formula") for part in term.split(":"))
            for term in terms
        ],
        "methods": list(methods),
    }
    return run_analysis(model, entry, source)
