"""The source of a chapter."""

import pytest

from qi_files.errors import InputError
from qi_press.config.model import BookConfig, Entry, Metadata
from qi_press.diagnostics import Diagnostics
from qi_press.manuscript.chapter import Cell, Prose, read_chapter
from qi_press.manuscript.includes import read_lines

SETUP = "```{python}\n#| include: false\nx = 1\n```\n"


@pytest.fixture
def read(tmp_path):
    def read_text(text, **files):
        (tmp_path / "a.qmd").write_text(text, encoding="utf-8")
        for name, content in files.items():
            (tmp_path / f"{name}.qmd").write_text(content, encoding="utf-8")
        read_text.diagnostics = Diagnostics()
        entry = Entry("a.qmd", "chapter", None, 1)
        book = BookConfig(
            folder=tmp_path, output=tmp_path, own_output=tmp_path,
            metadata=Metadata(({"title": "Book"},)), variables=Metadata(({"ship": "Ark"},)),
        )  # fmt: skip
        return read_chapter(book, entry, read_text.diagnostics)

    return read_text


def prose(chapter):
    return "".join(part.text for part in chapter.parts if isinstance(part, Prose))


def test_front_matter_prose_and_cells_are_told_apart(read):
    chapter = read(f"---\ntitle: T\n---\nbefore\n{SETUP}after\n")

    assert chapter.config.title == "T"
    assert [type(part) for part in chapter.parts] == [Prose, Cell, Prose]
    assert chapter.cells[0].source == "x = 1"
    assert not chapter.cells[0].options.include
    assert chapter.cells[0].place == "a.qmd:5"


def test_a_cell_in_a_list_is_read_without_its_indentation(read):
    text = "- item\n\n    ```{python}\n    #| echo: false\n    if x:\n        y\n    ```\n- next\n"

    (cell,) = read(text).cells

    assert (cell.source, cell.options.echo, cell.column) == ("if x:\n    y", False, 2)
    assert (cell.place, cell.line) == ("a.qmd:3", 5)


def test_a_cell_in_double_braces_is_shown_and_not_run(read):
    chapter = read("```{{python}}\n1\n```\n")

    assert prose(chapter) == "```` {.markdown}\n```{{python}}\n1\n```\n````\n"
    assert not chapter.cells


def test_a_cell_of_another_language_is_a_block_of_that_language(read):
    assert prose(read("```{r}\n1\n```\n")) == "``` {.r}\n1\n```\n"


def test_expressions_know_their_line(read):
    chapter = read(SETUP + "one\ntwo `{python} x + 1` and `{python} y`\n")

    inlines = chapter.parts[-1].inlines
    assert [(inline.expression, inline.place) for inline in inlines] == [
        ("x + 1", "a.qmd:6"),
        ("y", "a.qmd:6"),
    ]


def test_an_expression_in_a_code_block_is_text(read):
    chapter = read(SETUP + "````\n```\n`{python} x`\n```\n````\n`{python} z`\n")

    assert [inline.expression for inline in chapter.parts[-1].inlines] == ["z"]


def test_an_expression_without_any_cell_is_refused_because_quarto_would_print_it(read):
    with pytest.raises(InputError, match=r"a\.qmd:2"):
        read("text\n`{python} x`\n")


def test_includes_keep_the_place_they_were_written_at(read):
    chapter = read(SETUP + "{{< include _b.qmd >}}\n", _b="first\n`{python} x`\n")

    assert chapter.parts[-1].inlines[0].place == "_b.qmd:2"


def test_a_file_that_includes_itself_is_refused(read):
    with pytest.raises(InputError, match="including itself"):
        read("{{< include _b.qmd >}}\n", _b="{{< include _b.qmd >}}\n")


def test_shortcodes_become_text(read):
    chapter = read("{{< meta title >}} {{< var ship >}} {{< kbd F1 >}} {{{< meta title >}}}\n")

    assert prose(chapter) == "Book Ark [F1]{.kbd} {{< meta title >}}\n"


