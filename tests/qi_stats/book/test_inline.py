"""Text of data inside a sentence."""

import pytest

from qi_press.pandoc.elements import read_text
from qi_press.pandoc.program import read_markdown
from qi_stats.book.inline import escape_markdown


@pytest.mark.parametrize("text", ["a--b", "a---b", "and so on...", "...", "1990-91", "1.5", "-2.1"])
def test_signs_of_print_stay_as_they_were_typed(text):
    blocks, _ = read_markdown(f"Said {escape_markdown(text)} here", "test")

    assert read_text(blocks) == f"Said {text} here"
