"""Read the plan's file for what is shown: its tables and figures, and its analyses in outline."""

from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from qi_files.documents import read_document
from qi_stats.displays.figures import FigureSpec
from qi_stats.displays.shell import DisplayId, Name, Text
from qi_stats.displays.tables import TableSpec


class AnalysisOutline(BaseModel):
    """What a reader is told of an analysis; the plan itself reads and judges all of it.

    Further keys of the analysis stay in `model_extra`.
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    title: Text
    kind: Text
    table: Name | None = None
    where: Annotated[dict[str, Any], Field(default_factory=dict)]
    methods: tuple[str, ...] = ()


AGREEMENT = "agreement"
"""Kind of the analyses that compare reviewers."""

_TITLES = {"families": "Families of tests", "planning": "The next study"}
_AUDIT = {"audit": "Audit of the published numbers"}


class Displays(BaseModel):
    """The shells of all tables and figures, by id, with the outlines of the analyses.

    Families of tests and the planning of a next study have records too; the plan reads them. So
    has the audit of a publication, which no part of the plan names.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    analyses: dict[Name, AnalysisOutline] = {}
    families: dict[Name, Any] = {}
    planning: dict[str, Any] | None = None
    tables: dict[DisplayId, TableSpec] = {}
    figures: dict[DisplayId, FigureSpec] = {}

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
        effects = (self.planning or {}).get("effects", {})
        families = {name: one["title"] for name, one in self.families.items()}
        return families | {name: one["label"] for name, one in effects.items()}

    @property
    def titles(self) -> dict[str, str]:
        """What readers call each of the `sources`."""
        titles = {name: outline.title for name, outline in self.analyses.items()}
        others = {"families": self.families, "planning": self.planning}
        found = {name: _TITLES[name] for name, content in others.items() if content}
        return titles | found | _AUDIT


def load_displays(path: Path) -> Displays:
    """Return what the plan's file at `path` wants shown.

    Raises
    ------
    InputError
        If a shell has an unknown key or an impossible value; all of them at once.
    """
    return read_document(path, Displays)
