"""What is told of a failing cell: one error a cause, in the order of the book."""

from pathlib import Path

from qi_files.errors import InputError
from qi_press.cells.cell_errors import Code, explain_cell, explain_expression, merge_failures

FILES = ("index.qmd", "a.qmd", "b.qmd")
FACTS = "{}\n  found     no JSON\n  expected  a log\n  do        write it again"


def say(text, name="Told", traceback=None):
    return {"ename": name, "evalue": text, "traceback": traceback or [f"{name}: {text}"]}


def merge(*errors):
    return [str(error) for error in merge_failures(errors, FILES, Path("/home/ada/book"))]


def test_the_projects_folder_is_not_named():
    error = explain_cell(Code("a.qmd:3", "read()"), say(FACTS.format("/home/ada/book/log.json:1")))

    assert merge(error)[0].startswith("log.json:1\n")


def test_a_text_that_only_begins_in_four_facts_is_an_error_like_any_other():
    text = FACTS.format("log.json:1") + "\n  and more"

    error = explain_expression(Code("a.qmd:3", "read()"), say(text))

    assert error.found == "inline expression “read()”, which fails: Told: log.json:1"


def test_the_same_error_of_different_cells_is_told_twice():
    said = say("invalid syntax (1.py, line 1)", "SyntaxError")

    assert len(merge(explain_cell(Code("a.qmd:3", "x = = 1"), said),
                     explain_cell(Code("b.qmd:3", "y = = 1"), said))) == 2  # fmt: skip


def test_the_same_cell_in_every_chapter_is_told_once():
    said = say("No module named 'ships'", "ModuleNotFoundError")
    cells = [explain_cell(Code(f"{name}:3", "import ships"), said) for name in reversed(FILES)]

    (told,) = merge(*cells)

    assert told.startswith("index.qmd:3\n")
    assert told.endswith("also in a.qmd:3; b.qmd:3")


def test_lines_of_one_file_stand_together_and_in_order():
    said = say("name 'x' is not defined", "NameError")
    asked = [("b.qmd:20", "x"), ("a.qmd:12", "x + 1"), ("b.qmd:3", "x"), ("a.qmd:7", "x")]

    (told,) = merge(*(explain_expression(Code(*code), said) for code in asked))

    assert told.startswith("a.qmd:7\n")
    assert told.endswith("also in a.qmd:12; b.qmd:3, 20")


def test_other_errors_stay_as_they_are():
    error = InputError("index.qmd:1", "a", "b", "c")

    assert merge(error, error) == [str(error)]
