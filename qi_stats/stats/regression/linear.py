"""Linear regression by least squares, with classical or heteroscedasticity-consistent errors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from statsmodels.regression.linear_model import OLS

from qi_stats.stats.arrays import check_choice, check_level
from qi_stats.stats.many_tables import answers_tables
from qi_stats.stats.regression.design import Design, build_design, standardise
from qi_stats.stats.regression.many_tables import judge_line
from qi_stats.stats.regression.results import LinearFit, LinearTerm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike, NDArray

Errors = Literal["classical", "hc3"]

PERFECT_FIT = 1e-12
"""Residual sum of squares, relative to the total, below which a fit counts as perfect."""

CERTAIN = 1e-12
"""HC3 variance, relative to the classical one, below which it is rounding."""

_NO_ERROR = (
    "The observations that determine it fit exactly: HC3 gives it a standard error of 0, "
    "so it has no test."
)
_NO_F = "HC3 gives some combination of the terms a standard error of 0: there is no F test."

_DEFINITIONS: dict[Errors, str] = {
    "classical": "least squares; standard errors assume one residual variance; t intervals",
    "hc3": "least squares; HC3 standard errors (MacKinnon and White 1985); t intervals; Wald F",
}


@answers_tables(judge_line)
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
    if not design.n:
        return "There are no observations."
    if design.n <= coefficients:
        return (
            f"There are too few observations ({design.n}) for the coefficients ({coefficients}): "
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
    cannot_test = _find_certain(plain.cov_params()[1:, 1:], chosen.cov_params()[1:, 1:])
    tested = plain.df_model > 0 and not cannot_test
    return LinearFit(
        n=design.n,
        df=int(plain.df_resid),
        r_squared=float(plain.rsquared),
        adjusted_r_squared=float(plain.rsquared_adj),
        residual_sd=float(np.sqrt(plain.scale)),
        f=float(np.squeeze(chosen.fvalue)) if tested else None,
        f_df=int(plain.df_model),
        f_p=float(np.squeeze(chosen.f_pvalue)) if tested else None,
        terms=_list_terms(design, (plain, chosen), back, level),
        definition=_DEFINITIONS[errors],
        warnings=(*((_NO_F,) if cannot_test else ()), *design.left_out.values()),
    )


def _find_certain(classical: NDArray[np.float64], robust: NDArray[np.float64]) -> bool:
    """Tell whether some direction has no variance left in the second of two covariances."""
    if not len(classical):
        return False
    root = np.linalg.inv(np.linalg.cholesky(classical))
    return bool(np.linalg.eigvalsh(root @ robust @ root.T).min() < CERTAIN)


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
    results: tuple[Any, Any],  # statsmodels has no types
    back: NDArray[np.float64],
    level: float,
) -> tuple[LinearTerm, ...]:
    """Report each term by the second result, unless next to the first it has no error at all."""
    classical, robust = (np.einsum("ij,jk,ik->i", back, r.cov_params(), back) for r in results)
    with np.errstate(divide="ignore", invalid="ignore"):  # the terms without an error
        tests = results[1].t_test(back)
        bounds = tests.conf_int(alpha=1 - level)
    terms = {}
    for i, j in enumerate(design.kept):
        coefficient = float(np.ravel(tests.effect)[i])
        if robust[i] < CERTAIN * classical[i]:
            terms[j] = LinearTerm(
                term=design.names[j], coefficient=coefficient, warnings=(_NO_ERROR,)
            )
            continue
        terms[j] = LinearTerm(
            term=design.names[j],
            coefficient=coefficient,
            se=float(np.ravel(tests.sd)[i]),
            t=float(np.ravel(tests.tvalue)[i]),
            p=float(np.ravel(tests.pvalue)[i]),
            low=float(bounds[i, 0]),
            high=float(bounds[i, 1]),
        )
    return tuple(
        terms.get(j) or LinearTerm(term=name, warnings=(design.left_out[name],))
        for j, name in enumerate(design.names)
    )
