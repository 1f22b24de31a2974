"""Structures of the Word file."""

import io
import zipfile

import pytest

from qi_press.formats.docx.fields import Fields
from qi_press.formats.docx.options import DocxOptions
from qi_press.formats.docx.reference_document import make_reference
from qi_press.formats.docx.word import ACTIONS, lower_blocks
from qi_press.pandoc.elements import make_attr, make_paragraph, make_span, make_text, rewrite, walk
from qi_press.pandoc.program import read_markdown
from qi_press.transforms.cross_references import CrossReference, Numbering
from qi_press.transforms.normal_form import normalise_blocks


@pytest.fixture
def fields():
    numbering = Numbering(
        {"eq-e": CrossReference("eq-e", "eq", "1", [], "")}, {"eq-prefix": "Equation"}, {}
    )
    return Fields(numbering, frozenset(["eq-e"]))


def list_styles(blocks):
    pairs = (pair for node in walk(blocks) if node["t"] == "Div" for pair in node["c"][0][2])
    return [value for key, value in pairs if key == "custom-style"]


@pytest.mark.parametrize("text", ["- one\n- two\n", "1. one\n2. two\n", "- one\n    - two\n"])
def test_the_items_of_a_list_are_text_and_not_set_as_cells(text):
    blocks, _ = read_markdown(text, "test")

    assert '"t": "Plain"' not in str(rewrite(blocks, ACTIONS)).replace("'", '"')


@pytest.mark.parametrize(("kind", "name"), [("note", ""), ("important", " Important")])
def test_a_callout_has_the_styles_of_its_kind(fields, kind, name):
    blocks, _ = read_markdown(f"::: {{.callout-{kind}}}\n## Mind\n\nThe tide.\n:::\n", "test")
    lowered = lower_blocks(fields, normalise_blocks(blocks))

    assert list_styles(lowered) == [f"Callout Title{name}", f"Callout{name}"]


def test_an_equation_stands_in_a_row_with_its_number_at_the_end(fields):
    formula = {"t": "Math", "c": [{"t": "DisplayMath"}, "x"]}
    number = make_span(make_attr("", ["equation-number"]), make_text("(1)"))
    span = make_span(make_attr("eq-e", ["equation"]), [formula, number])
    (row,) = lower_blocks(fields, [make_paragraph([span])])

    assert row["t"] == "Table"
    assert list_styles([row]) == ["Equation Number"]
    assert lower_blocks(fields, [make_paragraph([*make_text("So"), span])])[0]["t"] == "Para"


def test_the_word_file_has_a_head_and_the_ways_of_word_today(project, tmp_path):
    path = make_reference(project, DocxOptions(), tmp_path)
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if "xml" in name}

    assert "Beds &amp; &lt;wards&gt;" in parts["word/header1.xml"]
    assert 'w:name="compatibilityMode"' in parts["word/settings.xml"]
    assert "<w:titlePg" in parts["word/document.xml"]
    assert 'PartName="/word/header1.xml"' in parts["[Content_Types].xml"]
