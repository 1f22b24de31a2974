"""The sizes that CONTRIBUTING.md allows."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("qi_files", "qi_press", "qi_stats")
FILES = [path for name in PACKAGES for path in sorted((ROOT / name).rglob("*.py"))]
LONGEST_FILE, LONGEST_FUNCTION = 300, 45


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_files_and_functions_keep_to_their_limits(path):
    text = path.read_text(encoding="utf-8")
    long = [name for name, lines in measure_functions(text) if lines > LONGEST_FUNCTION]

    assert text.count("\n") <= LONGEST_FILE
    assert long == []


def measure_functions(text):
    """Yield the name of each function with its lines, the docstring not counted."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = node.body[0]
            told = ast.get_docstring(node) is not None
            docstring = first.end_lineno - first.lineno + 1 if told else 0
            yield node.name, node.end_lineno - node.lineno + 1 - docstring


def test_a_docstring_does_not_count_and_its_function_does():
    text = 'def a():\n    """One.\n\n    Two.\n    """\n    b = 1\n    return b\n'

    assert list(measure_functions(text)) == [("a", 3)]
