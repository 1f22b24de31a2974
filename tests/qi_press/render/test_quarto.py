"""Which renderer is chosen, with stand-ins for the `quarto` program on the PATH."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_press.cli import main
from qi_press.render.quarto import choose_renderer, find_version, render_with_quarto

BOOK = Path(__file__).parents[2] / "golden" / "book"

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")


@pytest.fixture
def install(tmp_path, monkeypatch):
    """Put a `quarto` on the PATH that runs the given shell lines, or leave it empty."""
    monkeypatch.setenv("PATH", str(tmp_path))

    def _install(lines: str) -> None:
        program = tmp_path / "quarto"
        program.write_text(f"#!/bin/sh\n{lines}\n")
        program.chmod(0o755)

    return _install


def test_a_new_quarto_is_used(install):
    install("echo 1.9.38")

    renderer = choose_renderer("auto")

    assert renderer.name == "quarto"
    assert "1.9.38" in renderer.reason


@pytest.mark.parametrize("lines", ["echo 1.8.25", "echo 99.0 not me >&2; exit 1", "echo nightly"])
def test_an_old_or_broken_quarto_is_passed_over_and_said(install, lines):
    install(lines)

    renderer = choose_renderer("auto")

    assert renderer.name == "press"
    assert "1.9 or newer" in renderer.reason


def test_version_ten_is_newer_than_version_nine(install):
    install("echo 1.10.19")

    assert find_version() == (1, 10, 19)
    assert choose_renderer("auto").name == "quarto"


def test_without_quarto_the_press_renders(install):
    assert choose_renderer("auto").name == "press"
    assert choose_renderer("press").reason == "the press, as asked"


def test_quarto_asked_for_by_name_must_be_there(install):
    with pytest.raises(InputError, match="no quarto on the PATH"):
        choose_renderer("quarto")


def test_cells_run_in_this_python(install, tmp_path):
    install(f'printf %s "$QUARTO_PYTHON" > {tmp_path}/python')

    render_with_quarto(tmp_path)

    assert (tmp_path / "python").read_text() == sys.executable


def test_a_failing_quarto_is_an_error(install, tmp_path):
    install("exit 3")

    with pytest.raises(InputError, match="exit code 3"):
        render_with_quarto(tmp_path)


def test_the_command_line_hands_the_book_to_quarto_and_says_so(install, tmp_path, capsys):
    install(f'test "$1" = --version && echo 1.10.1 || printf %s "$*" > {tmp_path}/called')

    assert main(["render", str(BOOK), "--renderer", "auto"]) == 0

    assert (tmp_path / "called").read_text() == f"render {BOOK}"
    said = capsys.readouterr()
    assert "rendering with Quarto 1.10.1, found on the PATH" in said.err
    assert [line.split()[0] for line in said.out.splitlines()] == ["website", "PDF", "Word"]


def test_settings_of_the_press_are_refused_where_quarto_renders(install, capsys):
    install("echo 1.10.1")

    assert main(["render", str(BOOK), "--renderer", "quarto", "--to", "html"]) == 2

    assert "--to" in capsys.readouterr().err
