"""Logistic regression with Firth's penalty: finite estimates whatever the separation."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
from scipy.special import expit
from scipy.stats import chi2

from qi_stats.stats.arrays import check_choice, check_level
from qi_stats.stats.many_tables import answers_tables
from qi_stats.stats.regression.design import Design, build_design, check_binary, isolate_column
from qi_stats.stats.regression.likelihood import (
    FIRTH,
    LogisticLikelihood,
    Maximum,
    NoMaximumError,
    maximise,
    maximise_widely,
)
from qi_stats.stats.regression.logistic import find_obstacle
from qi_stats.stats.regression.many_tables import judge_firth
from qi_stats.stats.regression.profile import (
    Curve,
    Profile,
    choose_stride,
    to_odds_ratio,
    trace_profile,
)
from qi_stats.stats.regression.results import FirthFit, FirthTerm

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import ArrayLike, NDArray

Search = Callable[
    [LogisticLikelihood, "Mapping[int, float]", "Iterable[NDArray[np.float64]]"], Maximum
]
Null = Literal["kept", "dropped"]
Errors = Literal["information", "augmented"]

_NULLS: dict[Null, str] = {
    "kept": "the tested column stays in the penalty",
    "dropped": "the tested column leaves the model and the penalty",
}
_ROUNDING = 1e-9
_WAY = (0.5, 1.0)  # parts of the way from the estimate to a bound that are searched widely
_NO_MAXIMUM = "The iterations did not reach a maximum: no estimate is given."
_UNBOUNDED = "A bound lies further out than numbers reach."
_DEFICIT = "Without the column the penalized likelihood is higher: this test has no P here."

_ERRORS: dict[Errors, str] = {
    "information": "standard errors from the Fisher information",
    "augmented": "standard errors from the augmented information",
}


@answers_tables(judge_firth)
def fit_firth(  # noqa: PLR0913 - three of them choose among definitions in use
    *,
    y: ArrayLike,
    X: ArrayLike,
    names: Sequence[str],
    level: float = 0.95,
    null: Null = "kept",
    errors: Errors = "information",
) -> FirthFit:
    """Regress a binary outcome on covariates with Firth's bias-reducing penalty.

    Parameters
    ----------
    y
        Outcome, shape (n,): 1 is the event, 0 is not.
    X
        Covariates without the intercept, shape (n, p) or (n,).
    names
        Names of the covariates, which become the names of the terms.
    level
        Confidence level of the profile intervals, between 0 and 1.
    null
        What the likelihood-ratio test compares with. "kept" holds a coefficient at 0 but leaves
        its column in the penalty (R's `logistf`, Heinze and Schemper): both likelihoods carry the
        same penalty, and the test agrees with the profile interval. "dropped" refits without the
        column, which also changes the penalty.
    errors
        "information" takes standard errors from X'WX at the estimate (Heinze and Schemper; R's
        `brglm2`); "augmented" weights it by 1 plus the leverage (R's `logistf` since 1.24).

    Returns
    -------
    FirthFit
        One part per term, the intercept first; coefficients are log odds per unit of the term.

    Raises
    ------
    ValueError
        If shapes disagree, values are missing, `y` holds anything but 0 and 1, or an option is
        not allowed.

    References
    ----------
    Firth D. Biometrika. 1993;80:27-38, eq 3.1.
    Heinze G, Schemper M. Stat Med. 2002;21:2409-2419, eqs 2-3 and section 2.2.
    """
    check_level(level)
    check_choice("null", null, _NULLS)
    check_choice("errors", errors, _ERRORS)
    design = build_design(y, X, names)
    check_binary(design.y)
    definition = f"Firth's penalized likelihood; {_NULLS[null]}; {_ERRORS[errors]}"
    reason = find_obstacle(design)
    if reason is not None:
        return _report_nothing(design, definition, reason)
    try:
        return _report(_FirthModel(design, level, null, errors), definition)
    except NoMaximumError:
        return _report_nothing(design, definition, _NO_MAXIMUM)


def _report_nothing(design: Design, definition: str, reason: str) -> FirthFit:
    return FirthFit(
        n=design.n,
        events=int(design.y.sum()),
        terms=tuple(FirthTerm(term=name, warnings=(reason,)) for name in design.names),
        definition=definition,
        warnings=(reason, *design.left_out.values()),
    )


class _FirthModel:
    """A design, the top of its penalized likelihood, and the options of the report."""

    def __init__(self, design: Design, level: float, null: Null, errors: Errors) -> None:
        self.design = design
        self.level = level
        self.null = null
        self.errors = errors
        basis, triangle = np.linalg.qr(design.X)
        self.likelihood = LogisticLikelihood(design.y, basis, FIRTH)
        self.peak = maximise_widely(self.likelihood, {})
        self.log_odds: NDArray[np.float64] = basis @ self.peak.beta
        self.top = self.peak.value + _weigh_columns(triangle)

    def compare_with_intercept(self) -> float:
        """Return twice the fall of the penalized log-likelihood without any covariate."""
        if self.null == "dropped":
            return 2 * (self.top - _maximise(self.design.y, self.design.X[:, :1]))
        covariates = dict.fromkeys(range(1, self.design.X.shape[1]), 0.0)
        null = maximise_widely(self.likelihood, covariates)
        return 2 * self.likelihood.gain(self.peak.beta, null.beta)

    def compare_without(self, i: int) -> float:
        """Return twice the fall when column `i` leaves the model and the penalty."""
        return 2 * (self.top - _maximise(self.design.y, np.delete(self.design.X, i, axis=1)))

    def isolate(self, i: int) -> LogisticLikelihood:
        """Return the penalized likelihood with the coefficient of column `i` first."""
        return LogisticLikelihood(self.design.y, isolate_column(self.design.X, i), FIRTH)

    def find_peak(self, likelihood: LogisticLikelihood) -> Maximum:
        """Return the peak of the model as coefficients of a matrix of the same span."""
        start, *_ = np.linalg.lstsq(likelihood.X, self.log_odds)
        return maximise(likelihood, {}, [np.asarray(start, dtype=np.float64)])

    def standard_error(self, likelihood: LogisticLikelihood, beta: NDArray[np.float64]) -> float:
        """Return the standard error of the first coefficient."""
        X = likelihood.X
        inverse = np.linalg.inv(likelihood.information(beta))
        if self.errors == "augmented":
            fitted = expit(X @ beta)
            weight = fitted * (1 - fitted)
            leverage = weight * np.einsum("ij,jk,ik->i", X, inverse, X)
            inverse = np.linalg.inv((X * (weight * (1 + leverage))[:, np.newaxis]).T @ X)
        return float(np.sqrt(inverse[0, 0]))


def _maximise(y: NDArray[np.float64], X: NDArray[np.float64]) -> float:
    """Return the highest penalized log-likelihood.

    The columns are made orthogonal, which adds a constant to the penalty that is taken off again.
    """
    basis, triangle = np.linalg.qr(X)
    peak = maximise_widely(LogisticLikelihood(y, basis, FIRTH), {})
    return peak.value + _weigh_columns(triangle)


def _weigh_columns(triangle: NDArray[np.float64]) -> float:
    """Return what the penalty of a matrix has above that of its orthogonal basis."""
    return 2 * FIRTH * float(np.log(np.abs(np.diag(triangle))).sum())


def _follow(
    likelihood: LogisticLikelihood, top: Maximum, search: Search
) -> Callable[[float], Maximum]:
    """Return the profile of the first coefficient, each place reached from the nearest known one.

    Far from the estimate a search from 0 can end on a lower peak.
    """
    known = {float(top.beta[0]): top.beta}

    def profile(value: float) -> Maximum:
        nearest = min(known, key=lambda each: abs(each - value))
        found = search(likelihood, {0: value}, [known[nearest]])
        if math.isfinite(found.value):
            known[value] = found.beta
        return found

    return profile


def _trace(likelihood: LogisticLikelihood, top: Maximum, stride: float, level: float) -> Profile:
    """Trace the profile, and once more with a wide search where that finds higher peaks."""
    quick, wide = (_follow(likelihood, top, each) for each in (maximise, maximise_widely))
    curve = Curve(likelihood, quick, top.beta, start=float(top.beta[0]), stride=stride)
    traced = trace_profile(curve, level)
    reported = [place for place in (0.0, traced.low, traced.high) if place is not None]
    approached = [curve.start + part * (end - curve.start) for end in reported for part in _WAY]
    if all(wide(place).value - quick(place).value < _ROUNDING for place in approached):
        return traced
    return trace_profile(replace(curve, profile=wide), level)


def _report(model: _FirthModel, definition: str) -> FirthFit:
    design, df = model.design, model.design.X.shape[1] - 1
    chi_square = model.compare_with_intercept() if df else None
    return FirthFit(
        n=design.n,
        events=int(design.y.sum()),
        log_likelihood=model.top,
        lr_chi2=_floor(chi_square),
        lr_df=df,
        lr_p=_tail(chi_square, df),
        terms=_list_terms(model),
        definition=definition,
        warnings=tuple(design.left_out.values()),
    )


def _list_terms(model: _FirthModel) -> tuple[FirthTerm, ...]:
    design = model.design
    terms = {
        name: FirthTerm(term=name, warnings=(reason,)) for name, reason in design.left_out.items()
    }
    for i, j in enumerate(design.kept):
        terms[design.names[j]] = _report_term(model, i, design.names[j])
    return tuple(terms[name] for name in design.names)


def _report_term(model: _FirthModel, i: int, name: str) -> FirthTerm:
    likelihood = model.isolate(i)
    top = model.find_peak(likelihood)
    coefficient = float(top.beta[0])
    profile = _trace(likelihood, top, choose_stride(model.design.X, i), model.level)
    chi_square = profile.lr_chi2 if model.null == "kept" else model.compare_without(i)
    return FirthTerm(
        term=name,
        coefficient=coefficient,
        se=model.standard_error(likelihood, top.beta),
        lr_chi2=_floor(chi_square),
        p=_tail(chi_square, 1),
        low=profile.low,
        high=profile.high,
        odds_ratio=to_odds_ratio(coefficient),
        odds_ratio_low=to_odds_ratio(profile.low),
        odds_ratio_high=to_odds_ratio(profile.high),
        warnings=_explain(chi_square, profile),
    )


def _explain(chi_square: float, profile: Profile) -> tuple[str, ...]:
    deficit = () if _floor(chi_square) is not None else (_DEFICIT,)
    return deficit if None not in (profile.low, profile.high) else (*deficit, _UNBOUNDED)


def _floor(chi_square: float | None) -> float | None:
    """Return 0 for what rounding made negative; None where two penalties make a real deficit."""
    if chi_square is None or chi_square < -_ROUNDING:
        return None
    return max(0.0, chi_square)


def _tail(chi_square: float | None, df: int) -> float | None:
    floored = _floor(chi_square)
    return None if floored is None else float(chi2.sf(floored, df))
