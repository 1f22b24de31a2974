"""What a regression returns: figures of the whole model, and one part for each term."""

from __future__ import annotations

from dataclasses import dataclass, field

from qi_stats.estimates import Estimate, parts, shown

INTERCEPT = "intercept"
"""Name of the term that every model of this package has first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearTerm(Estimate):
    """One coefficient of a linear model, in units of the outcome per unit of the term."""

    term: str
    coefficient: float | None = field(default=None, metadata=shown("Coefficient", "decimal2"))
    se: float | None = field(default=None, metadata=shown("Standard error", "decimal2"))
    t: float | None = field(default=None, metadata=shown("t", "decimal2"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    low: float | None = field(default=None, metadata=shown("Coefficient, lower bound", "decimal2"))
    high: float | None = field(default=None, metadata=shown("Coefficient, upper bound", "decimal2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearFit(Estimate):
    """A linear model fitted by least squares."""

    n: int = field(metadata=shown("No. of observations", "integer", plain=True))
    df: int | None = field(default=None, metadata=shown("Residual degrees of freedom", "integer"))
    r_squared: float | None = field(default=None, metadata=shown("R squared", "decimal2"))
    adjusted_r_squared: float | None = field(
        default=None, metadata=shown("Adjusted R squared", "decimal2")
    )
    residual_sd: float | None = field(
        default=None, metadata=shown("Residual standard deviation", "decimal2")
    )
    f: float | None = field(default=None, metadata=shown("F", "decimal2"))
    f_df: int | None = field(default=None, metadata=shown("Model degrees of freedom", "integer"))
    f_p: float | None = field(default=None, metadata=shown("P of F", "p"))
    terms: tuple[LinearTerm, ...] = field(default=(), metadata=parts(by="term"))


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticTerm(Estimate):
    """One coefficient of a logistic model, on the log-odds scale and as an odds ratio.

    Bounds without `profile` in their name are Wald's; `lr_p` and the profile bounds come from the
    likelihood and do not rest on its being quadratic.
    """

    term: str
    coefficient: float | None = field(
        default=None, metadata=shown("Log-odds coefficient", "decimal2")
    )
    se: float | None = field(default=None, metadata=shown("Standard error", "decimal2"))
    z: float | None = field(default=None, metadata=shown("Wald z", "decimal2"))
    p: float | None = field(default=None, metadata=shown("P", "p"))
    low: float | None = field(
        default=None, metadata=shown("Log-odds coefficient, lower bound", "decimal2")
    )
    high: float | None = field(
        default=None, metadata=shown("Log-odds coefficient, upper bound", "decimal2")
    )
    odds_ratio: float | None = field(default=None, metadata=shown("Odds ratio", "ratio"))
    odds_ratio_low: float | None = field(
        default=None, metadata=shown("Odds ratio, lower bound", "ratio")
    )
    odds_ratio_high: float | None = field(
        default=None, metadata=shown("Odds ratio, upper bound", "ratio")
    )
    lr_chi2: float | None = field(
        default=None, metadata=shown("Likelihood-ratio chi-square", "decimal2")
    )
    lr_p: float | None = field(default=None, metadata=shown("Likelihood-ratio P", "p"))
    odds_ratio_profile_low: float | None = field(
        default=None, metadata=shown("Odds ratio, profile lower bound", "ratio")
    )
    odds_ratio_profile_high: float | None = field(
        default=None, metadata=shown("Odds ratio, profile upper bound", "ratio")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class LogisticFit(Estimate):
    """A logistic model fitted by maximum likelihood.

    `separation` is "none", "quasi" or "complete" (Albert & Anderson 1984).
    """

    n: int = field(metadata=shown("No. of observations", "integer", plain=True))
    events: int = field(metadata=shown("No. of events", "integer", plain=True))
    separation: str = "none"
    converged: bool = True
    log_likelihood: float | None = field(default=None, metadata=shown("Log-likelihood", "decimal2"))
    lr_chi2: float | None = field(
        default=None, metadata=shown("Likelihood-ratio chi-square", "decimal2")
    )
    lr_df: int | None = field(
        default=None, metadata=shown("Likelihood-ratio degrees of freedom", "integer")
    )
    lr_p: float | None = field(default=None, metadata=shown("Likelihood-ratio P", "p"))
    aic: float | None = field(default=None, metadata=shown("AIC", "decimal1"))
    c_statistic: float | None = field(default=None, metadata=shown("c statistic", "decimal2"))
    terms: tuple[LogisticTerm, ...] = field(default=(), metadata=parts(by="term"))


@dataclass(frozen=True, slots=True, kw_only=True)
class FirthTerm(Estimate):
    """One coefficient of Firth's logistic model; P and bounds come from the penalised profile."""

    term: str
    coefficient: float | None = field(
        default=None, metadata=shown("Log-odds coefficient", "decimal2")
    )
    se: float | None = field(default=None, metadata=shown("Standard error", "decimal2"))
    lr_chi2: float | None = field(
        default=None, metadata=shown("Penalized likelihood-ratio chi-square", "decimal2")
    )
    p: float | None = field(default=None, metadata=shown("P", "p"))
    low: float | None = field(
        default=None, metadata=shown("Log-odds coefficient, lower bound", "decimal2")
    )
    high: float | None = field(
        default=None, metadata=shown("Log-odds coefficient, upper bound", "decimal2")
    )
    odds_ratio: float | None = field(default=None, metadata=shown("Odds ratio", "ratio"))
    odds_ratio_low: float | None = field(
        default=None, metadata=shown("Odds ratio, lower bound", "ratio")
    )
    odds_ratio_high: float | None = field(
        default=None, metadata=shown("Odds ratio, upper bound", "ratio")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FirthFit(Estimate):
    """A logistic model fitted with Firth's penalty."""

    n: int = field(metadata=shown("No. of observations", "integer", plain=True))
    events: int = field(metadata=shown("No. of events", "integer", plain=True))
    log_likelihood: float | None = field(
        default=None, metadata=shown("Penalized log-likelihood", "decimal2")
    )
    lr_chi2: float | None = field(
        default=None, metadata=shown("Penalized likelihood-ratio chi-square", "decimal2")
    )
    lr_df: int | None = field(
        default=None, metadata=shown("Likelihood-ratio degrees of freedom", "integer")
    )
    lr_p: float | None = field(default=None, metadata=shown("Likelihood-ratio P", "p"))
    terms: tuple[FirthTerm, ...] = field(default=(), metadata=parts(by="term"))


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactTerm(Estimate):
    """The coefficient of an exact conditional logistic model.

    `coefficient` is the conditional maximum likelihood estimate, `median_unbiased` the one that
    the true value is as likely to exceed as to fall short of; the latter always exists.
    """

    term: str
    coefficient: float | None = field(
        default=None, metadata=shown("Log-odds coefficient", "decimal2")
    )
    median_unbiased: float | None = field(
        default=None, metadata=shown("Log-odds coefficient, median unbiased", "decimal2")
    )
    p: float | None = field(default=None, metadata=shown("Exact P", "p"))
    p_twice_tail: float | None = field(
        default=None, metadata=shown("Exact P, twice the smaller tail", "p")
    )
    p_score: float | None = field(default=None, metadata=shown("Exact conditional score P", "p"))
    p_mid: float | None = field(default=None, metadata=shown("Mid-P, twice the smaller tail", "p"))
    low: float | None = field(
        default=None, metadata=shown("Log-odds coefficient, lower bound", "decimal2")
    )
    high: float | None = field(
        default=None, metadata=shown("Log-odds coefficient, upper bound", "decimal2")
    )
    odds_ratio: float | None = field(default=None, metadata=shown("Odds ratio", "ratio"))
    odds_ratio_median_unbiased: float | None = field(
        default=None, metadata=shown("Odds ratio, median unbiased", "ratio")
    )
    odds_ratio_low: float | None = field(
        default=None, metadata=shown("Odds ratio, lower bound", "ratio")
    )
    odds_ratio_high: float | None = field(
        default=None, metadata=shown("Odds ratio, upper bound", "ratio")
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ExactFit(Estimate):
    """An exact conditional logistic model with one covariate."""

    n: int = field(metadata=shown("No. of observations", "integer", plain=True))
    events: int = field(metadata=shown("No. of events", "integer", plain=True))
    terms: tuple[ExactTerm, ...] = field(default=(), metadata=parts(by="term"))
