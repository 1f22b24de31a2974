"""plan.yaml → Plan: each analysis with its variables, levels and methods looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_files.documents import place
from qi_files.errors import InputError, InputErrors, quote, raise_errors
from qi_stats.cohort import Cohort, parse_cohort
from qi_stats.methods import COMPARISONS, REGRESSIONS
from qi_stats.plan.arrays import INTERACTION
from qi_stats.plan.schema import check
from qi_stats.plan.schema.analyses import (
    Agreement,
    Description,
    FurtherAnalysis,
    GroupComparison,
    Plan,
    Regression,
)
from qi_stats.plan.schema.distribution import resolve_distribution
from qi_stats.plan.schema.follow_up import resolve_follow_up
from qi_stats.plan.schema.funnel import resolve_funnel
from qi_stats.plan.schema.groups import resolve_groups
from qi_stats.plan.schema.lookup import Lookup
from qi_stats.plan.schema.next_study import resolve_families, resolve_planning
from qi_stats.plan.schema.over_time import resolve_over_time
from qi_stats.plan.schema.p_values import find_p_values
from qi_stats.plan.schema.pairs import resolve_pairs, resolve_stratified
from qi_stats.plan.schema.table_one import resolve_table_one
from qi_stats.plan_file import load_plan_file
from qi_stats.plan_file.analyses import (
    AgreementSpec,
    CompareSpec,
    DescribeSpec,
    RegressionSpec,
)
from qi_stats.plan_file.distribution import DistributionSpec
from qi_stats.plan_file.follow_up import FollowUpSpec
from qi_stats.plan_file.funnel import FunnelSpec
from qi_stats.plan_file.over_time import OverTimeSpec
from qi_stats.plan_file.pairs import PairsSpec
from qi_stats.plan_file.stratified import StratifiedSpec
from qi_stats.plan_file.table_one import TableOneSpec

if TYPE_CHECKING:
    from pathlib import Path

    from qi_stats.codebook import Codebook, Variable
    from qi_stats.plan.schema.analyses import PlannedAnalysis
    from qi_stats.plan_file.document import AnalysisSpec, FurtherSpec, PlanDocument


def load_plan(path: Path, codebook: Codebook) -> Plan:
    """Return the plan in the YAML file at `path`, its names looked up in the codebook.

    Raises
    ------
    InputError
        If the file is unusable, names what the codebook does not have, or asks for something
        that can't be computed; all errors at once, each with its line.
    """
    return resolve_plan(path, load_plan_file(path), codebook)


def resolve_plan(path: Path, document: PlanDocument, codebook: Codebook) -> Plan:
    """Return the plan that `document` lays out, which the file at `path` may hold.

    Raises
    ------
    InputError
        As `load_plan` does.
    """
    found, errors = [], []
    for name, spec in document.analyses.items():
        try:
            found.append(_resolve_analysis(path, codebook, name, spec))
        except InputError as error:
            errors.append(error)
    raise_errors(errors)
    analyses = tuple(one for one in found if not isinstance(one, Agreement | FurtherAnalysis))
    return Plan(
        path,
        analyses,
        resolve_families(path, document, analyses),
        resolve_planning(path, document, analyses),
        tuple(one for one in found if isinstance(one, Agreement)),
        tuple(one for one in found if isinstance(one, FurtherAnalysis)),
    )


def _resolve_analysis(
    path: Path,
    codebook: Codebook,
    name: str,
    spec: AnalysisSpec,
) -> PlannedAnalysis | Agreement | FurtherAnalysis:
    codebook.table(spec.table, place(path, ("analyses", name, "table")))
    lookup = Lookup(path, codebook, name, spec.table)
    shared = {
        "id": name,
        "title": spec.title,
        "question": spec.question,
        "source": spec.source,
        "table": spec.table,
        "where": spec.where,
        "cohort": _resolve_cohort(lookup, spec.where),
    }
    analysis: PlannedAnalysis | Agreement | FurtherAnalysis
    if isinstance(spec, DescribeSpec):
        analysis = _resolve_description(lookup, spec, shared)
    elif isinstance(spec, CompareSpec):
        analysis = _resolve_comparison(lookup, spec, shared)
    elif isinstance(spec, AgreementSpec):
        analysis = _resolve_agreement(lookup, spec, shared)
    elif isinstance(spec, RegressionSpec):
        analysis = _resolve_regression(lookup, spec, shared)
    else:
        analysis = _resolve_further(lookup, spec, shared)
    raise_errors(lookup.errors)
    return analysis


def _resolve_further(  # noqa: PLR0911 - one case for each kind of analysis
    lookup: Lookup, spec: FurtherSpec, shared: dict[str, Any]
) -> FurtherAnalysis:
    """Return an analysis that no search over possible rows goes into."""
    match spec:
        case TableOneSpec():
            return resolve_table_one(lookup, spec, shared)
        case OverTimeSpec():
            return resolve_over_time(lookup, spec, shared)
        case FollowUpSpec():
            return resolve_follow_up(lookup, spec, shared)
        case DistributionSpec():
            return resolve_distribution(lookup, spec, shared)
        case FunnelSpec():
            return resolve_funnel(lookup, spec, shared)
        case PairsSpec():
            return resolve_pairs(lookup, spec, shared)
        case StratifiedSpec():
            return resolve_stratified(lookup, spec, shared)


def _resolve_cohort(lookup: Lookup, where: dict[str, Any]) -> Cohort:
    """Return the filter of the rows; one without conditions when it is wrong."""
    try:
        return parse_cohort(where, lookup.codebook, lookup.table, lookup.place("where"))
    except InputError as error:
        lookup.errors.append(error)
        return Cohort(lookup.table, ())


def _resolve_description(lookup: Lookup, spec: DescribeSpec, shared: dict[str, Any]) -> Description:
    variables = lookup.find_variables(spec.variables, "variables")
    for variable in variables:
        keys = ("variables", spec.variables.index(variable.name))
        check.check_countable(lookup, variable, keys)
    counted = lookup.find_variables(spec.counted, "counted")
    for number, variable in enumerate(counted):
        check.check_counted(lookup, variable, variables, ("counted", number))
    return Description(
        **shared,
        variables=variables,
        counted=counted,
        interval=spec.interval,
        quantiles=spec.quantiles,
    )


def _resolve_agreement(lookup: Lookup, spec: AgreementSpec, shared: dict[str, Any]) -> Agreement:
    check.check_coded_twice(lookup)
    raise_errors(lookup.errors)
    coded = lookup.codebook.codings[spec.table].variables
    if spec.variables is None:
        everything = (lookup.codebook.variable(spec.table, name) for name in coded)
        chosen = tuple(one for one in everything if check.is_comparable(one))
        if not chosen:
            found = f"no variable that can be compared: {', '.join(coded)}"
            lookup.refuse((), found, check.COMPARABLE, "compare another table")
    else:
        chosen = lookup.find_variables(spec.variables, "variables")
        for variable in chosen:
            keys = ("variables", spec.variables.index(variable.name))
            check.check_coded_variable(lookup, variable, coded, keys)
    return Agreement(**shared, variables=chosen, rerun=spec.rerun)


def _resolve_comparison(
    lookup: Lookup, spec: CompareSpec, shared: dict[str, Any]
) -> GroupComparison:
    variable = lookup.find_variable(spec.variable, "variable")
    by = lookup.find_variable(spec.by, "by")
    methods = lookup.find_methods(spec.methods, COMPARISONS)
    if variable is None or by is None:
        raise InputErrors(lookup.errors)
    if variable.name == by.name:
        found = f"{quote(by.name)} compared between its own levels"
        lookup.refuse(("by",), found, "two different variables", "choose another variable")
    for method in methods:
        check.check_method(lookup, method, variable)
    groups = resolve_groups(lookup, spec.groups, by)
    check.check_group_count(lookup, methods, groups)
    if spec.move_rows and (len(groups) != 2 or len(variable.levels) != 2):
        found = f"{len(groups)} groups by {len(variable.levels)} levels"
        expected = "two groups, and a variable with two levels"
        lookup.refuse(("move_rows",), found, expected, "leave `move_rows` out")
    conditions = shared["cohort"].conditions
    check.check_filter(lookup, conditions, groups, by)
    check.check_filter(lookup, conditions, (), variable)
    return GroupComparison(
        **shared,
        variable=variable,
        by=by,
        groups=groups,
        methods=methods,
        fragile=find_p_values(lookup, spec.fragility, methods),
        moved=spec.move_rows,
    )


def _resolve_regression(lookup: Lookup, spec: RegressionSpec, shared: dict[str, Any]) -> Regression:
    outcome = lookup.find_variable(spec.outcome, "outcome")
    covariates = _resolve_terms(lookup, spec, outcome)
    methods = lookup.find_methods(spec.methods, REGRESSIONS[spec.model])
    if outcome is None:
        raise InputErrors(lookup.errors)
    check.check_outcome(lookup, spec.model, outcome)
    for variable in (outcome, *covariates):
        check.check_filter(lookup, shared["cohort"].conditions, (), variable)
    return Regression(
        **shared,
        model=spec.model,
        outcome=outcome,
        terms=spec.terms,
        covariates=covariates,
        methods=methods,
        fragile=find_p_values(lookup, spec.fragility, methods),
    )


def _resolve_terms(
    lookup: Lookup, spec: RegressionSpec, outcome: Variable | None
) -> tuple[Variable, ...]:
    """Return the variables of all terms, each once, in the order of their first use."""
    lookup.refuse_repeats(spec.terms, "terms")
    found: dict[str, Variable] = {}
    for i, term in enumerate(spec.terms):
        names = term.split(INTERACTION)
        if len(set(names)) != len(names):
            expected = "an interaction of different variables"
            lookup.refuse(("terms", i), quote(term), expected, "name each variable once")
        for name in names:
            variable = lookup.find_variable(name, "terms", i)
            if variable is not None:
                check.check_term(lookup, outcome, variable, ("terms", i))
                found[name] = variable
    return tuple(found.values())
