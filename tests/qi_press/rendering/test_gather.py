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
