"""Every inline expression finds its record, and no conclusion rests on an illustrative number."""

from __future__ import annotations

import re

import pytest
from manuscript import list_chapters, read_chapter

from qi_stats import book
from qi_stats.book.project import read_displays, read_listings, read_results

CONCLUDING = ("index.qmd", "chapters/discussion.qmd", "chapters/conclusion.qmd")
"""Chapters that say what the results mean."""


def expressions(names):
    return [
        pytest.param(expression, id=f"{name}:{line}:{number}")
        for name in names
        for number, (line, expression) in enumerate(read_chapter(name).expressions())
    ]


def show(expression):
    """Return the Markdown that a renderer would put in the place of `expression`."""
    return eval(expression, {"book": book})._repr_markdown_()  # noqa: S307


@pytest.mark.parametrize("expression", expressions(list_chapters()))
def test_an_inline_expression_gives_markdown(expression):
    assert show(expression).strip()


@pytest.mark.parametrize("expression", expressions(CONCLUDING))
def test_no_conclusion_rests_on_an_illustrative_number(expression):
    assert 'data-identified="illustrative"' not in show(expression)


@pytest.mark.parametrize("name", list_chapters())
def test_each_table_and_figure_is_laid_out_in_the_plan(name):
    calls = [
        found.groups()
        for cell in read_chapter(name).cells
        for found in re.finditer(r'book\.(table|figure)\("([^"]+)"\)', cell.code)
    ]
    displays = read_displays()
    known = {"table": displays.tables, "figure": displays.figures}

    assert [(kind, display) for kind, display in calls if display not in known[kind]] == []


def test_every_record_has_its_row_in_one_appendix():
    calls = {
        name: [cell.code for cell in read_chapter(name).cells if "book.results(" in cell.code]
        for name in list_chapters()
    }
    asked = {name: code for name, code in calls.items() if code}

    assert asked == {one.chapter: [f'book.results("{one.chapter}")'] for one in read_listings()}
    rows = [record.key for name in asked for record in book.results(name).ledger]
    assert sorted(rows) == sorted(read_results().keys())
