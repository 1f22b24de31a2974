"""A book is released from its repository: what is refused, and what is published."""

import json

import pytest

from qi_files.errors import InputError
from qi_press.cli import main
from qi_press.config.model import RenderOptions
from qi_press.diagnostics import Diagnostics
from qi_press.formats.registry import load_book
from qi_press.releases.checks import run_checks
from qi_press.releases.release import ReleaseOrder, release_book


def release(folder, version="1.0.0", **settings):
    return release_book(ReleaseOrder(folder, version, **settings), lambda _: None)


def add_checks(folder, *commands):
    lines = "".join(f"      - {command}\n" for command in commands)
    with (folder / "_quarto.yml").open("a") as file:
        file.write(f"press:\n  release:\n    checks:\n{lines}")


def test_what_is_not_committed_is_not_released(small_book):
    (small_book / "index.qmd").write_text("# Front\n\nChanged.\n")
    (small_book / "new.txt").touch()
    with pytest.raises(InputError, match=r"not committed: index\.qmd, new\.txt"):
        release(small_book)
    assert not (small_book / "_published").exists()


@pytest.mark.parametrize("author", ["", "author: '', ", "author: [{email: a@b.example}], "])
def test_a_book_that_nobody_answers_for_is_not_released(small_book, commit, author):
    settings = small_book / "_quarto.yml"
    settings.write_text(settings.read_text().replace("author: The harbour master, ", author))
    commit(small_book)
    with pytest.raises(InputError, match=r"no author with a name") as told:
        release(small_book)
    assert "write it under book › author" in str(told.value)
    release(small_book, "dev")


def test_outside_a_repository_gits_words_are_told(tmp_path, small_book):
    small_book.joinpath(".git").rename(tmp_path / "away")
    with pytest.raises(InputError, match="not a git repository"):
        release(small_book)


def test_the_books_own_version_has_to_agree(small_book, commit):
    (small_book / "pyproject.toml").write_text('[project]\nname = "x"\nversion = "0.9.0"\n')
    commit(small_book)
    with pytest.raises(InputError, match=r"version 0\.9\.0"):
        release(small_book)


def test_a_check_that_fails_stops_the_release_with_its_words(small_book, commit):
    add_checks(small_book, "sh -c 'echo three keys are not told of; exit 1' {version}")
    commit(small_book)
    with pytest.raises(InputError, match="three keys are not told of"):
        release(small_book)
    assert not (small_book / "_published").exists()


def test_checks_are_told_the_version(small_book):
    add_checks(small_book, "test {version} = 1.0.0", "test -f _quarto.yml")
    told = []
    run_checks(load_book(RenderOptions(small_book), Diagnostics()), "1.0.0", told.append)

    assert told == ["check: test 1.0.0 = 1.0.0", "check: test -f _quarto.yml"]


def test_a_check_that_is_no_command_is_told(small_book):
    add_checks(small_book, "no-such-program-here")
    with pytest.raises(InputError, match="can't be run"):
        run_checks(load_book(RenderOptions(small_book), Diagnostics()), "1.0.0", print)


def test_checks_that_are_no_list_are_told(small_book):
    with (small_book / "_quarto.yml").open("a") as file:
        file.write("press: {release: {checks: make lint}}\n")
    with pytest.raises(InputError, match="no list of commands"):
        run_checks(load_book(RenderOptions(small_book), Diagnostics()), "1.0.0", print)


def test_a_book_is_released_to_a_folder_and_to_a_branch_and_verified(
    small_book, git, capsys, monkeypatch
):
    monkeypatch.chdir(small_book)
    assert main(["release", "1.0.0"]) == 0
    assert main(["release", "1.0.0", "--branch", "pages"]) == 0
    assert main(["release", "v1.0.0"]) == 0
    told = capsys.readouterr().out
    assert "published already, with the same bytes" in told
    assert f"git tag v1.0.0 {git(small_book, 'rev-parse', 'HEAD')[:12]}" in told
    assert git(small_book, "status", "--short") == "?? results/"
    assert "v1.0.0/index.html" in git(small_book, "ls-tree", "-r", "--name-only", "pages").split()
    kept = small_book / "results/releases/1.0.0"
    assert (
        kept.joinpath("provenance.json").read_bytes()
        == (small_book / "_published/v1.0.0/provenance.json").read_bytes()
    )
    catalogue = json.loads((small_book / "_published/versions.json").read_text())
    assert (
        kept.joinpath("site.sha256").read_text()
        == f"{catalogue['versions'][0]['sha256']}  v1.0.0\n"
    )

    assert main(["verify", "_published/v1.0.0.zip"]) == 0
    page = small_book / "_published/v1.0.0/tides.html"
    page.write_text(page.read_text().replace("High water", "Low water"))
    assert main(["verify", "_published"]) == 1
    told = capsys.readouterr().out
    assert "differs: tides.html:" in told
    assert "published “<p>Low water.</p>”, the source gives “<p>High water.</p>”" in told


def test_quarto_renders_a_release_as_well(small_book, tmp_path, monkeypatch):
    program = tmp_path / "bin" / "quarto"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\n[ "$1" = --version ] && { echo 1.9.38; exit; }\n'
        'mkdir -p _site && echo "$@" > _site/said.txt\n'
        'echo \'<html><head><meta name="generator" content="quarto-1.9.38"></head><body>'
        '<main><p id="sec-x">Tides</p></main></body></html>\' > _site/index.html\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    monkeypatch.chdir(small_book)
    release(small_book, renderer="quarto")

    site = small_book / "_published/v1.0.0"
    assert 'class="version"' in (site / "index.html").read_text()
    assert (
        "--metadata date:March 1, 2026 · Version 1.0.0 · commit" in (site / "said.txt").read_text()
    )
    assert '"softwareVersion": "1.9.38"' in (site / "provenance.json").read_text()
    assert main(["verify", "_published"]) == 0
