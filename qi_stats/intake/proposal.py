"""A codebook, its data, an outcome and groups → the plan that is proposed, with reasons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.intake.choice import (
    Choice,
    Chooser,
    choose_groups,
    choose_outcome,
    follow_suggestion,
    list_countable,
    list_groupings,
)
from qi_stats.intake.fitting import Fit, count_events, fit_methods

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.codebook import Codebook, Variable
    from qi_stats.study import Study

EVERYONE = "everyone"
MOST_COMPARED = 25
EVENTS_PER_TERM = 10
"""Events that a regression needs for each of its terms, by a rule of thumb (Peduzzi 1996)."""
MOST_COUNTED = 20


@dataclass(frozen=True, slots=True)
class Compared:
    """A variable that is compared between groups."""

    id: str
    variable: Variable
    by: Variable
    fit: Fit


@dataclass(frozen=True, slots=True)
class Model:
    """A regression of the outcome."""

    id: str
    title: str
    outcome: Variable
    terms: tuple[Variable, ...]
    kind: str
    methods: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a plan is to hold.

    Attributes
    ----------
    codebook
        What the data are.
    outcome, groups
        The two choices, with their reasons.
    described
        Variables that are described.
    comparisons, over_time
        Variables by group, and the outcome by year.
    models
        Regressions.
    coded
        Tables that two reviewers coded.
    """

    codebook: Codebook
    outcome: Choice
    groups: Choice
    described: tuple[Variable, ...]
    comparisons: tuple[Compared, ...]
    over_time: tuple[Compared, ...]
    models: tuple[Model, ...]
    coded: tuple[str, ...]

    @property
    def is_gappy(self) -> bool:
        """Whether any described variable may be missing."""
        return any(one.missing for one in self.described)


def propose_plan(
    study: Study,
    outcome: str | None = None,
    by: str | None = None,
    choose: Chooser = follow_suggestion,
) -> Proposal:
    """Return the plan that fits a study's variables and sizes.

    Parameters
    ----------
    study
        Validated data.
    outcome, by
        Names of the outcome and of the groups, or "none"; chosen by their words if not given.
    choose
        Is asked for what is not given, with what the words suggest.

    Raises
    ------
    InputError
        If a name is no variable that can play the part.
    """
    codebook = study.codebook
    described = tuple(list_countable(codebook))
    chosen = choose_outcome(codebook, outcome)
    if outcome is None and (name := choose("outcome", chosen, [one.name for one in described])):
        chosen = choose_outcome(codebook, name)
    groups = choose_groups(codebook, chosen, by)
    candidates = [one.name for one in list_groupings(codebook, chosen)]
    if by is None and candidates and (name := choose("groups", groups, candidates)):
        groups = choose_groups(codebook, chosen, name)
    return Proposal(
        codebook,
        chosen,
        groups,
        described,
        tuple(_compare_all(study, chosen, groups, described)),
        tuple(_compare_years(study, chosen, described)),
        tuple(_fit_models(study, chosen, groups, described)),
        tuple(codebook.codings),
    )


def _compare_all(
    study: Study, outcome: Choice, groups: Choice, described: tuple[Variable, ...]
) -> Iterator[Compared]:
    """Yield each variable by group, the outcome first."""
    by = groups.variable
    if by is None:
        return
    ordered = sorted(described, key=lambda one: one != outcome.variable)
    for variable in ordered[:MOST_COMPARED]:
        is_year = variable.identifier == "year_only"
        if variable != by and not is_year and (fit := fit_methods(variable, by, study)) is not None:
            yield Compared(f"{variable.name}_by_{by.name}", variable, by, fit)


def _compare_years(
    study: Study, outcome: Choice, described: tuple[Variable, ...]
) -> Iterator[Compared]:
    """Yield the outcome by year, where the data keep the year of a date."""
    years = [one for one in described if one.identifier == "year_only" and one.levels]
    if outcome.variable is None:
        return
    for year in years[:1]:
        fit = fit_methods(outcome.variable, year, study)
        if fit is not None:
            yield Compared(f"{outcome.variable.name}_by_{year.name}", outcome.variable, year, fit)


def _fit_models(
    study: Study, outcome: Choice, groups: Choice, described: tuple[Variable, ...]
) -> Iterator[Model]:
    """Yield the outcome on the groups alone, and with ages beside them where events allow."""
    end, by = outcome.variable, groups.variable
    if end is None or by is None:
        return
    if len(end.levels) == 2:
        kind, methods = "logistic", ("ml", "firth")
    elif end.is_numeric or end.ordered:
        kind, methods = "linear", ("ols", "hc3")
    else:
        return
    events = count_events(end, study.codebook, study)
    name = f"{end.name}_on_{by.name}"
    reason = f"{events} {'of the rarer outcome' if kind == 'logistic' else 'rows'}"
    yield Model(name, f"{end.short} on {lower_first(by.short)}", end, (by,), kind, methods, reason)
    beside = [one for one in described if one.is_numeric and "age" in one.name.split("_")][:1]
    terms = len(by.levels) - 1 + len(beside)
    if beside and beside[0] != end and events >= EVENTS_PER_TERM * terms:
        title = f"{end.short} on {lower_first(by.short)}, {lower_first(beside[0].short)} held equal"
        yield Model(f"{name}_adjusted", title, end, (by, *beside), kind, methods, reason)


def lower_first(words: str) -> str:
    """Return words as they stand inside a sentence: abbreviations keep their capitals."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