def test_a_new_page_of_latex_is_one_outside_code(read):
    assert "{.page-break}" in prose(read("\\newpage\n"))
    assert "{.page-break}" in prose(read("\\pagebreak{}\n"))
    assert prose(read("```\n\\newpage\n```\n")) == "```\n\\newpage\n```\n"


def test_shortcodes_in_code_become_text_unless_they_are_escaped_or_turned_off(read):
    text = "{{< meta title >}} {{{< var ship >}}} {{< kbd F1 >}}\n"

    assert prose(read(f"```\n{text}```\n")) == "```\nBook {{< var ship >}} F1\n```\n"
    assert prose(read(f"`{text.strip()}`\n")) == "`Book {{< var ship >}} F1`\n"
    assert text in prose(read(f'``` {{.markdown shortcodes="false"}}\n{text}```\n'))


def test_shortcodes_in_front_matter_and_options_become_text(read):
    front = "---\ntitle: The {{< var ship >}}\n---\n"

    chapter = read(f"{front}```{{python}}\n#| fig-cap: In {{{{< meta title >}}}}\n```\n")

    assert chapter.config.title == "The Ark"
    assert chapter.cells[0].options.fig_cap == "In The Ark"


def test_a_missing_value_in_an_option_is_told_with_its_line(read):
    with pytest.raises(InputError, match=r"a\.qmd:3"):
        read("```{python}\n#| label: a\n#| fig-cap: In {{< meta none >}}\n```\n")


def test_meta_counts_the_entries_of_a_list_from_one(read):
    front = "---\nauthor: [Ada, {name: Ben}]\nopen: true\nonly: [one]\n---\n"
    text = "{{< meta author.1 >}} {{< meta author.2.name >}} {{< meta open >}} {{< meta only >}}\n"

    assert prose(read(front + text)) == "Ada Ben true one\n"


@pytest.mark.parametrize("key", ["author.0", "author.3", "author", "author.name"])
def test_meta_refuses_what_is_no_text(read, key):
    with pytest.raises(InputError, match="which the metadata does not give"):
        read(f"---\nauthor: [Ada, Ben]\n---\n{{{{< meta {key} >}}}}\n")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: T\n", "front matter without an end"),
        ("```{python}\nx\n", "without an end"),
        ("```{python}\n#| label: [\n```\n", "a.qmd:2"),
        ("```{python}\n#| label: fig-a b\n1\n```\n", "write fig-a-b"),
        ("{{< include none.qmd >}}\n", "include of “none.qmd”"),
        ("{{< meta missing >}}\n", "a.qmd:1"),
    ],
)
def test_faults_name_place_and_remedy(read, text, message):
    with pytest.raises(InputError) as caught:
        read(text)

    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        ("```{r}\n1\n```\n", "a.qmd:1: cells of language “r” are not supported"),
        ("{{< video x >}}\n", "a.qmd:1: shortcode “video” is not supported"),
        (
            "```{python}\n#| fig-capt: x\n1\n```\n",
            "a.qmd:2: cell option “fig-capt” is not supported; did you mean “fig-cap”?",
        ),
        ("---\nlisting: x\n---\n", "a.qmd:2: “listing” in a chapter's front matter"),
    ],
)
def test_what_is_not_supported_is_noted(read, text, notice):
    read(text)

    assert str(read.diagnostics.warnings[0]).startswith(notice)


@pytest.mark.parametrize("sign", ["\u2028", "\x85", "\x0c", "\x1c"])
def test_a_line_ends_at_its_end_alone(tmp_path, sign):
    """Signs that Python, too, takes for ends of lines, and no editor does."""
    (tmp_path / "a.qmd").write_text(f"# A\n\n```{{python}}\nwords = 'a{sign}b'\n```\n", "utf-8")

    lines = list(read_lines(tmp_path, "a.qmd"))

    assert [line.number for line in lines] == [1, 2, 3, 4, 5]
    assert lines[3].text == f"words = 'a{sign}b'"
