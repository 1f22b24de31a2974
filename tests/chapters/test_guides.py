"""README, CONTRIBUTING and CHANGELOG say what the project really has."""

from __future__ import annotations

import re
import tomllib

from manuscript import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def read_text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def make_targets():
    return set(re.findall(r"^([a-z]+):.*## ", read_text("Makefile"), flags=re.MULTILINE)) - {"help"}


def test_contributing_lists_every_command_of_the_makefile():
    listed = set(
        re.findall(r"^\| `make ([a-z]+)`", read_text("CONTRIBUTING.md"), flags=re.MULTILINE)
    )

    assert listed == make_targets()


def test_readme_begins_with_report_and_test():
    commands = re.findall(r"^make ([a-z]+)", read_text("README.md"), flags=re.MULTILINE)

    assert commands == ["report", "test"]


def test_readme_on_windows_runs_what_make_report_runs():
    recipe = re.search(r"^report:.*\n((?:\t.*\n)+)", read_text("Makefile"), flags=re.MULTILINE)
    steps = re.findall(r"\$\(BIN\)/(.+?)\)?(?: --renderer .*| \|\| .*)?\n", recipe[1])

    assert [step for step in steps if f".venv\\Scripts\\{step}" not in read_text("README.md")] == []


def test_contributing_shows_the_floors_that_the_linter_enforces():
    contracts = PROJECT["tool"]["importlinter"]["contracts"]
    floors = next(c["layers"] for c in contracts if c["name"] == "Floors of qi_stats")
    block = re.search(r"## Floors.*?```\n(.*?)```", read_text("CONTRIBUTING.md"), flags=re.DOTALL)
    shown = [re.split(r"\s{2,}", line)[0] for line in block[1].splitlines()]

    assert shown == floors


def test_the_changelog_begins_with_this_version_and_with_numbers_changed():
    headings = re.findall(r"^#{2,3} (.+)", read_text("CHANGELOG.md"), flags=re.MULTILINE)

    released = headings.index(PROJECT["project"]["version"])

    assert headings[0] in {"Unreleased", headings[released]}
    assert headings[released + 1] == "Numbers changed"


def test_every_path_that_the_readme_links_to_exists():
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", read_text("README.md"))

    assert [link for link in links if not (ROOT / link).exists()] == []
