"""A render is passed over only where nothing has changed."""

import shutil

from qi_press.cli import main

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'


def test_a_file_in_another_folder_is_a_change(small, capsys):
    (small / "drawings").mkdir()
    (small / "drawings" / "sea.svg").write_text(DRAWING)
    (small / "tides.qmd").write_text("# Tides\n\n![The sea](drawings/sea.svg)\n")
    assert main(["render", str(small)]) == 0

    (small / "drawings").rename(small / "drawings2")

    assert main(["render", str(small)]) == 2
    assert "image “drawings/sea.svg”" in capsys.readouterr().err


def test_so_is_a_file_of_the_output_in_another_folder(small, capsys):
    assert main(["render", str(small)]) == 0
    (small / "_site" / "assets").rename(small / "_site" / "assets2")

    assert main(["render", str(small)]) == 0
    assert (small / "_site" / "assets").is_dir()


def test_so_is_a_bibliography_outside_the_project(small, tmp_path, capsys):
    book = small.rename(small.with_name("book-inside"))
    shared = book.parent / "shared.bib"
    shared.write_text("@misc{a, title={Ebb}}\n")
    settings = book / "_quarto.yml"
    settings.write_text(settings.read_text() + "bibliography: ../shared.bib\n")
    (book / "tides.qmd").write_text("# Tides\n\nSee [@a].\n")
    assert main(["render", str(book)]) == 0

    shared.write_text("@misc{a, title={Flood}}\n")

    assert main(["render", str(book)]) == 0
    capsys.readouterr()
    assert "Flood" in (book / "_site" / "tides.html").read_text(encoding="utf-8")


def test_an_altered_result_of_an_earlier_render_reaches_no_page(small, capsys):
    """Before results had checksums, this put a false number on a page, with exit code 0."""
    (small / "tides.qmd").write_text("# Tides\n\nThe mean was 70.3.\n")
    assert main(["render", str(small), "--to", "html"]) == 0
    for path in (small / ".press").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"70.3", b"99.3"))
    shutil.rmtree(small / "_site")

    assert main(["render", str(small), "--to", "html"]) == 0
    assert "The mean was 70.3." in (small / "_site" / "tides.html").read_text(encoding="utf-8")
