"""Structures of the Word file."""

import pytest

from qi_press.composing.pandoc import read_markdown
from qi_press.printing.word import ACTIONS
from qi_press.tree import rewrite


@pytest.mark.parametrize("text", ["- one\n- two\n", "1. one\n2. two\n", "- one\n    - two\n"])
def test_the_items_of_a_list_are_text_and_not_set_as_cells(text):
    blocks, _ = read_markdown(text, "test")

    assert '"t": "Plain"' not in str(rewrite(blocks, ACTIONS)).replace("'", '"')
