"""The page about Python: its examples run, and it names every call."""

import doctest
from pathlib import Path

import qi_stats as qi

GUIDE = Path(__file__).parents[3] / "docs" / "from-python.md"


def test_the_examples_of_the_page_run():
    tried = doctest.testfile(str(GUIDE), module_relative=False, optionflags=doctest.ELLIPSIS)

    assert tried.attempted > 5
    assert tried.failed == 0


def test_the_page_names_every_call():
    text = GUIDE.read_text(encoding="utf-8")

    assert [name for name in qi.__all__ if f"qi.{name}" not in text] == []
