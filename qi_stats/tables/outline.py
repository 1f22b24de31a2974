"""The plan as a table: what each analysis asks, of which rows and variables, by which methods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.cohort import describe_cohort, parse_cohort
from qi_stats.plan_file.usage import list_titles
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import Html, to_code, to_html

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger
    from qi_stats.plan_file.document import AnalysisSpec, PlanDocument

_WORDS = {"question": "Question", "source": "Source"}
_ROLES = {
    "variables": "Described",
    "variable": "Compared",
    "by": "Between the groups of",
    "strata": "Within the levels of",
    "order": "In the order of",
    "value": "Charted",
    "size": "Among, or for each of",
    "time": "Followed for",
    "event": "Until",
    "outcome": "Outcome",
    "terms": "Explained by",
}


def lay_out_outline(displays: PlanDocument, ledger: Ledger, codebook: Codebook) -> Grid:
    """Return the grid of the whole plan: a group for each analysis, a line for each aspect.

    Methods stand as the ledger records them: with the function that computed the results.
    """
    rows = [
        Row(to_html(words), (cell,), group=outline.title)
        for name, outline in displays.analyses.items()
        for words, cell in (
            *_list_aspects(name, outline, ledger, codebook),
            *_list_uses(name, displays),
        )
    ]
    return Grid("plan", to_html("Aspect"), (Column(to_html("As declared")),), tuple(rows))


def _list_aspects(
    name: str, outline: AnalysisSpec, ledger: Ledger, codebook: Codebook
) -> Iterator[tuple[str, Html]]:
    """Yield the aspects of one analysis, each with its words."""
    declared = outline.model_dump(exclude_none=True)
    for key, words in _WORDS.items():
        if key in declared:
            yield words, to_html(declared[key])
    cohort = parse_cohort(outline.where, codebook, outline.table, f"analyses › {name} › where")
    yield "Rows", to_html(describe_cohort(cohort, codebook))
    for key, words in _ROLES.items():
        if key in declared:
            chosen = declared[key]
            names = [chosen] if isinstance(chosen, str) else chosen
            plain = [each["name"] if isinstance(each, dict) else each for each in names]
            labels = [codebook.variable(outline.table, each).short for each in plain]
            yield words, to_html("; ".join(labels))
    yield "Methods", _list_methods(name, declared.get("methods", ()), ledger)
    yield "Name in keys", to_code(name)


def _list_uses(name: str, displays: PlanDocument) -> Iterator[tuple[str, Html]]:
    """Yield where results of an analysis are shown, if in a table or figure."""
    titles = list_titles(name, displays)
    if titles:
        yield "Shown in", to_html("; ".join(titles))


def _list_methods(name: str, declared: tuple[str, ...], ledger: Ledger) -> Html:
    """Return the methods of an analysis, each with its function, as lines of one cell.

    Where the plan declares none, they are those by which the variables were described.
    """
    found = {
        (record.context, record.method.function): None
        for record in ledger.select(name)
        if record.context in declared or (not declared and record.variable)
    }
    lines = [
        f"{to_html((context or '').replace('_', ' '))}: {to_code(function)}"
        for context, function in found
    ]
    return Html("<br>".join(lines))
