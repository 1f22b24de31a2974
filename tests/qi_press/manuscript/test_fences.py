"""Fences of code, in lists and out of them."""

import pytest

from qi_files.errors import InputError
from qi_press.manuscript.fences import find_closing, find_column, match_fence, show_quoted
from qi_press.manuscript.includes import Line


def lines(text):
    return [Line(line, "a.qmd", number) for number, line in enumerate(text.splitlines(), start=1)]


@pytest.mark.parametrize(
    ("line", "begins"),
    [
        ("```", True),
        ("   ~~~ python", True),
        ("    ```python", False),  # an indented block of code, or Markdown's own in a list
        ("        ```{python}", True),
        ("    ```{{python}}", True),
        ("```a``` in a sentence", False),
    ],
)
def test_a_cell_may_be_indented_as_deep_as_its_list(line, begins):
    assert bool(match_fence(line)) == begins


@pytest.mark.parametrize(
    ("before", "indent", "column"),
    [
        ("text\n", "", 0),
        ("text\n", "  ", 0),
        ("- item\n", "  ", 2),
        ("- item\n\n", "    ", 2),
        ("- item\n  more\n\n", "    ", 2),
        ("1.  item\nlazy\n\n", "    ", 4),
        ("- one\n    - two\n", "      ", 6),
        ("- one\n    - two\n", "    ", 2),
        ("-\titem\n", "\t", 4),
        ("-     code\n", "      ", 2),
        ("- item\n\ntext\n\n", "    ", 0),
        ("Term\n:   words\n", "    ", 4),
        ("[^a]: words\n", "    ", 4),
    ],
)
def test_a_cell_stands_where_its_item_begins(before, indent, column):
    assert find_column(lines(before), indent) == column


def test_a_string_in_a_cell_does_not_close_it():
    text = lines("```{python}\ns = '''\n    ```\n'''\n```\n")

    assert find_closing(text, 0, match_fence(text[0].text)) == 4


def test_a_fence_in_a_list_without_an_end_is_refused_with_its_line():
    text = lines("- item\n\n    ```{python}\n    x\n")

    with pytest.raises(InputError, match=r"a\.qmd:3"):
        find_closing(text, 2, match_fence(text[2].text))


def test_double_braces_are_shown_as_single_ones_but_not_those_of_templates():
    text = "`{{python}} x` ``` ```{{r}} ``` `{{< meta title >}}` `{{ name }}` {{python}}"

    shown = "`{python} x` ``` ```{r} ``` `{{< meta title >}}` `{{ name }}` {{python}}"
    assert show_quoted(text) == shown
