"""Order, setup cells, floats, labels and references of the book."""

from __future__ import annotations

import re
from collections import Counter
from importlib.resources import files

import pytest
from manuscript import FLOATS, ROOT, list_chapters, read_chapter, read_project

SETUP = "from qi_stats import book"
PREFIX = re.compile(rf"(?:{'|'.join(FLOATS)})-")


def all_labels():
    return [label for name in list_chapters() for label in read_chapter(name).labels()]


def all_mentions():
    return set().union(*(read_chapter(name).mentions() for name in list_chapters()))


def bibliography():
    text = (ROOT / read_project()["bibliography"]).read_text(encoding="utf-8")
    return re.findall(r"^@\w+\{([^,]+),", text, flags=re.MULTILINE)


def labelled_cells():
    return [
        pytest.param(name, cell, id=cell.options["label"])
        for name in list_chapters()
        for cell in read_chapter(name).cells
        if "label" in cell.options
    ]


def test_the_front_page_says_how_to_cite_the_book_that_it_opens():
    book = read_project()["book"]
    text = (ROOT / "index.qmd").read_text(encoding="utf-8")

    assert f"*{book['title']}: {book['subtitle']}*" in text
    assert all(one["name"].replace("The ", "the ", 1) in text for one in book["author"])


def test_every_chapter_is_listed_once():
    files = [path.relative_to(ROOT).as_posix() for path in ROOT.glob("chapters/*.qmd")]

    assert Counter(list_chapters()) == Counter(["index.qmd", *files])


@pytest.mark.parametrize("name", list_chapters())
def test_a_chapter_that_embeds_results_opens_with_the_setup_cell_alone(name):
    chapter = read_chapter(name)
    if not chapter.expressions() and not chapter.cells:
        return
    first, *rest = chapter.cells

    assert (first.number, first.options, first.code) == (3, {"include": False}, SETUP)
    assert not any("import" in cell.code for cell in rest)


@pytest.mark.parametrize("name", list_chapters())
def test_a_chapter_begins_with_its_title_and_its_label(name):
    first = read_chapter(name).prose[0].text
    label = "{.unnumbered}" if name == "index.qmd" else f"{{#sec-{name[9:-4]}"

    assert first.startswith("# ")
    assert label in first


@pytest.mark.parametrize(("name", "cell"), labelled_cells())
def test_a_float_is_named_after_its_kind_and_described(name, cell):
    kind = cell.options["label"].split("-")[0]
    call, needed = {
        "fig": ("book.figure(", {"label", "fig-cap", "fig-alt"}),
        "tbl": ("book.table(", {"label", "tbl-cap"}),
    }[kind]

    assert cell.code.startswith(call)
    assert set(cell.options) == needed


def test_labels_are_unique():
    assert [label for label, count in Counter(all_labels()).items() if count > 1] == []


def test_every_cross_reference_has_its_label():
    assert {name for name in all_mentions() if PREFIX.match(name)} <= set(all_labels())


def test_every_table_and_figure_is_referred_to_in_the_text():
    floats = {label for label in all_labels() if label.startswith(("fig-", "tbl-", "eq-"))}

    assert floats - all_mentions() == set()


def test_every_citation_is_in_the_bibliography_and_every_entry_is_cited():
    cited = {name for name in all_mentions() if not PREFIX.match(name)}

    assert cited == set(bibliography())


def test_the_bibliography_names_nothing_twice():
    assert len(bibliography()) == len(set(bibliography()))


def test_both_renderers_use_one_stylesheet():
    shared = ROOT / read_project()["format"]["html"]["css"]

    assert shared.read_bytes() == (files("qi_press") / "theme" / "site.css").read_bytes()
