"""What Quarto says of a run decides whether the lists of the site are made."""

import json

import pytest

from qi_stats.book.appendices import results
from qi_stats.book.target import VARIABLE, is_for_print


@pytest.mark.parametrize(
    ("form", "for_print"), [("html", False), ("html5", False), ("typst", True), ("docx", True)]
)
def test_the_format_is_read_from_quartos_file(tmp_path, monkeypatch, form, for_print):
    (tmp_path / "info.json").write_text(json.dumps({"format": {"pandoc": {"to": form}}}))
    monkeypatch.setenv(VARIABLE, str(tmp_path / "info.json"))

    assert is_for_print() == for_print
    if for_print:
        assert results("chapters/any.qmd") is None


@pytest.mark.parametrize("text", ["", "no JSON", "[]", '{"format": {"pandoc": 1}}'])
def test_a_file_that_says_nothing_counts_as_none(tmp_path, monkeypatch, text):
    (tmp_path / "info.json").write_text(text)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "info.json"))

    assert not is_for_print()


def test_the_press_sets_no_such_file(monkeypatch):
    monkeypatch.delenv(VARIABLE, raising=False)

    assert not is_for_print()
