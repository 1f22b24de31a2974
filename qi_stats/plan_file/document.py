"""The whole of plan.yaml as one model: what is analysed, and what is shown."""

from pathlib import Path
from typing import Annotated, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from qi_files.documents import read_document
from qi_stats.displays.figures import FigureSpec
from qi_stats.displays.shell import DisplayId
from qi_stats.displays.tables import TableOneTable, TableSpec
from qi_stats.plan_file.analyses import (
    AgreementSpec,
    AnalysisId,
    CompareSpec,
    DescribeSpec,
    FamilySpec,
    PlanningSpec,
    RegressionSpec,
)
from qi_stats.plan_file.distribution import DistributionSpec
from qi_stats.plan_file.follow_up import FollowUpSpec
from qi_stats.plan_file.funnel import FunnelSpec
from qi_stats.plan_file.over_time import OverTimeSpec
from qi_stats.plan_file.pairs import PairsSpec
from qi_stats.plan_file.stratified import StratifiedSpec
from qi_stats.plan_file.table_one import TableOneSpec

FurtherSpec: TypeAlias = (
    TableOneSpec
    | OverTimeSpec
    | FollowUpSpec
    | DistributionSpec
    | FunnelSpec
    | PairsSpec
    | StratifiedSpec
)
AnalysisSpec: TypeAlias = Annotated[
    DescribeSpec | CompareSpec | RegressionSpec | AgreementSpec | FurtherSpec,
    Field(discriminator="kind"),
]

AGREEMENT = "agreement"
"""Kind of the analyses that compare reviewers."""

_TITLES = {"families": "Families of tests", "planning": "The next study"}
_AUDIT = {"audit": "Audit of the published numbers"}


class PlanDocument(BaseModel):
    """The file: analyses, families, planning, and the shells of tables and figures, by id.

    The audit of a publication has records too, and no part of the file names it.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    analyses: Annotated[dict[AnalysisId, AnalysisSpec], Field(min_length=1)]
    families: dict[AnalysisId, FamilySpec] = {}
    planning: PlanningSpec | None = None
    tables: dict[DisplayId, TableSpec] = {}
    figures: dict[DisplayId, FigureSpec] = {}

    @property
    def shells(self) -> dict[str, TableSpec]:
        """Shells of tables by id, those that analyses bring with them too.

        A table by group is shown as its analysis declares it, under the analysis' id with hyphens.
        """
        own = {
            name.replace("_", "-"): TableOneTable(kind=one.kind, title=one.title, analysis=name)
            for name, one in self.analyses.items()
            if isinstance(one, TableOneSpec)
        }
        return own | self.tables

    @property
    def agreements(self) -> tuple[str, ...]:
        """Ids of the analyses that compare reviewers."""
        return tuple(name for name, one in self.analyses.items() if one.kind == AGREEMENT)

    @property
    def sources(self) -> tuple[str, ...]:
        """First words of the keys that there can be: analyses, families, planning, the audit."""
        return tuple(self.titles)

    @property
    def parts(self) -> dict[str, str]:
        """What readers call each family of tests, and each effect that a study is planned for."""
        effects = self.planning.effects if self.planning is not None else {}
        families = {name: one.title for name, one in self.families.items()}
        return families | {name: one.label for name, one in effects.items()}

    @property
    def titles(self) -> dict[str, str]:
        """What readers call each of the `sources`."""
        titles = {name: one.title for name, one in self.analyses.items()}
        others = {"families": self.families, "planning": self.planning}
        found = {name: _TITLES[name] for name, content in others.items() if content}
        return titles | found | _AUDIT


def load_plan_file(path: Path) -> PlanDocument:
    """Return the plan's file at `path`; its names are not yet looked up.

    Raises
    ------
    InputError
        If it has an unknown key or an impossible value; all of them at once.
    """
    return read_document(path, PlanDocument)
