"""The Lua filter that shows what those who answer for a report declare."""

from pathlib import Path

import pytest

from qi_press.pandoc.program import run_pandoc

FILTER = Path(__file__).parents[2] / "filters" / "declarations.lua"
TEXT = '\n\n[Funding.]{.declaration of="funding"}\n\nThe end.\n'


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ("funding: A *fund*, grant 7", "Funding. A fund, grant 7\n\nThe end.\n"),
        ("funding: ''", "The end.\n"),
        ("interests: none", "The end.\n"),
    ],
)
def test_a_declaration_is_shown_where_it_is_made(settings, shown):
    arguments = ["--from", "markdown-smart", "--to", "plain", "--lua-filter", str(FILTER)]

    said = run_pandoc(arguments, f"---\n{settings}\n---{TEXT}".encode(), "test").output.decode()

    assert said == shown
