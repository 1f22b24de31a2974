"""Numbers as a Quarto book has them, and references to them."""

from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_press.cells.weave import Woven
from qi_press.config.language import Words
from qi_press.config.model import BookConfig, ChapterConfig, Entry
from qi_press.diagnostics import Diagnostics
from qi_press.manuscript.chapter import Chapter
from qi_press.manuscript.includes import Line
from qi_press.pandoc.elements import read_text, walk
from qi_press.transforms.cross_references import (
    collect_cross_references,
    list_labels,
    write_letters,
)
from qi_press.transforms.document import read_document
from qi_press.transforms.numbering import apply_numbers, number_chapters
from qi_press.transforms.reference_links import resolve_references

FIGURE = "![Cap](a.svg){{#fig-{}}}\n\n"


def make_project(words=None, **changes):
    nowhere = Path()
    given = Words(words or {})
    return BookConfig(folder=nowhere, output=nowhere, own_output=nowhere, words=given, **changes)


def make_document(text, kind="chapter", file="a.qmd"):
    lines = tuple(Line(line, file, n) for n, line in enumerate(text.splitlines(), 1))
    chapter = Chapter(Entry(file, kind, None, 1), ChapterConfig(), (), lines)
    return read_document(Woven(chapter, text, {}), Diagnostics())


def resolve(*documents, **changes):
    project = make_project(**changes)
    documents = number_chapters(documents, shown=project.number_sections)
    faults = Diagnostics()
    numbering = collect_cross_references(project, documents, faults)
    resolved = [
        resolve_references(apply_numbers(item, numbering), numbering, faults) for item in documents
    ]
    faults.raise_errors()
    return resolved


def texts(*documents, **changes):
    return [
        read_text(item.blocks).replace("\u00a0", " ") for item in resolve(*documents, **changes)
    ]


def test_chapters_and_appendices_are_counted_apart_and_the_front_page_is_not():
    documents = number_chapters(
        [
            make_document("# Front {.unnumbered}", "front"),
            make_document("# One"),
            make_document("# Two"),
            make_document("# Extra", "appendix"),
        ]
    )

    assert [document.number for document in documents] == ["", "1", "2", "A"]


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("@sec-one", "Chapter 1"),
        ("@sec-in", "Section 1.1"),
        ("@sec-deep", "Section 1.1.1"),
        ("@sec-extra", "Appendix A"),
        ("@sec-out", "Section A.1"),
        ("@fig-b", "Figure 1.2"),
        ("@Fig-b", "Figure 1.2"),
        ("[-@fig-b]", "1.2"),
        ("[Plate @fig-b]", "Plate 1.2"),
        ("[@fig-a; @fig-b]", "Figure 1.1, Figure 1.2"),
        ("@fig-c", "Figure A.1"),
        ("@tbl-t", "Table 1.1"),
        ("@eq-e", "Equation 1.1"),
        ("@lst-l", "Listing 1.1"),
        ("@sec-plain", "Without number"),
    ],
)
def test_references_are_worded_as_in_a_quarto_book(reference, shown):
    one = (
        "# One {#sec-one}\n\n## In {#sec-in}\n\n### Deep {#sec-deep}\n\n"
        + FIGURE.format("a")
        + FIGURE.format("b")
        + "|a|\n|-|\n|1|\n\n: Cap {#tbl-t}\n\n$$x$$ {#eq-e}\n\n"
        + '``` {#lst-l lst-cap="L"}\nx\n```\n\n## Without number {#sec-plain .unnumbered}\n'
    )
    extra = "# Extra {#sec-extra}\n\n## Out {#sec-out}\n\n" + FIGURE.format("c")

    result = texts(
        make_document(one),
        make_document(extra, "appendix", "b.qmd"),
        make_document(f"# Last\n\n{reference}", file="c.qmd"),
    )

    assert result[-1] == shown


def test_captions_carry_their_number():
    assert texts(make_document("# One\n\n" + FIGURE.format("a")))[0].startswith("Figure 1.1: Cap")


def test_an_unnumbered_chapter_counts_floats_without_chapter():
    front = make_document("# Front {.unnumbered}\n\n" + FIGURE.format("a") + "@fig-a", "front")

    assert texts(front)[0].endswith("Figure 1")


def test_panels_are_lettered():
    text = (
        "# One\n\n::: {#fig-two}\n"
        + FIGURE.format("a")
        + FIGURE.format("b")
        + "Both\n:::\n\n@fig-b"
    )

    shown = texts(make_document(text))[0]

    assert "(a) Cap" in shown
    assert shown.endswith("Figure 1.1 (b)")


def test_words_can_be_changed_in_the_settings():
    text = "# One\n\n" + FIGURE.format("a") + "@fig-a"

    shown = texts(make_document(text), words={"fig-prefix": "Plate", "title-delim": "."})[0]

    assert shown.startswith("Figure 1.1. Cap")
    assert shown.endswith("Plate 1.1")


