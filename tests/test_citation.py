"""The files by which others cite the project are in step with it."""

import json
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
PACKAGE = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
SETTINGS = yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))
TITLE = f"{SETTINGS['book']['title']}: {SETTINGS['book']['subtitle']}"
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def load(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    return yaml.safe_load(text) if name.endswith("cff") else json.loads(text)


@pytest.mark.parametrize(
    ("name", "version", "date"),
    [
        ("CITATION.cff", "version", "date-released"),
        (".zenodo.json", "version", "publication_date"),
        ("codemeta.json", "version", "dateModified"),
    ],
)
def test_version_date_words_and_license_are_the_projects_own(name, version, date):
    content = load(name)

    assert content[version] == PACKAGE["version"]
    assert content[date] == SETTINGS["book"]["date"]
    assert content["keywords"] == SETTINGS["keywords"]
    assert content["license"].rpartition("/")[2] == PACKAGE["license"]


@pytest.mark.parametrize("name", ["CITATION.cff", ".zenodo.json"])
def test_the_title_is_the_books(name):
    assert load(name)["title"] == TITLE


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_more_rights_than_it_needs_and_pins_what_it_uses(path):
    workflow = yaml.safe_load(path.read_text(encoding="utf-8"))
    steps = [step for job in workflow["jobs"].values() for step in job["steps"]]

    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert all("@v" in step["uses"] for step in steps if "uses" in step)
    assert all("timeout-minutes" in job for job in workflow["jobs"].values())
    assert not any("${{" in step.get("run", "") for step in steps), "values reach scripts by env"
