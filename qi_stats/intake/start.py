"""A new project: its data and plan, chapters that fit them, and all that a render needs."""

from __future__ import annotations

import importlib.util
import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qi_files.errors import InputError
from qi_files.paths import show_path, write_atomically
from qi_stats.codebook import load_codebook
from qi_stats.intake.bring import write_drafts
from qi_stats.intake.choice import Chooser, follow_suggestion
from qi_stats.intake.plan_file import order_groups, render_plan
from qi_stats.intake.proposal import propose_plan
from qi_stats.study import load_study

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import jinja2

    from qi_stats.codebook import Variable
    from qi_stats.intake.drafts import DraftTable
    from qi_stats.intake.proposal import Proposal

CHAPTERS = (
    "methods",
    "who",
    "outcomes",
    "comparisons",
    "models",
    "over-time",
    "agreement",
    "limitations",
)
APPENDICES = ("codebook", "analysis-plan", "all-results")
EXAMPLE = "example.csv"
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~^$@\"'!&]|-(?=-)|\.(?=\.))")


def find_example() -> Path:
    """Return the invented rows that a project starts with where there are no others."""
    return Path(str(resources.files("qi_stats.intake"))) / "project" / EXAMPLE


@dataclass(frozen=True, slots=True)
class Start:
    """What a new project is about.

    Attributes
    ----------
    title, date
        Title and day (as 2024-12-31) of the report.
    invented
        Whether the rows are made up, so that every number carries a mark.
    outcome, by
        Variables that the plan is about; chosen by their words if not given.
    choose
        Is asked for the two that are not given.
    """

    title: str
    date: str
    invented: bool = False
    outcome: str | None = None
    by: str | None = None
    choose: Chooser = follow_suggestion


def start_project(tables: Sequence[DraftTable], folder: Path, start: Start) -> tuple[Path, ...]:
    """Write a project of confirmed tables into `folder`, all of it or nothing; return its files.

    Raises
    ------
    InputError
        If the folder holds anything, or a variable can't play its part.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        do = "choose a new name, or empty the folder"
        raise InputError(show_path(folder), "a folder that is not empty", "a new folder", do)
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=f".{folder.name}-") as name:
        work = Path(name) / folder.name
        write_drafts(tables, work / "data", start.title)
        if start.invented:
            _mark_invented(work / "data" / "codebook.yaml")
        study = load_study(work / "data", load_codebook(work / "data" / "codebook.yaml"))
        proposal = propose_plan(study, start.outcome, start.by, start.choose)
        write_atomically(work / "data" / "plan.yaml", render_plan(proposal))
        _write_pages(proposal, work, start)
        files = sorted(path.relative_to(work) for path in work.rglob("*") if path.is_file())
        if folder.exists():
            folder.rmdir()
        shutil.move(work, folder)
    return tuple(folder / one for one in files)


def _mark_invented(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    marked = text.replace(
        "provenance: observed", "provenance: invented  # say “observed” of real rows"
    )
    write_atomically(path, marked)


def _write_pages(proposal: Proposal, work: Path, start: Start) -> None:
    """Write front page, chapters and settings; only the chapters that have something to say."""
    given = {"title": start.title, "date": start.date, "invented": start.invented}
    values = {**given, **describe_proposal(proposal)}
    environment = _make_environment()
    wanted = [f"chapters/{one}.qmd" for one in (*values["chapters"], *APPENDICES)]
    for name in ("_quarto.yml", "index.qmd", "README.md", *wanted):
        text = environment.get_template(name).render(values)
        write_atomically(work / name, re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n")
    source = resources.files("qi_stats.intake") / "project"
    for name, target in (
        ("gitignore", ".gitignore"),
        ("refresh.txt", "refresh.py"),
        ("test_study.txt", "tests/test_study.py"),
        ("filters/link-records.lua", "filters/link-records.lua"),
    ):
        write_atomically(work / target, source.joinpath(name).read_bytes())
    write_atomically(work / "site.css", _read_look())


def _read_look() -> bytes:
    """Return the look that the press gives to its sites, so that Quarto's have the same."""
    spec = importlib.util.find_spec("qi_press")
    path = Path(spec.origin).parent / "theme" / "site.css" if spec and spec.origin else None
    return path.read_bytes() if path is not None and path.is_file() else b""


def _make_environment() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("qi_stats.intake", "project"),
        autoescape=False,  # noqa: S701 - the pages are Markdown and YAML, escaped by `text`, `quoted`
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        comment_start_string="<!--%",
        comment_end_string="%-->",
        trim_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.globals["text"] = escape_text
    environment.globals["quoted"] = lambda words: json.dumps(str(words), ensure_ascii=False)
    return environment


def escape_text(words: str) -> str:
    """Return words so that Markdown shows them as they stand, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(words.split()))


def describe_proposal(proposal: Proposal) -> dict[str, Any]:
    """Return what the templates ask of a plan, by the names that they use."""
    codebook = proposal.codebook
    has = {
        "comparisons": bool(proposal.comparisons),
        "models": bool(proposal.models),
        "over-time": bool(proposal.over_time),
        "agreement": bool(proposal.coded),
    }
    by = proposal.groups.variable
    logistic = any(model.kind == "logistic" for model in proposal.models)
    return {
        "author": "The project team",
        "plural": escape_text(codebook.unit.plural),
        "chapters": [one for one in CHAPTERS if has.get(one, True)],
        "headlines": list(_list_headlines(proposal)),
        "comparisons": [
            {"title": f"{one.variable.short} by {one.by.short.lower()}"}
            for one in proposal.comparisons
        ],
        "order": [by.level(one).label for one in order_groups(by)] if by else [],
        "family": len(proposal.comparisons) > 1,
        "groups": [
            {
                "id": f"in-{level.name.replace('_', '-')}",
                "title": escape_text(f"Characteristics: {level.label}"),
            }
            for level in (by.levels if by else ())
        ],
        "tables": [
            {"id": name.replace("_", "-"), "name": name, "label": table.label}
            for name, table in codebook.tables.items()
            if name != codebook.unit.table and any(_counts(one) for one in table.stored)
        ],
        "figures": _list_figures(proposal, logistic=logistic),
        "gappy": proposal.is_gappy,
        "kinds": any(one.kinds for one in proposal.described),
        "capped": any(one.identifier == "capped" for one in proposal.described),
    }


def _counts(variable: Variable) -> bool:
    return bool(variable.is_numeric or variable.levels)


def _list_figures(proposal: Proposal, *, logistic: bool) -> list[str]:
    text = render_plan(proposal).partition("\nfigures:\n")[2]
    return re.findall(r"^  ([a-z-]+):$", text, re.MULTILINE) if text or logistic else []


def _list_headlines(proposal: Proposal) -> Iterator[dict[str, str]]:
    """Yield the levels of the outcome that a summary names."""
    from qi_stats.plan.arrays import event_level

    outcome = proposal.outcome.variable
    if outcome is not None and outcome.levels:
        names = [event_level(outcome)] if len(outcome.levels) == 2 else list(outcome.level_names)
        for name in names[:6]:
            yield _make_headline(outcome, name)


def _make_headline(variable: Variable, level: str) -> dict[str, str]:
    words = variable.level(level).label
    return {"label": variable.short, "name": variable.name, "level": level, "words": words}