def test_headings_carry_their_number():
    (document,) = resolve(make_document("# One\n\n## A\n\n## B\n\n### C\n\n## D {.unnumbered}"))

    numbers = [
        dict(node["c"][1][2]).get("number")
        for node in walk(document.blocks)
        if node["t"] == "Header"
    ]
    assert numbers == ["1.1", "1.2", "1.2.1", None]


def test_an_unresolved_reference_names_its_line_and_the_nearest_label():
    text = "# One\n\n" + FIGURE.format("water") + "see @fig-watre"

    with pytest.raises(InputError) as caught:
        resolve(make_document(text))

    assert caught.value.where == "a.qmd:5"
    assert caught.value.do == "did you mean “fig-water”?"


def test_a_label_used_twice_is_refused():
    with pytest.raises(InputError, match="a second time"):
        resolve(
            make_document("# One\n\n" + FIGURE.format("a")),
            make_document("# Two\n\n" + FIGURE.format("a"), file="b.qmd"),
        )


def test_a_citation_in_one_group_with_a_reference_is_refused_because_quarto_drops_it():
    text = "# One\n\n" + FIGURE.format("a") + "see @fig-a [@pier]"

    with pytest.raises(InputError, match="where Quarto drops it"):
        resolve(make_document(text))


@pytest.mark.parametrize(
    ("count", "first", "shown"), [(1, "a", "a"), (26, "a", "z"), (27, "a", "aa"), (2, "A", "B")]
)
def test_appendices_and_panels_are_counted_in_letters(count, first, shown):
    assert write_letters(count, first) == shown


def list_numbers(document):
    headings = [node["c"][1] for node in walk(document.blocks) if node["t"] == "Header"]
    return [dict(attr[2]).get("number", "") for attr in headings]


def test_a_section_below_the_depth_shows_no_number_and_is_referred_to_by_it():
    (one,) = resolve(
        make_document("# One\n\n## In\n\n### Deep {#sec-deep}\n\n@sec-deep"), number_depth=2
    )

    assert list_numbers(one) == ["1.1", ""]
    assert read_text(one.blocks).endswith("Section\u00a01.1.1")


def test_without_numbers_a_reference_to_a_section_is_its_title():
    source = (
        "# One {#sec-one}\n\n## In {#sec-in}\n\n" + FIGURE.format("a") + "@sec-one, @sec-in, @fig-a"
    )
    extra = make_document("# Extra {#sec-extra}\n\n@sec-extra", "appendix", "b.qmd")
    one, two = resolve(make_document(source), extra, number_sections=False)

    assert (one.number, two.number) == ("", "A")
    assert list_numbers(one) == [""]
    assert read_text(one.blocks).replace("\u00a0", " ").endswith("One, In, Figure 1.1")
    assert read_text(two.blocks) == "Extra"


def test_headings_with_the_same_words_have_the_numbers_of_their_own_chapters():
    one = make_document("# One\n\n## Methods")
    two = make_document("# Two\n\n## Before\n\n## Methods", file="b.qmd")

    assert [list_numbers(item) for item in resolve(one, two)] == [["1.1"], ["2.1", "2.2"]]


@pytest.mark.parametrize(
    "box",
    [
        "::: {.callout-note}\nWords.\n\n#### In a box\n:::",
        "::: {.panel-tabset}\n## Tab\n\n#### In a box\n:::",
    ],
)
def test_a_heading_in_a_box_takes_no_number_that_leaps(box):
    (one,) = resolve(make_document(f"# One\n\n## In\n\n{box}\n\n### After"))

    assert list_numbers(one) == ["1.1", "", "1.1.1"]


def test_a_title_that_stands_for_a_section_names_what_it_refers_to():
    text = "# One\n\n## Under @fig-a {#sec-u .unnumbered}\n\n" + FIGURE.format("a") + "See @sec-u."
    (one,) = resolve(make_document(text))

    (link,) = [n for n in walk(one.blocks) if n["t"] == "Link" and n["c"][2][0] == "#sec-u"]
    assert read_text(link["c"][1]) == "Under Figure\u00a01.1"
    assert [node for node in walk(link["c"][1]) if node["t"] in ("Link", "Cite")] == []


def test_a_reference_to_a_chapter_that_could_not_be_read_is_no_fault():
    document = make_document("See @fig-dawn and @fig-dusk.")
    unread = Chapter(
        Entry("b.qmd", "chapter", None, 1), {}, (), (Line("#| label: fig-dawn", "b.qmd", 3),)
    )
    faults = Diagnostics()
    numbering = collect_cross_references(make_project(), [document], faults, list_labels(unread))

    resolve_references(document, numbering, faults)

    assert [error.found for error in faults.errors] == [
        "reference “@fig-dusk”, and nothing has that label"
    ]
