"""Write docs/displays.md: each kind of table and figure with its lines of plan.yaml and a picture.

Run it from anywhere: ``.venv/bin/python docs/displays.py``. What it shows comes from an invented
clinic in docs/examples/clinic, and, where a publication is needed, from this report's own study.
"""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import yaml

from qi_stats.codebook import load_codebook
from qi_stats.figures import describe_figure, draw_figure
from qi_stats.plan import load_plan, run_plan
from qi_stats.plan_file import PlanDocument, load_plan_file
from qi_stats.study import load_study
from qi_stats.tables import Sources, draw_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic import BaseModel

    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger

DOCS = Path(__file__).parent
PAGE, PICTURES = DOCS / "displays.md", DOCS / "displays"
CLINIC = DOCS / "examples" / "clinic"
NEEDS = {
    "audit": "It needs claims of a publication (`published.yaml`) and their audit.",
    "possible": "It needs a published *P* value of a two by two table, and the audit.",
    "ranges": "It is made for numbers whose ranges an audit has proved.",
    "reviewers": "It needs rows coded again: see [two reviewers](two-reviewers.md).",
}
"""Kinds that the invented clinic can't show, with what they need."""
REPORT = {
    "audit": ("tables", "verdicts"),
    "possible": ("figures", "possible-tables"),
    "ranges": ("figures", "possible-values"),
    "reviewers": None,
}
"""Where this report's own plan declares one of them."""
INTRODUCTION = (
    "# Tables and figures\n\n"
    "Written by `.venv/bin/python docs/displays.py`, which anyone can run.\n\n"
    "A table or a figure is declared under `tables:` or `figures:` in `data/plan.yaml`, and a "
    'chapter shows it with `book.table("name")` or `book.figure("name")`.\n'
    "It draws records of the ledger and computes nothing.\n"
    "The examples are from [an invented clinic](examples/clinic/plan.yaml); "
    "[the reference](keys.md) has every key."
)


@dataclass(frozen=True, slots=True)
class Shown:
    """A study with its results, of which tables and figures are shown."""

    displays: PlanDocument
    codebook: Codebook
    ledger: Ledger


def read_clinic() -> Shown:
    """Return the invented clinic with its results."""
    codebook = load_codebook(CLINIC / "codebook.yaml")
    path = CLINIC / "plan.yaml"
    ledger = run_plan(load_plan(path, codebook), load_study(CLINIC, codebook))
    return Shown(load_plan_file(path), codebook, ledger)


def list_kinds(section: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield each kind of the section with the class that reads it."""
    specs = get_args(PlanDocument.model_fields[section].annotation)[1]
    for shell in get_args(get_args(specs)[0]):
        yield get_args(shell.model_fields["kind"].annotation)[0], shell


def find_example(section: str, kind: str) -> tuple[str, dict[str, object]] | None:
    """Return the name and the lines of the plan that declare an example of a kind."""
    folder, names = CLINIC, None
    if kind in NEEDS:
        place = REPORT[kind]
        if place is None:
            return None
        folder, names = DOCS.parent / "data", place[1]
    written = yaml.safe_load((folder / "plan.yaml").read_text(encoding="utf-8"))[section]
    found = (name for name, one in written.items() if one["kind"] == kind)
    name = names or next(found)
    return name, written[name]


def write_section(section: str, kind: str, shell: type[BaseModel], clinic: Shown) -> str:
    """Return the part of the page about one kind."""
    words = " ".join(inspect.cleandoc(shell.__doc__ or "").split("\n\n")[0].split())
    parts = [f"### `{kind}`", words]
    if kind in NEEDS:
        parts.append(NEEDS[kind])
    example = find_example(section, kind)
    if example is None:
        return "\n\n".join(parts)
    name, lines = example
    text = yaml.safe_dump({section: {name: lines}}, sort_keys=False, allow_unicode=True, width=100)
    parts.append(f"```yaml\n{text.rstrip()}\n```")
    if kind not in NEEDS:
        parts.append(show_table(name, clinic) if section == "tables" else show_figure(name, clinic))
    return "\n\n".join(parts)


def show_table(name: str, clinic: Shown) -> str:
    """Return a table as Markdown."""
    nothing = lambda: ()  # noqa: E731
    sources = Sources(clinic.displays, clinic.ledger, clinic.codebook, nothing, nothing, nothing)
    return draw_table(name, sources).to_markdown().strip()


def show_figure(name: str, clinic: Shown) -> str:
    """Write a figure's picture and return the line that shows it, with its description."""
    figure = draw_figure(name, clinic.displays, clinic.ledger, clinic.codebook)
    PICTURES.mkdir(exist_ok=True)
    look = {"dpi": 110, "facecolor": "white", "metadata": {"Software": None}}
    figure.savefig(PICTURES / f"{name}.png", **look)
    words = describe_figure(name, clinic.displays, clinic.ledger, clinic.codebook)
    return f"![{words[:300].replace('[', '(').replace(']', ')')}](displays/{name}.png)"


def main() -> None:
    """Write the page and its pictures."""
    clinic = read_clinic()
    parts = [INTRODUCTION]
    for section in ("figures", "tables"):
        parts.append(f"## {section.capitalize()}")
        parts += [write_section(section, *one, clinic) for one in list_kinds(section)]
    PAGE.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
