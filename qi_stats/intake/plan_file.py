"""A proposal as the commented plan.yaml that people go on with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.intake.codebook_file import write_flow, write_scalar
from qi_stats.intake.plan_displays import is_counted, write_figures, write_tables
from qi_stats.intake.proposal import EVERYONE, lower_first

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
    lines += write_tables(proposal)
    figures = list(write_figures(proposal))
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
    counted = [one.name for one in proposal.described if is_counted(one)]
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
    return f"Does {lower_first(one.variable.short)} differ by {lower_first(one.by.short)}?"


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
