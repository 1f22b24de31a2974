"""What the package says to an author who asks for what is not there, as the press tells it."""

import pytest

from qi_files.errors import InputError
from qi_press.cells.cell_errors import Code, explain_expression
from qi_stats import book


def tell(ask, *arguments):
    with pytest.raises(InputError) as caught:
        ask(*arguments)
    said = {"ename": "InputError", "evalue": str(caught.value), "traceback": []}
    return explain_expression(Code("chapters/a.qmd:9", "the expression"), said)


@pytest.mark.parametrize("ask", [book.value, book.p])
def test_a_misspelt_key_is_named_with_the_nearest(ask):
    key = max(book.ledger().ledger.keys(), key=len)

    error = tell(ask, f"{key}s")

    assert f"“{key}s”" in error.found
    assert error.where == "chapters/a.qmd:9"
    assert error.do == f"did you mean “{key}”?"


@pytest.mark.parametrize("ask", [book.table, book.figure])
def test_a_table_or_figure_that_the_plan_lacks(ask):
    error = tell(ask, "nothing-of-this-name")

    assert "“nothing-of-this-name”" in error.found
