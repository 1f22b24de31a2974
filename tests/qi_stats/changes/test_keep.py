"""A release is kept once, told of in full, and compared by its name."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.changes.kept import find_previous, find_release, list_releases
from qi_stats.changes.notes import find_told, load_errata
from qi_stats.cli import main

TINY = Path(__file__).parents[2] / "fixtures" / "tiny"
WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull}
WHO |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in WHO.items()}


@pytest.fixture
def study(tmp_path, monkeypatch):
    """The small study as a project that was run, with release 1.0.0 kept."""
    shutil.copytree(TINY, tmp_path / "study" / "data")
    monkeypatch.chdir(tmp_path / "study")
    Path("_quarto.yml").write_text("project: {type: book}\n")
    assert main(["run"]) == 0
    assert main(["release", "1.0.0"]) == 0
    return tmp_path / "study"


def correct_a_row():
    path = Path("data/visits.csv")
    path.write_text(path.read_text().replace("R1,1,10", "R1,1,20"))
    assert main(["run"]) == 0


def test_a_first_release_has_nothing_before_it(study, capsys):
    assert main(["release", "1.0.0", "--check"]) == 0
    document = json.loads(Path("results/releases/1.0.0/changes.json").read_text())
    assert (document["before"], document["changed"]) == ("", [])


def test_without_the_old_commit_changes_are_told_and_causes_are_not(study, capsys):
    correct_a_row()
    assert main(["release", "1.1.0"]) == 1
    output = capsys.readouterr().out
    assert "~ first_visits.minutes.mean  20 → 25 (+5, +25%)\n" in output
    assert "causes are not told" in output


def test_untold_numbers_are_named_until_they_are_told(study, capsys):
    correct_a_row()
    main(["release", "1.1.0"])
    capsys.readouterr()
    Path("CHANGELOG.md").write_text(
        "## 1.1.0\n\n### Numbers changed\n\n- `first_visits.minutes.mean`\n"
    )
    assert main(["release", "1.1.0", "--check"]) == 1
    output = capsys.readouterr().out
    assert "  first_visits.minutes.min\n" in output
    assert "minutes.mean" not in output
    Path("data/errata.yaml").write_text(
        "- {version: 1.1.0, keys: ['first_visits.*'], note: Typed wrongly.}\n"
    )
    assert main(["release", "1.1.0", "--check"]) == 0


def test_results_that_are_stale_are_not_kept(study, capsys):
    path = Path("data/visits.csv")
    path.write_text(path.read_text().replace("R1,1,10", "R1,1,20"))
    assert main(["release", "1.1.0"]) == 2
    assert "another state of the project" in capsys.readouterr().err
    assert not Path("results/releases/1.1.0").exists()


def test_a_release_that_is_not_the_projects_state_is_told(study, capsys):
    correct_a_row()
    assert main(["release", "1.0.0", "--check"]) == 2
    assert "another ledger than the project's" in capsys.readouterr().err
    assert main(["release", "2.0.0", "--check"]) == 2
    assert "no kept ledger" in capsys.readouterr().err


def test_a_published_release_is_not_kept_anew(study, capsys):
    graph = {"@graph": [{"@id": "#source", "identifier": "a" * 40}]}
    Path("results/releases/1.0.0/provenance.json").write_text(json.dumps(graph))
    assert main(["release", "1.0.0"]) == 0
    correct_a_row()
    assert main(["release", "1.0.0"]) == 2
    assert "a release that was published" in capsys.readouterr().err


def test_a_missing_ledger_of_an_old_release_is_told(study, capsys):
    Path("results/releases/1.0.0/ledger.json").unlink()
    assert main(["diff", "1.0.0", "now"]) == 2
    assert "git checkout v1.0.0 -- results/releases/1.0.0" in capsys.readouterr().err


@pytest.mark.parametrize("version", ["1.0", "x", "1.0.0.0", "../1.0.0"])
def test_a_version_that_is_none_is_told(study, capsys, version):
    assert main(["release", version]) == 2
    assert "three numbers" in capsys.readouterr().err


def test_a_version_older_than_the_latest_is_refused(study):
    with pytest.raises(InputError, match=r"older than 1\.0\.0"):
        find_previous(study, find_release(study, "0.9.9"))
    assert [one.name for one in list_releases(study)] == ["1.0.0"]


def test_the_commit_is_found_without_a_tag(study, capsys, monkeypatch):
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)
    for command in ("init -q -b main", "add -A", "commit -qm one"):
        subprocess.run(["git", *command.split()], check=True)
    correct_a_row()
    capsys.readouterr()
    assert main(["diff", "1.0.0", "now", "--format", "markdown"]) == 1
    assert "- Cause: 1 row of Visits changed.\n" in capsys.readouterr().out


def test_a_changelog_tells_of_keys_below_its_heading_alone():
    text = (
        "## 1.1.0 (2026-03-01)\n`a.b`\n### Numbers changed\n- `c.d.n`, `e.*`: `word`\n"
        "### Added\n`f.g`\n## 1.0.0\n### Numbers changed\n`h.i`\n"
    )
    assert find_told(text, "1.1.0") == ("c.d.n", "e.*")
    assert find_told(text, "1.0.0") == ("h.i",)
    assert find_told(text, "1.0") == ()


@pytest.mark.parametrize(
    "text", ["7", "- 7", "- {version: 1.0.0}", "- {version: 1.0.0, keys: a.b, note: x}", "- [",
     "{a: 1}", "- {version: 1.0.0, keys: [a.b], note: ' '}"]
)  # fmt: skip
def test_errata_of_another_form_are_told(tmp_path, text):
    (tmp_path / "errata.yaml").write_text(text)
    with pytest.raises(InputError, match=r"errata\.yaml"):
        load_errata(tmp_path / "errata.yaml")
