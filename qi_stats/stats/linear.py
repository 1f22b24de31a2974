"""Linear regression by least squares, with classical or heteroscedasticity-consistent errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from statsmodels.regression.linear_model import OLS

from qi_stats.estimates.regression import LinearFit, LinearTerm
from qi_stats.stats.arrays import check_choice, check_level
from qi_stats.stats.design import Design, build_design, standardise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

Errors = Literal["classical", "hc3"]

PERFECT_FIT = 1e-12
"""Residual sum of squares, relative to the total, below which a fit counts as perfect."""

_DEFINITIONS: dict[Errors, str] = {
    "classical": "least squares; standard errors assume one residual variance; t intervals",
    "hc3": "least squares; HC3 standard errors (MacKinnon and White 1985); t intervals; Wald F",
}


def fit_linear(
    *,
    y: ArrayLike,
    X: ArrayLike,
    names: Sequence[str],
    errors: Errors = "classical",
    level: float = 0.95,
) -> LinearFit:
    """Regress an outcome on covariates and an intercept by ordinary least squares.

    Parameters
    ----------
    y
        Outcome, shape (n,), in any unit.
    X
        Covariates without the intercept, shape (n, p) or (n,).
    names
        Names of the covariates, which become the names of the terms.
    errors
        "classical" (R's `summary.lm`), or "hc3", which stays honest when the residual variance
        differs between observations and is the variant recommended for small samples
        (R's `sandwich::vcovHC`, with `lmtest::coeftest` for t and `waldtest` for F).
    level
        Confidence level of the intervals, between 0 and 1.

    Returns
    -------
    LinearFit
        One part per term, the intercept first. A term that repeats earlier ones, and every figure
        of a model that can't be fitted, is None, with a warning that says why.

    Raises
    ------
    ValueError
        If shapes disagree, values are missing, or `errors` or `level` is not allowed.

    References
    ----------
    MacKinnon JG, White H. J Econom. 1985;29:305-325, eq 13 (HC3).
    Long JS, Ervin LH. Am Stat. 2000;54:217-224.
    """
    check_choice("errors", errors, _DEFINITIONS)
    check_level(level)
    design = build_design(y, X, names)
    reason = _find_obstacle(design)
    if reason is not None:
        return _report_nothing(design, errors, reason)
    return _fit(design, errors, level)


def _find_obstacle(design: Design) -> str | None:
    coefficients = design.X.shape[1]
    if design.n <= coefficients:
        return (
            f"{design.n} observations are too few for {coefficients} coefficients: "
            "nothing is left to estimate the error from."
        )
    if np.ptp(design.y) == 0:
        return "The outcome is the same for every observation: there is nothing to explain."
    return None


def _report_nothing(design: Design, errors: Errors, reason: str) -> LinearFit:
    return LinearFit(
        n=design.n,
        terms=tuple(LinearTerm(term=name, warnings=(reason,)) for name in design.names),
        definition=_DEFINITIONS[errors],
        warnings=(reason, *design.left_out.values()),
    )


def _fit(design: Design, errors: Errors, level: float) -> LinearFit:
    standardised, back = standardise(design.X)
    plain = OLS(design.y, standardised).fit(method="qr")
    if plain.ssr <= PERFECT_FIT * plain.centered_tss:
        return _report_perfect(design, errors, plain, back @ plain.params)
    if errors == "hc3" and _has_full_leverage(design):
        reason = (
            "One observation alone determines a coefficient (leverage 1): "
            "HC3 standard errors do not exist."
        )
        return _report_perfect(design, errors, plain, back @ plain.params, reason)
    chosen = plain if errors == "classical" else plain.get_robustcov_results("HC3", use_t=True)
    has_terms = plain.df_model > 0
    return LinearFit(
        n=design.n,
        df=int(plain.df_resid),
        r_squared=float(plain.rsquared),
        adjusted_r_squared=float(plain.rsquared_adj),
        residual_sd=float(np.sqrt(plain.scale)),
        f=float(np.squeeze(chosen.fvalue)) if has_terms else None,
        f_df=int(plain.df_model),
        f_p=float(np.squeeze(chosen.f_pvalue)) if has_terms else None,
        terms=_list_terms(design, chosen.t_test(back), level),
        definition=_DEFINITIONS[errors],
        warnings=tuple(design.left_out.values()),
    )


def _has_full_leverage(design: Design) -> bool:
    orthonormal = np.linalg.qr(design.X)[0]
    return bool(np.max(np.sum(orthonormal**2, axis=1)) > 1 - PERFECT_FIT)


def _report_perfect(
    design: Design,
    errors: Errors,
    result: Any,  # noqa: ANN401 - statsmodels has no types
    coefficients: NDArray[np.float64],
    reason: str = "The terms reproduce the outcome exactly: no error is left to judge them by.",
) -> LinearFit:
    positions = {j: i for i, j in enumerate(design.kept)}
    terms = tuple(
        LinearTerm(
            term=name,
            coefficient=float(coefficients[positions[j]]) if j in positions else None,
            warnings=(reason,),
        )
        for j, name in enumerate(design.names)
    )
    return LinearFit(
        n=design.n,
        df=int(result.df_resid),
        r_squared=float(result.rsquared),
        f_df=int(result.df_model),
        terms=terms,
        definition=_DEFINITIONS[errors],
        warnings=(reason, *design.left_out.values()),
    )


def _list_terms(
    design: Design,
    tests: Any,  # noqa: ANN401 - statsmodels has no types
    level: float,
) -> tuple[LinearTerm, ...]:
    bounds = tests.conf_int(alpha=1 - level)
    fitted = {
        j: LinearTerm(
            term=design.names[j],
            coefficient=float(np.ravel(tests.effect)[i]),
            se=float(np.ravel(tests.sd)[i]),
            t=float(np.ravel(tests.tvalue)[i]),
            p=float(np.ravel(tests.pvalue)[i]),
            low=float(bounds[i, 0]),
            high=float(bounds[i, 1]),
        )
        for i, j in enumerate(design.kept)
    }
    return tuple(
        fitted.get(j) or LinearTerm(term=name, warnings=(design.left_out[name],))
        for j, name in enumerate(design.names)
    )
