"""What a call returns: its records, and the table that a report would draw from them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from qi_stats.api.maketables import FittedModel
    from qi_stats.codebook import Codebook
    from qi_stats.displays.tables import TableSpec
    from qi_stats.estimates import Value
    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan_file.document import PlanDocument
    from qi_stats.tables import DrawnTable

ESTIMATES = (
    "difference",
    "shift",
    "odds_ratio",
    "risk_ratio",
    "coefficient",
    "effect",
    "number",
    "value",
)
"""Statistics that a line shows with their interval; the first that a method has."""
COLUMNS = (
    "key",
    "group",
    "group_level",
    "variable",
    "variable_level",
    "context",
    "stat_name",
    "stat_label",
    "stat",
    "fmt",
    "n",
    "warnings",
)


@dataclass(frozen=True, repr=False)
class Records(ABC):
    """Records that print as a table, show as one in a notebook, and are found by their keys.

    Attributes
    ----------
    name
        First word of the keys; `result["welch.p"]` gives the value at the rest of a key.
    ledger
        All records.
    """

    name: str
    ledger: Ledger

    @property
    @abstractmethod
    def table(self) -> DrawnTable:
        """The table as a report draws it; `table.gt` is a table of great_tables."""

    def __getitem__(self, key: str) -> Value:
        """Return the value of one record at full precision; None where there is none."""
        return self.ledger.get(f"{self.name}.{key}").stat

    def __repr__(self) -> str:
        """Return the table with its notes as Markdown."""
        return self.to_markdown()

    def _repr_html_(self) -> str:
        """Return the table as HTML, as notebooks ask for it."""
        return self.table.to_html()

    def to_markdown(self) -> str:
        """Return the table as Markdown, with its notes."""
        return self.table.to_markdown()

    @property
    def records(self) -> pd.DataFrame:
        """The records as a frame, a row each, after the Analysis Results Dataset of CDISC."""
        import pandas as pd

        rows = [[getattr(record, name) for name in COLUMNS] for record in self.ledger]
        return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)

    @property
    def notices(self) -> tuple[str, ...]:
        """What was left out, and what a reader must know, each once."""
        found = (warning for record in self.ledger for warning in record.warnings)
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, repr=False)
class Result(Records):
    """The result of one analysis: the same records as a plan with this analysis gives.

    Attributes
    ----------
    document, codebook
        The plan that was carried out, and what the frame's columns are.
    """

    document: PlanDocument
    codebook: Codebook

    @cached_property
    def table(self) -> DrawnTable:
        """The table as a report draws it; `table.gt` is a table of great_tables."""
        from qi_stats.tables import Sources, draw_table

        name = self.name.replace("_", "-")
        shell = self.document.shells.get(name) or self._lay_out()
        document = self.document.model_copy(update={"tables": {name: shell}})
        return draw_table(name, Sources(document, self.ledger, self.codebook, tuple, tuple, tuple))

    @property
    def models(self) -> tuple[FittedModel, ...]:
        """The model of each method of a regression, as `maketables.ETable` takes them."""
        from qi_stats.api.maketables import list_models

        return list_models(self)

    def _lay_out(self) -> TableSpec:
        from qi_stats.plan_file.over_time import OverTimeSpec

        spec = self.document.analyses[self.name]
        return _lay_out_points(self) if isinstance(spec, OverTimeSpec) else self._lay_out_lines()

    def _lay_out_lines(self) -> TableSpec:
        """Return the shell of a table with a line for each method, or for each of its terms."""
        from qi_stats.displays.tables import InferenceBlock, InferenceRow, InferenceTable

        rows = [
            InferenceRow(at=at, label=label, estimate=estimate)
            for at, label, estimate in _list_lines(self)
        ]
        title = self.document.analyses[self.name].title
        block = InferenceBlock(analysis=self.name, rows=tuple(rows))
        notes = (*self.ledger.get(f"{self.name}.missing").warnings, *_describe_groups(self))
        return InferenceTable(kind="inference", title=title, blocks=(block,), notes=notes)


def _lay_out_points(result: Result) -> TableSpec:
    """Return the shell of a table with a line for each point of each chart, and what it says."""
    from qi_stats.displays.signals import CHARTS, describe_chart, list_charts, list_points
    from qi_stats.displays.tables import RecordsColumn, RecordsRow, RecordsTable

    charts = list_charts(result.ledger, result.name)
    limited = all(f"{one}.outside" in result.ledger for one in charts)
    stats = ("value", "low", "high", "signal") if limited else ("value",)
    labels = {"value": "Value", "low": "Lower limit", "high": "Upper limit", "signal": "Signal"}
    rows = [
        RecordsRow(prefix=f"{chart}.{label}", label=label, group=CHARTS[chart.rpartition(".")[2]])
        for chart in charts
        for label in list_points(result.ledger, chart)
    ]
    return RecordsTable(
        kind="records",
        title=result.document.analyses[result.name].title,
        stub="Point",
        columns=tuple(RecordsColumn(label=labels[one], stat=one) for one in stats),
        rows=tuple(rows),
        notes=tuple(describe_chart(result.ledger, chart) for chart in charts),
    )


def _list_lines(result: Result) -> Iterator[tuple[str, str, str | None]]:
    """Yield place, words and estimate of each line: a method, or a method's term."""
    from qi_stats.methods import METHODS

    labels = {method.name: method.label for method in METHODS}
    spec = result.document.analyses[result.name]
    terms = list(getattr(spec, "terms", ()))
    lines: dict[str, list[Record]] = {}
    for record in result.ledger:
        at = record.key.removeprefix(f"{result.name}.").rpartition(".")[0]
        if at.partition(".")[0] in labels and not at.endswith(".intercept"):
            lines.setdefault(at, []).append(record)

    def place(at: str) -> tuple[int, int]:
        variable = lines[at][0].variable
        return list(labels).index(at.partition(".")[0]), (
            terms.index(variable) if variable in terms else -1
        )

    for at in sorted(lines, key=place):
        names = {record.stat_name for record in lines[at]}
        estimate = next((one for one in ESTIMATES if _has_bounds(one, names)), None)
        if estimate is not None or "p" in names:
            method, _, part = at.partition(".")
            words = f": {name_part(result, lines[at][0])}" if part else ""
            yield at, labels[method] + words, estimate


