"""Logistic regression by maximum likelihood, told honestly when the maximum does not exist."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
from scipy.special import logit
from scipy.stats import chi2
from statsmodels.discrete.discrete_model import Logit
from statsmodels.tools.sm_exceptions import PerfectSeparationError

from qi_stats.stats.arrays import check_level
from qi_stats.stats.many_tables import answers_tables
from qi_stats.stats.regression.design import Design, build_design, check_binary, standardise
from qi_stats.stats.regression.discrimination import judge_fit
from qi_stats.stats.regression.likelihood import LogisticLikelihood, NoMaximumError, maximise
from qi_stats.stats.regression.many_tables import judge_odds
from qi_stats.stats.regression.profile import (
    Curve,
    Profile,
    choose_stride,
    find_likelihood,
    to_odds_ratio,
    trace_profile,
)
from qi_stats.stats.regression.results import LogisticFit, LogisticTerm
from qi_stats.stats.regression.separation import (
    Separation,
    UndecidedError,
    describe_separation,
    detect_separation,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import ArrayLike

STEP_TOLERANCE = 1e-10
MAX_ITERATIONS = 200

_UNDECIDED = (
    "The values of the terms differ by too many orders of magnitude to tell whether they separate "
    "the outcome: take logarithms, or other units."
)
_DEFINITION = "maximum likelihood; Wald P and interval; likelihood-ratio P and profile interval"


@answers_tables(judge_odds)
def fit_logistic(
    *, y: ArrayLike, X: ArrayLike, names: Sequence[str], level: float = 0.95
) -> LogisticFit:
    """Regress a binary outcome on covariates and an intercept by maximum likelihood.

    Parameters
    ----------
    y
        Outcome, shape (n,): 1 is the event, 0 is not.
    X
        Covariates without the intercept, shape (n, p) or (n,).
    names
        Names of the covariates, which become the names of the terms.
    level
        Confidence level of the intervals, between 0 and 1.

    Returns
    -------
    LogisticFit
        One part per term, the intercept first; coefficients are log odds per unit of the term. A
        coefficient that separation makes infinite is None, with a warning that says in which
        direction; coefficients that stay finite are those of the observations that overlap,
        which is the limit of the likelihood and not a place where iterations stopped. A profile
        bound that does not exist (0 or infinity) is None. AIC and c statistic (equal predictions
        counted half) are None unless all estimates exist.

    Raises
    ------
    ValueError
        If shapes disagree, values are missing, `y` holds anything but 0 and 1, or `level` is not
        allowed.

    References
    ----------
    Venzon DJ, Moolgavkar SH. Appl Stat. 1988;37:87-94, eq 1 (profile intervals).
    McCullagh P, Nelder JA. Generalized Linear Models. 2nd ed. 1989, section 4.4.
    Albert A, Anderson JA. Biometrika. 1984;71:1-10 (existence of the estimates).
    Geyer CJ. Electron J Stat. 2009;3:259-289, section 3.16 (estimates when it does not exist).
    Harrell FE, Lee KL, Mark DB. Stat Med. 1996;15:361-387 (c statistic).
    """
    check_level(level)
    design = build_design(y, X, names)
    check_binary(design.y)
    reason = find_obstacle(design)
    if reason is not None:
        return _report_nothing(design, reason)
    try:
        return _fit(design, detect_separation(y=design.y, X=design.X), level)
    except UndecidedError:
        return _report_nothing(design, _UNDECIDED)


def _report_nothing(design: Design, reason: str) -> LogisticFit:
    return LogisticFit(
        n=design.n,
        events=int(design.y.sum()),
        converged=False,
        terms=tuple(LogisticTerm(term=name, warnings=(reason,)) for name in design.names),
        definition=_DEFINITION,
        warnings=(reason, *design.left_out.values()),
    )


def find_obstacle(design: Design) -> str | None:
    """Say why no logistic model can be fitted at all; None when one can.

    Parameters
    ----------
    design
        Outcome of 0 and 1, and the columns that would be estimated.
    """
    events = int(design.y.sum())
    if design.n == 0:
        return "There are no observations."
    if events in (0, design.n):
        which = "no events" if events == 0 else "nothing but events"
        return f"There are {which} among {design.n} observations: there is nothing to explain."
    if design.n <= design.X.shape[1]:
        coefficients = design.X.shape[1]
        return f"There are too few observations ({design.n}) for the coefficients ({coefficients})."
    return None


def _fit(design: Design, separation: Separation, level: float) -> LogisticFit:
    warnings = (
        *design.left_out.values(),
        *describe_separation(separation, [design.names[j] for j in design.kept]),
    )
    overlap = design.select_rows(separation.overlapping)
    result = None if separation.kind == "complete" else _maximise(overlap)
    converged = result is not None or separation.kind == "complete"
    if not converged:
        warnings = (*warnings, "The iterations did not reach a maximum: no estimate is given.")
    log_likelihood = (float(result.llf) if result else 0.0) if converged else None
    peak = result if separation.kind == "none" else None
    terms = _list_terms(design, separation, overlap, result, level)
    if log_likelihood is not None:
        terms = _add_profiles(terms, design, separation, log_likelihood, level)
    return LogisticFit(
        n=design.n,
        events=int(design.y.sum()),
        separation=separation.kind,
        converged=converged and separation.kind == "none",
        log_likelihood=log_likelihood,
        **_test_all_terms(design, log_likelihood, peak),
        **({} if peak is None else judge_fit(design, peak.params, float(peak.llf))),
        terms=terms,
        definition=_DEFINITION,
        warnings=warnings,
    )


def _maximise(design: Design) -> Any:  # noqa: ANN401 - statsmodels has no types
    """Return statsmodels' fit of the standardised columns, or None without convergence.

    A fit without error of outcomes that overlap is none: it has lost the digits that tell the
    covariates apart.
    """
    standardised, _ = standardise(design.X)
    try:
        start = maximise(LogisticLikelihood(design.y, standardised), {}).beta
    except NoMaximumError:
        return None
    model = Logit(design.y, standardised)
    model.raise_on_perfect_prediction = True
    try:
        with np.errstate(over="ignore"):  # a fitted probability of 0 is one
            result = model.fit(  # from 0 its steps, never halved, can run away
                start_params=start,
                method="newton",
                maxiter=MAX_ITERATIONS,
                tol=STEP_TOLERANCE,
                disp=False,
                warn_convergence=False,
            )
    except PerfectSeparationError:
        return None
    return result if result.mle_retvals["converged"] else None


def _test_all_terms(
    design: Design,
    log_likelihood: float | None,
    peak: Any,  # noqa: ANN401 - statsmodels has no types
) -> dict[str, Any]:
    df = design.X.shape[1] - 1
    if log_likelihood is None or df == 0:
        return {}
    rate = float(design.y.mean())
    if peak is None:
        null = design.n * (rate * np.log(rate) + (1 - rate) * np.log1p(-rate))
        gain = log_likelihood - float(null)
    else:
        likelihood = LogisticLikelihood(design.y, standardise(design.X)[0])
        gain = likelihood.gain(np.asarray(peak.params), np.array([logit(rate), *[0.0] * df]))
    statistic = max(0.0, 2 * gain)
    return {"lr_chi2": statistic, "lr_df": df, "lr_p": float(chi2.sf(statistic, df))}


def _list_terms(
    design: Design,
    separation: Separation,
    overlap: Design,
    result: Any,  # noqa: ANN401 - statsmodels has no types
    level: float,
) -> tuple[LogisticTerm, ...]:
    terms: dict[str, LogisticTerm] = {
        name: LogisticTerm(term=name, warnings=(reason,))
        for name, reason in design.left_out.items()
    }
    tests = None if result is None else result.t_test(standardise(overlap.X)[1])
    for i, j in enumerate(design.kept):
        name = design.names[j]
        rises, falls = bool(separation.rises[i]), bool(separation.falls[i])
        if rises or falls:
            reason = _describe_infinite(name, rises, falls)
            terms[name] = LogisticTerm(term=name, warnings=(reason,))
        elif tests is not None:
            terms[name] = _report_term(name, tests, overlap.kept.index(j), level)
    return tuple(terms.get(name) or LogisticTerm(term=name) for name in design.names)


def _describe_infinite(name: str, rises: bool, falls: bool) -> str:
    if rises and falls:
        return f"{name!r} can be any number: the likelihood does not fall off in either direction."
    end = "plus infinity (odds ratio infinite)" if rises else "minus infinity (odds ratio 0)"
    return f"The maximum likelihood estimate of {name!r} is {end}, because of separation."


def _report_term(
    name: str,
    tests: Any,  # noqa: ANN401 - statsmodels has no types
    i: int,
    level: float,
) -> LogisticTerm:
    low, high = (float(bound) for bound in tests.conf_int(alpha=1 - level)[i])
    coefficient = float(np.ravel(tests.effect)[i])
    return LogisticTerm(
        term=name,
        coefficient=coefficient,
        se=float(np.ravel(tests.sd)[i]),
        z=float(np.ravel(tests.tvalue)[i]),
        p=float(np.ravel(tests.pvalue)[i]),
        low=low,
        high=high,
        odds_ratio=to_odds_ratio(coefficient),
        odds_ratio_low=to_odds_ratio(low),
        odds_ratio_high=to_odds_ratio(high),
    )


def _add_profiles(
    terms: tuple[LogisticTerm, ...],
    design: Design,
    separation: Separation,
    top: float,
    level: float,
) -> tuple[LogisticTerm, ...]:
    profiled = list(terms)
    for i, j in enumerate(design.kept):
        try:
            curve = _draw_curve(design, i, separation, top, terms[j].coefficient or 0.0)
            profiled[j] = _add_profile(terms[j], trace_profile(curve, level))
        except NoMaximumError:
            warnings = (*terms[j].warnings, "Its profile could not be followed.")
            profiled[j] = replace(terms[j], warnings=warnings)
    return tuple(profiled)


def _draw_curve(design: Design, i: int, separation: Separation, top: float, start: float) -> Curve:
    likelihood = find_likelihood(design, i)
    return Curve(
        likelihood=likelihood,
        profile=lambda value: maximise(likelihood, {0: value}),
        top=maximise(likelihood, {}).beta if separation.kind == "none" else top,
        start=start,
        stride=choose_stride(design.X, i),
        bounded=(not separation.falls[i], not separation.rises[i]),
    )


def _add_profile(term: LogisticTerm, profile: Profile) -> LogisticTerm:
    return replace(
        term,
        lr_chi2=profile.lr_chi2,
        lr_p=profile.p,
        odds_ratio_profile_low=to_odds_ratio(profile.low),
        odds_ratio_profile_high=to_odds_ratio(profile.high),
    )
