"""Every row of the table of features: shown in a golden book, or said to be missing."""

import ast
import shutil
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from qi_files.errors import InputError
from qi_press.cells.execute import execute_chapters
from qi_press.cells.weave import weave_chapter
from qi_press.cli import main
from qi_press.config.features import (
    check_cell_options,
    check_titles,
    read_features,
    write_table,
)
from qi_press.config.model import RenderOptions
from qi_press.diagnostics import Diagnostic, Diagnostics
from qi_press.formats.registry import load_book
from qi_press.manuscript.chapter import read_chapter
from qi_press.pandoc.program import run_pandoc
from qi_press.transforms.document import read_document
from qi_press.yamltext import read_yaml

ROOT = Path(__file__).parents[3]
GOLDEN = ROOT / "tests" / "golden" / "features"
STEM = "The-Features-Almanac"
ROWS = {row["id"]: row for rows in read_features()["rows"].values() for row in rows}
SHOWN = yaml.safe_load((GOLDEN / "shown.yaml").read_text(encoding="utf-8"))
TOLD = yaml.safe_load((GOLDEN / "told.yaml").read_text(encoding="utf-8"))
SETTINGS = "project: {type: book}\nbook:\n  chapters: [index.qmd, one.qmd]\n"


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The rendered golden book: name of a page, "pdf" or "docx" → its text."""
    folder = tmp_path_factory.mktemp("features") / "book"
    shutil.copytree(GOLDEN / "book", folder)
    assert main(["render", str(folder), "--strict"]) == 0
    site = folder / "_site"
    found = {
        path.relative_to(site).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in site.rglob("*.html")
    }
    sheets = PdfReader(site / f"{STEM}.pdf").pages
    found["pdf"] = "\n".join(sheet.extract_text() for sheet in sheets)
    arguments = ["--from", "docx", "--to", "plain", "--wrap", "none"]
    word = (site / f"{STEM}.docx").read_bytes()
    found["docx"] = run_pandoc(arguments, word, "docx").output.decode()
    return {name: text.replace("\u00a0", " ") for name, text in found.items()}


@pytest.mark.parametrize("row", SHOWN)
def test_a_supported_feature_shows_what_quarto_documents(texts, row):
    for name, lines in SHOWN[row].items():
        for line in lines:
            wanted = not line.startswith("not: ")
            assert (line.removeprefix("not: ") in texts[name]) == wanted, (name, line)


@pytest.mark.parametrize("row", TOLD)
def test_a_missing_feature_is_told_with_file_and_line(tmp_path, row):
    case = TOLD[row]
    files = {"_quarto.yml": SETTINGS, "index.qmd": "# Front {.unnumbered}\n", "one.qmd": "# One\n"}
    files["two.qmd"] = "# Two\n"
    files[case["file"]] = (SETTINGS if case["file"] == "_quarto.yml" else "") + case["text"]
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    diagnostics = Diagnostics()
    project = load_book(RenderOptions(tmp_path), diagnostics)
    chapters = [read_chapter(project, entry, diagnostics) for entry in project.entries]

    def read(executed, _):
        read_document(weave_chapter(executed, diagnostics), diagnostics)

    execute_chapters(project, chapters, "inputs", read)

    (notice,) = diagnostics.warnings
    assert notice.where == case["place"]
    assert case["says"] in notice.message


def test_notices_come_in_the_order_of_files_and_lines():
    diagnostics = [
        Diagnostic("b.qmd:6", "x"),
        Diagnostic("b.qmd:58", "x"),
        Diagnostic("a.qmd:9", "x"),
    ]
    diagnostics += [Diagnostic("b.qmd", "x"), Diagnostic("b.qmd:6", "a")]

    assert [f"{notice.where} {notice.message}" for notice in sorted(diagnostics)] == [
        *("a.qmd:9 x", "b.qmd x", "b.qmd:6 a", "b.qmd:6 x", "b.qmd:58 x")
    ]


def test_an_option_of_quartos_is_not_taken_for_a_misspelling(tmp_path):
    diagnostics = Diagnostics()

    check_cell_options(read_yaml("fig-width: 3\nfig-capt: x\n", "a.qmd"), diagnostics)

    assert [notice.message.partition("; ")[2] for notice in diagnostics.warnings] == [
        "see the table of features",
        "did you mean “fig-cap”?",
    ]


def test_a_reference_to_a_callout_is_refused_with_its_place(tmp_path):
    for name, text in {
        "_quarto.yml": SETTINGS,
        "index.qmd": "# Front\n",
        "one.qmd": "# One\n\n::: {#tip-a .callout-tip}\nA tip.\n:::\n\nSee @tip-a.\n",
    }.items():
        (tmp_path / name).write_text(text)

    with pytest.raises(InputError, match="@tip-a") as caught:
        _render(tmp_path)

    assert caught.value.where == "one.qmd:7"
    assert "not supported" in caught.value.found


def _render(folder):
    from qi_press.render.book import render_book

    render_book(RenderOptions(folder, ("html",)), lambda _: None)


def _find_tests():
    """Yield "module.function" of every test of the press."""
    for path in Path(__file__).parents[1].rglob("test_*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield f"{path.stem}.{node.name}"


def test_no_row_of_the_table_is_without_a_test():
    named = {row: ROWS[row]["by"] for row in ROWS if "by" in ROWS[row]}
    missing = {row for row in ROWS if "instead" in ROWS[row]}

    assert set(named.values()) <= set(_find_tests())
    assert set(TOLD) == missing - {"ref-callout", "book-date-words"}  # errors, tested elsewhere
    assert set(SHOWN) == set(ROWS) - missing - set(named)


def test_the_table_in_the_docs_is_the_one_of_the_press(capsys):
    assert main(["features"]) == 0

    table = (ROOT / "docs" / "press-features.md").read_text(encoding="utf-8")
    assert capsys.readouterr().out == write_table() == table


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("A *small* book", True),
        ("Mit `Code`", True),
        ("[Home](a.html)", True),
        ("On {{< var name >}}", True),
        ("Beds & wards: 2 * 3 < 7, at $5 and snake_case", False),
    ],
)
def test_markdown_in_a_title_is_told(text, marked):
    diagnostics = Diagnostics()
    check_titles(read_yaml(f"book:\n  title: '{text}'", "_quarto.yml"), diagnostics)

    assert [notice.where for notice in diagnostics.warnings] == ["_quarto.yml:2"] * marked
