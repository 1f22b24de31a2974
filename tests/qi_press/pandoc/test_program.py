"""Pandoc is run once for the same conversion."""

import pytest

from qi_files.errors import InputError
from qi_press.cache import Cache
from qi_press.pandoc import program
from qi_press.pandoc.program import PandocOptions, convert, read_markdown

TO_HTML = PandocOptions(("--from", "markdown", "--to", "html"))


@pytest.fixture
def runs(monkeypatch):
    """The sources that pandoc was run on."""
    seen = []
    real = program.run_pandoc

    def run(arguments, source, *rest):
        seen.append(source)
        return real(arguments, source, *rest)

    monkeypatch.setattr(program, "run_pandoc", run)
    return seen


def target(tmp_path, **changes):
    return PandocOptions(TO_HTML.arguments, cache=Cache(tmp_path), **changes)


def test_a_conversion_is_recalled_with_its_warnings(tmp_path, runs):
    source = b"::: {.a}\nText\n"  # a div that nothing closes
    results = [convert(source, target(tmp_path), "a.qmd") for _ in range(2)]

    assert results[0] == results[1]
    assert "unclosed" in results[0].warnings[0].lower()
    assert runs == [source]


def test_another_text_or_other_files_behind_it_are_converted_anew(tmp_path, runs):
    convert(b"one", target(tmp_path), "a.qmd")
    convert(b"two", target(tmp_path), "a.qmd")
    convert(b"two", target(tmp_path, depends="bibliography"), "a.qmd")

    assert runs == [b"one", b"two", b"two"]


def test_nothing_is_kept_without_a_shelf(runs):
    for _ in range(2):
        read_markdown("Text", "a.qmd")

    assert len(runs) == 2


def test_a_failure_is_told_with_pandocs_words():
    with pytest.raises(InputError, match="Unknown input format"):
        convert(b"", PandocOptions(("--from", "nothing")), "a.qmd")
