"""The order of a book."""

import pytest

from qi_files.errors import InputError
from qi_press.config.model import RenderOptions
from qi_press.diagnostics import Diagnostics
from qi_press.formats.registry import load_book

FILES = ("index.qmd", "a.qmd", "b.qmd")


@pytest.fixture
def read(tmp_path):
    def read_order(order, **texts):
        book = f"project: {{type: book}}\nbook:\n  chapters:\n{order}"
        (tmp_path / "_quarto.yml").write_text(book)
        for name in FILES:
            text = texts.get(name.partition(".")[0], f"# {name}\n")
            (tmp_path / name).write_text(text)
        read_order.diagnostics = Diagnostics()
        return load_book(RenderOptions(tmp_path), read_order.diagnostics).entries

    return read_order


@pytest.mark.parametrize(
    "text",
    [
        "# The *tide* {#sec-a}\n",
        "---\nlang: en\n---\n\nWords.\n\n# The *tide*\n",
        "---\ntitle: The *tide*\n---\n# Another\n",
    ],
)
def test_a_part_that_is_a_file_has_its_title(read, text):
    part = "    - index.qmd\n    - part: a.qmd\n      chapters: [b.qmd]\n"

    entries = read(part, a=text)

    assert [(entry.file, entry.kind, entry.part) for entry in entries] == [
        ("index.qmd", "front", None),
        ("a.qmd", "part", "The *tide*"),
        ("b.qmd", "chapter", "The *tide*"),
    ]


def test_chapters_of_a_part_that_are_a_text_are_one_error_with_its_line(read):
    with pytest.raises(InputError) as caught:
        read("    - index.qmd\n    - part: P\n      chapters: a.qmd\n")

    assert str(caught.value).splitlines() == [
        "_quarto.yml:6",
        "  found     “chapters: a.qmd”",
        "  expected  a list of the part's chapters",
        "  do        write [a.qmd]",
    ]


def test_what_a_line_of_the_order_asks_for_in_vain_is_told(read):
    read("    - index.qmd\n    - part: P\n      chapters:\n        - {href: a.qmd, text: A}\n")

    assert [str(notice) for notice in read.diagnostics.warnings] == [
        "_quarto.yml:7: “text” of a chapter in the book's order is not supported"
    ]
