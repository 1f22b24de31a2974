"""The tables and figures of a proposal, as the sections of plan.yaml that chapters draw from."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from qi_stats.intake.codebook_file import write_flow, write_scalar
from qi_stats.intake.proposal import EVERYONE, MOST_COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.codebook import Variable
    from qi_stats.intake.proposal import Compared, Model, Proposal


def is_counted(variable: Variable) -> bool:
    """Return whether each whole number of a variable is counted."""
    if variable.type != "integer" or variable.range is None:
        return False
    return variable.range[1] - variable.range[0] < MOST_COUNTED


def write_tables(proposal: Proposal) -> Iterator[str]:
    """Yield the lines of the section `tables`."""
    unit = proposal.codebook.unit
    yield from _write_summary("characteristics", f"The {unit.plural}", EVERYONE, proposal, None)
    by = proposal.groups.variable
    for level in by.levels if by else ():
        name = f"in-{level.name.replace('_', '-')}"
        title = f"The {unit.plural}: {level.label}"
        yield from _write_summary(name, title, f"in_{level.name}", proposal, by)
    yield from _write_inference("comparisons", "Comparisons of the groups", proposal.comparisons)
    yield from _write_inference("over-time", "The outcome by year", proposal.over_time)
    if proposal.models:
        yield from _write_estimates(proposal)
    if proposal.is_gappy:
        yield from _write_gaps(proposal)


def _write_summary(
    name: str, title: str, analysis: str, proposal: Proposal, left_out: Variable | None
) -> Iterator[str]:
    yield f"  {name}:"
    yield "    kind: summary"
    yield f"    title: {write_scalar(title)}"
    yield f"    analysis: {analysis}"
    yield f"    total: {analysis}.n"
    yield "    rows:"
    for one in proposal.described:
        if one != left_out:
            yield f"      - {{variable: {one.name}}}"
            if one.is_numeric:
                yield f"      - {{variable: {one.name}, show: median_iqr}}"
    yield '    notes: ["SD: standard deviation. IQR: interquartile range."]'


def _write_inference(name: str, title: str, compared: tuple[Compared, ...]) -> Iterator[str]:
    if not compared:
        return
    yield f"  {name}:"
    yield "    kind: inference"
    yield f"    title: {write_scalar(title)}"
    yield "    blocks:"
    for one in compared:
        yield f"      - analysis: {one.id}"
        yield "        rows:"
        estimate = one.fit.estimate
        words = METHODS_IN_WORDS
        if estimate is not None:
            row = {"at": estimate[0], "label": words[estimate[0]], "estimate": estimate[1]}
            yield f"          - {write_flow(row)}"
        for method in (one.fit.test, *one.fit.methods[1:2]):
            if method in words and (estimate is None or method != estimate[0]):
                yield f"          - {write_flow({'at': method, 'label': words[method]})}"
        for row in _list_pairs(one):
            yield f"          - {write_flow(row)}"


def _list_pairs(one: Compared) -> Iterator[dict[str, str]]:
    """Yield a line of a table for each pair of a few groups whose means are compared."""
    names = one.by.level_names
    if PAIRS not in one.fit.methods or len(names) > MOST_PAIRED:
        return
    for first, second in combinations(names, 2):
        label = f"{one.by.level(first).label} minus {one.by.level(second).label}"
        yield {"at": f"{PAIRS}.{first}.{second}", "label": label, "estimate": "difference"}


PAIRS = "games_howell"
MOST_PAIRED = 4
METHODS_IN_WORDS = {
    "welch_anova": "Welch analysis of variance",
    "kruskal": "Kruskal-Wallis test",
    "welch": "Welch t test",
    "mann_whitney": "Mann-Whitney test",
    "fisher": "Fisher exact test",
    "boschloo": "Boschloo exact test",
    "chi_square": "Pearson chi-square test",
    "risk_difference": "Difference of proportions",
}


def _write_estimates(proposal: Proposal) -> Iterator[str]:
    yield "  models:"
    yield "    kind: inference"
    yield "    title: Regressions of the outcome"
    yield "    blocks:"
    labels = {"ml": "maximum likelihood", "firth": "Firth", "ols": "least squares", "hc3": "HC3"}
    for model in proposal.models:
        estimate = "odds_ratio" if model.kind == "logistic" else "coefficient"
        yield f"      - analysis: {model.id}"
        yield "        rows:"
        for method in model.methods:
            for term, words in list_terms(model):
                row = {"at": f"{method}.{term}", "label": f"{words}, {labels[method]}"}
                yield f"          - {write_flow({**row, 'estimate': estimate})}"


def list_terms(model: Model) -> Iterator[tuple[str, str]]:
    """Yield each term of a regression as keys name it, with its words."""
    from qi_stats.plan.arrays import list_event_last

    for one in model.terms:
        if one.is_numeric or one.ordered:
            yield one.name, one.short
            continue
        names = list_event_last(one)
        for level in names[1:]:
            term = one.name if len(names) == 2 else f"{one.name}_{level}"
            yield term, f"{one.short}: {one.level(level).label} (not {one.level(names[0]).label})"


def _write_gaps(proposal: Proposal) -> Iterator[str]:
    gappy = [one for one in proposal.described if one.missing]
    yield "  missing:"
    yield "    kind: records"
    yield "    title: Missing values"
    yield "    stub: Variable"
    yield "    columns:"
    yield "      - {label: With a value, stat: n}"
    yield "      - {label: Missing, stat: missing}"
    yield "    rows:"
    for one in gappy:
        row = {"prefix": f"{EVERYONE}.{one.name}", "label": one.short}
        yield f"      - {write_flow(row)}"
    kinds = [(one, kind) for one in gappy for kind in one.kinds]
    if kinds:
        yield "  kinds-of-missing:"
        yield "    kind: records"
        yield "    title: Why values are missing"
        yield "    stub: Reason"
        yield "    columns: [{label: Values, stat: missing}]"
        yield "    rows:"
    for one, kind in kinds:
        prefix = f"{EVERYONE}.{one.name}.{kind.name}"
        row = {"prefix": prefix, "label": kind.label, "group": one.short}
        yield f"      - {write_flow(row)}"


def write_figures(proposal: Proposal) -> Iterator[str]:
    """Yield the lines of the section `figures`, if there is anything to draw."""
    chosen = [proposal.outcome.variable, proposal.groups.variable]
    bars = [one for one in dict.fromkeys(chosen) if one is not None and one.levels]
    if bars:
        yield "  groups:"
        yield "    kind: bars"
        yield "    title: Outcome and groups"
        yield from _write_panels(bars)
    counted = [one for one in proposal.described if is_counted(one)][:3]
    if counted:
        yield "  counts:"
        yield "    kind: counts"
        yield "    title: How many had which number"
        yield from _write_panels(counted)
    logistic = [one for one in proposal.models if one.kind == "logistic"]
    if logistic:
        yield "  odds-ratios:"
        yield "    kind: forest"
        yield "    title: Odds ratios with their 95% intervals"
        yield "    rows:"
        for model in logistic:
            for term, words in list_terms(model):
                row = {"analysis": model.id, "at": f"ml.{term}", "label": words}
                yield f"      - {write_flow(row)}"


def _write_panels(variables: list[Variable]) -> Iterator[str]:
    yield "    panels:"
    for one in variables:
        row = {"analysis": EVERYONE, "variable": one.name, "label": one.short}
        yield f"      - {write_flow(row)}"
