"""The page of tables and figures has every kind, declared as the plan's file takes it."""

import re
from pathlib import Path
from typing import get_args

import pytest
import yaml

from qi_stats.plan_file import PlanDocument

DOCS = Path(__file__).parents[3] / "docs"
PAGE = (DOCS / "displays.md").read_text(encoding="utf-8")
ANALYSIS = {"title": "Patients", "kind": "describe", "table": "patients", "variables": ["age"]}
CODE = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


def list_kinds(section):
    specs = get_args(PlanDocument.model_fields[section].annotation)[1]
    shells = get_args(get_args(specs)[0])
    return [get_args(shell.model_fields["kind"].annotation)[0] for shell in shells]


@pytest.mark.parametrize("section", ["tables", "figures"])
def test_every_kind_has_its_place(section):
    part = PAGE.partition(f"## {section.capitalize()}\n")[2].partition("\n## ")[0]

    assert re.findall(r"^### `(\w+)`$", part, re.MULTILINE) == list_kinds(section)


@pytest.mark.parametrize("code", CODE.findall(PAGE))
def test_what_the_page_declares_is_what_the_plans_file_takes(code):
    PlanDocument.model_validate({"analyses": {"patients": ANALYSIS}, **yaml.safe_load(code)})


def test_every_picture_is_there_and_used():
    shown = set(re.findall(r"\]\((displays/[\w-]+\.png)\)", PAGE))

    assert shown == {f"displays/{path.name}" for path in (DOCS / "displays").glob("*")}
