"""A render replaces what the press wrote, and never what an author did."""

from pathlib import Path

import pytest

from qi_press.cli import main

SETTINGS = """
project: {type: book, output-dir: OUTPUT}
book: {title: Almanac, chapters: [index.qmd, chapters/tides.qmd]}
format: {html: default}
press: {inputs: [data]}
"""


@pytest.fixture
def book(tmp_path):
    folder = tmp_path / "book"
    (folder / "chapters").mkdir(parents=True)
    (folder / "data" / "raw").mkdir(parents=True)
    (folder / ".git" / "refs").mkdir(parents=True)
    (folder / "notes").mkdir()
    (folder / "notes" / "one.txt").write_text("mine")
    (folder / "data" / "raw" / "tides.csv").write_text("height\n4\n")
    (folder / ".git" / "config").write_text("[core]")
    (folder / "index.qmd").write_text("# Front\n\nThe harbour.\n")
    (folder / "chapters" / "tides.qmd").write_text("# Tides\n\nHigh water.\n")
    (folder / "_quarto.yml").write_text(SETTINGS.replace("OUTPUT", "_site"))
    return folder


def list_files(folder):
    kept = (path for path in folder.rglob("*") if ".press" not in path.parts)
    return {path: path.read_bytes() for path in kept if path.is_file()}


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("thesis", "files that the press did not write"),
        ("book", "holds the book itself"),
        (".", "holds the book itself"),
        ("book/data", "holds “data”"),
        ("book/chapters", "holds “chapters/tides.qmd”"),
        ("book/notes", "files that the press did not write"),
        ("book/.git", "holds the book's repository"),
        ("book/.git/refs", "the repository's own"),
        ("book/.press", "where the press keeps results"),
        ("book/data/raw/tides.csv", "a file"),
    ],
)
def test_a_folder_of_the_authors_is_refused_and_stays(book, tmp_path, capsys, output, words):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.txt").write_text("three years")
    before = list_files(tmp_path)

    assert main(["render", str(book), "--output", str(tmp_path / output)]) == 2

    said = capsys.readouterr().err
    assert said.startswith("--output\n")
    assert words in said
    assert list_files(tmp_path) == before


@pytest.mark.parametrize("output", ["data", "chapters", "notes", ".git", ".git/refs", ".press"])
def test_so_is_one_that_the_settings_name(book, capsys, output):
    (book / "_quarto.yml").write_text(SETTINGS.replace("OUTPUT", output))
    before = list_files(book)

    assert main(["render", str(book)]) == 2

    assert capsys.readouterr().err.startswith("_quarto.yml\n")
    assert list_files(book) == before


def test_a_link_to_a_folder_of_the_authors_is_seen_through(book, tmp_path):
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.txt").write_text("three years")
    (book / "_site").symlink_to(tmp_path / "thesis")

    assert main(["render", str(book)]) == 2
    assert (tmp_path / "thesis" / "thesis.txt").read_text() == "three years"


@pytest.mark.parametrize("kind", ["new", "empty", "rendered", "by Quarto"])
def test_a_folder_of_nobodys_is_replaced(book, tmp_path, kind):
    output = tmp_path / "out"
    if kind != "new":
        output.mkdir()
    if kind == "by Quarto":
        (output / "index.html").write_text('<head><meta name="generator" content="quarto-1.9">')
        (output / "old.html").touch()
    if kind == "rendered":
        assert main(["render", str(book), "--output", str(output)]) == 0
        (output / "old.html").touch()

    assert main(["render", str(book), "--output", str(output)]) == 0
    assert "The harbour." in (output / "index.html").read_text(encoding="utf-8")
    assert not (output / "old.html").exists()


def test_a_pdf_alone_is_known_as_the_presss_own(book, tmp_path):
    command = ["render", str(book), "--to", "docx", "--output", str(tmp_path / "print")]

    assert main(command) == 0
    (book / "index.qmd").write_text("# Front\n\nThe other harbour.\n")
    assert main(command) == 0


QUARTO = '<html><head><meta name="generator" content="quarto-1.9"></head></html>'


@pytest.mark.parametrize("kept", [".git/config", "slides.qmd", "sub/notes.ipynb", ".hidden"])
def test_a_folder_that_quarto_rendered_and_an_author_works_in_stays(book, tmp_path, capsys, kept):
    pages = tmp_path / "pages"
    (pages / kept).parent.mkdir(parents=True, exist_ok=True)
    (pages / kept).write_text("mine")
    (pages / "index.html").write_text(QUARTO)

    assert main(["render", str(book), "--output", str(pages)]) == 2

    capsys.readouterr()
    assert (pages / kept).read_text() == "mine"


def test_a_repository_stays_even_where_the_press_has_written(book, tmp_path, capsys):
    pages = tmp_path / "pages"
    assert main(["render", str(book), "--output", str(pages)]) == 0
    (pages / ".git").mkdir()

    assert main(["render", str(book), "--output", str(pages)]) == 2
    assert "a folder with a repository" in capsys.readouterr().err


def test_a_disk_of_its_own_is_refused_with_the_reason(book, capsys, monkeypatch):
    (book / "_site").mkdir()
    monkeypatch.setattr(Path, "is_mount", lambda path: path == book / "_site")

    assert main(["render", str(book)]) == 2

    assert "found     a disk of its own" in capsys.readouterr().err
