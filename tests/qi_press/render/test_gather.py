"""What chapters show and link to stays inside the site, and lands on nothing else."""

import pytest

from qi_press.cli import main

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9"/></svg>'


@pytest.mark.parametrize("words", ["![Sea](../small/sea.svg)", "[Sea](../small/sea.svg)"])
def test_no_file_is_written_outside_the_stage(small, capsys, words):
    """The path leaves the project's folder and comes back: its end alone would be inside."""
    (small / "sea.svg").write_text(DRAWING)
    (small / "tides.qmd").write_text(f"# Tides\n\n{words}\n")

    code = main(["render", str(small)])

    assert sorted((small / ".press").glob("small*")) == []
    if words.startswith("!"):
        assert code == 2
        assert capsys.readouterr().err.endswith(
            "tides.qmd:3\n"
            "  found     image “../small/sea.svg”, and no such file in the project\n"
            "  expected  a file relative to the chapter\n"
            "  do        add the file or mend its name\n"
        )
    else:
        assert code == 0


@pytest.mark.parametrize(
    "name",
    [
        "citation.bib", "robots.txt", "assets/site.css", "assets/Site.CSS", "assets/icon.svg",
        "pagefind/pagefind.js", "Almanac.docx",
    ],
)  # fmt: skip
def test_no_file_of_the_authors_takes_the_place_of_the_presss(small, capsys, name):
    (small / name).parent.mkdir(exist_ok=True)
    (small / name).write_text("mine")
    (small / "tides.qmd").write_text(f"# Tides\n\n[mine]({name})\n")

    assert main(["render", str(small), "--to", "html,docx"]) == 2
    assert f"tides.qmd:3\n  found     file “{name}”, whose place" in capsys.readouterr().err


def test_other_files_beside_them_are_the_authors_own(small):
    (small / "assets").mkdir()
    (small / "assets" / "sea.svg").write_text(DRAWING)
    (small / "tides.qmd").write_text("# Tides\n\n![The sea](assets/sea.svg)\n")

    assert main(["render", str(small)]) == 0
    assert (small / "_site" / "assets" / "sea.svg").read_text() == DRAWING
