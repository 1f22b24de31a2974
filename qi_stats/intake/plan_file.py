"""A proposal as the commented plan.yaml that people go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.intake.codebook_file import write_flow, write_scalar
from qi_stats.intake.proposal import EVERYONE, MOST_COUNTED

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.codebook import Variable
    from qi_stats.intake.proposal import Compared, Model, Proposal

HEADER = """\
# The analysis plan: what is described, compared and fitted, and what the chapters show of it.
# Proposed by `qi-stats propose`; each analysis says why. Edit it before you look at results, and
# say in `source` where a protocol names the analysis. The keys are explained by `qi-stats keys`,
# the methods by `qi-stats methods`.
"""


def render_plan(proposal: Proposal) -> str:
    """Return the plan of a proposal as YAML with comments."""
    lines = [
        HEADER.rstrip(),
        f"# Outcome: {_name(proposal.outcome.variable)} ({proposal.outcome.reason}).",
        f"# Groups: {_name(proposal.groups.variable)} ({proposal.groups.reason}).",
        "",
        "analyses:",
        *_write_descriptions(proposal),
    ]
    for one in (*proposal.comparisons, *proposal.over_time):
        lines += _write_comparison(proposal, one)
    for model in proposal.models:
        lines += _write_model(proposal, model)
    for table in proposal.coded:
        lines += _write_agreement(table)
    lines += _write_family(proposal)
    lines += ["", "# What tables and figures show; a chapter calls each by its id.", "tables:"]
    lines += _write_tables(proposal)
    figures = list(_write_figures(proposal))
    return "\n".join([*lines, *(["figures:", *figures] if figures else [])]) + "\n"


def _name(variable: Variable | None) -> str:
    return "none" if variable is None else variable.name


def _write_descriptions(proposal: Proposal) -> Iterator[str]:
    codebook = proposal.codebook
    unit, table = codebook.unit, codebook.tables[codebook.unit.table]
    names = ", ".join(one.name for one in proposal.described)
    yield f"  {EVERYONE}:"
    yield f"    title: {write_scalar(f'Characteristics of all {unit.plural}')}"
    yield f"    question: {write_scalar(f'Who were the {unit.plural}, and what became of them?')}"
    yield "    kind: describe"
    yield f"    table: {table.name}"
    yield f"    variables: [{names}]"
    counted = [one.name for one in proposal.described if _is_counted(one)]
    if counted:
        yield f"    counted: [{', '.join(counted)}]  # each whole number is counted too"
    for one in codebook.tables.values():
        shown = [v.name for v in one.variables.values() if v.is_numeric or v.levels]
        shown = [name for name in shown if name not in one.key]
        if one.name != table.name and shown:
            yield f"  all_{one.name}:"
            yield f"    title: {write_scalar(one.label)}"
            yield "    kind: describe"
            yield f"    table: {one.name}"
            yield f"    variables: [{', '.join(shown)}]"
    by = proposal.groups.variable
    for level in by.levels if by else ():
        others = ", ".join(one.name for one in proposal.described if one != by)
        yield f"  in_{level.name}:"
        yield f"    title: {write_scalar(f'{by.short if by else str()}: {level.label}')}"
        yield "    kind: describe"
        yield f"    table: {table.name}"
        yield f"    where: {write_flow({by.name if by else '': level.name})}"
        yield f"    variables: [{others}]"


def _is_counted(variable: Variable) -> bool:
    if variable.type != "integer" or variable.range is None:
        return False
    return variable.range[1] - variable.range[0] < MOST_COUNTED


def _write_comparison(proposal: Proposal, one: Compared) -> Iterator[str]:
    yield f"  {one.id}:  # {one.fit.reason}"
    yield f"    title: {write_scalar(f'{one.variable.short} by {one.by.short.lower()}')}"
    yield f"    question: {write_scalar(_ask(one))}"
    yield "    kind: compare"
    yield f"    table: {proposal.codebook.unit.table}"
    yield f"    variable: {one.variable.name}"
    yield f"    by: {one.by.name}"
    if len(one.by.levels) == 2:
        yield f"    groups: [{', '.join(order_groups(one.by))}]  # the first minus the second"
    yield f"    methods: [{', '.join(one.fit.methods)}]"


def order_groups(by: Variable) -> tuple[str, ...]:
    """Return the groups in the order in which they are compared: yes before no."""
    names = by.level_names
    return names[::-1] if by.type == "binary" and names[0] == "no" else names


def _ask(one: Compared) -> str:
    return f"Do groups of {one.by.short.lower()} differ in {one.variable.short.lower()}?"


def _write_model(proposal: Proposal, model: Model) -> Iterator[str]:
    yield f"  {model.id}:  # {model.reason}"
    yield f"    title: {write_scalar(model.title)}"
    yield "    kind: regression"
    yield f"    model: {model.kind}"
    yield f"    table: {proposal.codebook.unit.table}"
    yield f"    outcome: {model.outcome.name}"
    yield f"    terms: [{', '.join(one.name for one in model.terms)}]"
    yield f"    methods: [{', '.join(model.methods)}]"


def _write_agreement(table: str) -> Iterator[str]:
    yield f"  reviewers_{table}:"
    yield "    title: Agreement of the two reviewers"
    yield "    kind: agreement"
    yield f"    table: {table}"


def _write_family(proposal: Proposal) -> Iterator[str]:
    members = [f"{one.id}.{one.fit.test}.p" for one in proposal.comparisons]
    if len(members) > 1:
        yield ""
        yield "# Tests that share one error rate: their P values are adjusted together."
        yield "families:"
        yield "  comparisons:"
        yield "    title: All comparisons of the groups"
        yield "    members:"
        yield from (f"      - {one}" for one in members)


def _write_tables(proposal: Proposal) -> Iterator[str]:
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


METHODS_IN_WORDS = {
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


def _write_figures(proposal: Proposal) -> Iterator[str]:
    chosen = [proposal.outcome.variable, proposal.groups.variable]
    bars = [one for one in dict.fromkeys(chosen) if one is not None and one.levels]
    if bars:
        yield "  groups:"
        yield "    kind: bars"
        yield "    title: Outcome and groups"
        yield from _write_panels(bars)
    counted = [one for one in proposal.described if _is_counted(one)][:3]
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
