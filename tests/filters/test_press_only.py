"""The Lua filter that leaves out of Quarto's output what only the press makes true."""

from pathlib import Path

import pytest

from qi_press.pandoc.program import run_pandoc

FILTER = Path(__file__).parents[2] / "filters" / "press-only.lua"
TEXT = "Click[, or point]{.press-only}.\n\n::: {.press-only}\nThe files below.\n:::\n"


@pytest.mark.parametrize(
    ("quarto", "shown"), [("", "Click, or point. The files below."), ("quarto = {}\n", "Click.")]
)
def test_what_the_press_makes_true_is_shown_by_the_press_alone(tmp_path, quarto, shown):
    script = tmp_path / "filter.lua"
    script.write_text(quarto + FILTER.read_text(encoding="utf-8"))
    arguments = ["--from", "markdown", "--to", "plain", "--lua-filter", str(script)]

    said = run_pandoc(arguments, TEXT.encode(), "test").output.decode()

    assert " ".join(said.split()) == shown