def name_part(result: Result, record: Record) -> str:
    """Return the words of a term with its level, or of a pair of groups."""
    known = result.codebook.variables(result.document.analyses[result.name].table)
    name, level = record.variable or "", record.variable_level
    if record.group is not None and record.group_level is not None:
        name, level = record.group, record.group_level
    words = " × ".join(known[one].short if one in known else one for one in name.split(":"))
    if level is None or name not in known:
        return words
    labels = {one.name: one.label for one in known[name].levels}
    return f"{words}, {' − '.join(labels.get(one, one) for one in level.split(' − '))}"


def _has_bounds(name: str, names: set[str]) -> bool:
    """Say whether a statistic is there with the bounds of its interval."""
    low = f"{name}_low" if f"{name}_low" in names else "low"
    return name in names and low in names


def _describe_groups(result: Result) -> Iterator[str]:
    """Yield what each group is like: how many, and mean and SD, or how many at each level."""
    from qi_stats.plan_file.analyses import CompareSpec
    from qi_stats.tables.markup import format_stat

    spec = result.document.analyses[result.name]
    if not isinstance(spec, CompareSpec):
        return
    by = result.codebook.variable(spec.table, spec.by)
    variable = result.codebook.variable(spec.table, spec.variable)
    shown = [(f"{level.name}.n", level.label) for level in variable.levels]
    for group in spec.groups or by.groups:
        words = [
            f"{label} {format_stat(result.ledger.get(f'{result.name}.group.{group}.{name}'))}"
            for name, label in shown or [("n", "n"), ("mean", "mean"), ("sd", "SD")]
        ]
        yield f"{by.short} {by.level(group).label}: {', '.join(words)}."
