"""The reader of chapters sees prose, cells and labels where an author would."""

from __future__ import annotations

from manuscript import cut_chapter, strip_markup

SOURCE = """# Waiting {#sec-waiting}

```{python}
#| label: fig-wait
#| fig-cap: "Wait of 3"
draw(3)
```

The wait was `{python} book.value("wait.mean")` minutes [@who1999; -@other2000].

$$
x = 4
$$ {#eq-wait}
"""


def test_cells_and_display_math_are_no_prose():
    chapter = cut_chapter("waiting.qmd", SOURCE)

    assert not any("draw" in line.text or "x = 4" in line.text for line in chapter.prose)


def test_a_cell_has_its_place_its_options_and_its_code():
    (cell,) = cut_chapter("waiting.qmd", SOURCE).cells

    assert (cell.number, cell.options["label"], cell.code) == (3, "fig-wait", "draw(3)")


def test_labels_come_from_headings_cells_and_equations():
    assert sorted(cut_chapter("waiting.qmd", SOURCE).labels()) == [
        "eq-wait",
        "fig-wait",
        "sec-waiting",
    ]


def test_an_expression_is_found_with_its_line():
    assert cut_chapter("waiting.qmd", SOURCE).expressions() == [(9, 'book.value("wait.mean")')]


def test_citations_are_found_in_brackets_and_without_author():
    assert cut_chapter("waiting.qmd", SOURCE).mentions() == {"who1999", "other2000"}


def test_stripping_leaves_what_the_author_typed():
    text = 'Of `{python} f("a.1")`, 7 came [@b2000] in $x_2$ ways: [here](page4.html), `code 5`.'

    assert strip_markup(text) == "Of , 7 came [] in  ways: [here], ."
