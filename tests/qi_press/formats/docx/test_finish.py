"""How tables of the Word file break, and what is left out of it."""

import re

import pytest

from qi_press.formats.docx.finish import SHORT, drop_unused_colors, finish_document

CELL = '<w:tc><w:tcPr>{span}</w:tcPr><w:p><w:pPr><w:pStyle w:val="Compact" /></w:pPr></w:p></w:tc>'
ROW = f"<w:tr>{CELL.format(span='')}{CELL.format(span='')}</w:tr>"
SPAN = '<w:gridSpan w:val="2" />'
GROUP = f"<w:tr>{CELL.format(span=SPAN)}</w:tr>"
LOOK = '<w:tblPr><w:tblStyle w:val="Table" /><w:tblLook w:lastRow="1" /></w:tblPr>'
NOTE = '<w:p><w:pPr><w:pStyle w:val="TableNote" /></w:pPr></w:p>'


def table(*rows):
    return f"<w:tbl>{LOOK}{''.join(rows)}</w:tbl>"


def list_kept(text):
    return ["<w:keepNext />" in row for row in re.findall(r"<w:tr>.*?</w:tr>", text)]


def test_a_row_is_never_broken():
    finished = finish_document(table(ROW, ROW.replace("<w:tr>", "<w:tr><w:trPr><w:x /></w:trPr>")))

    assert finished.count("<w:trPr><w:cantSplit />") == 2
    assert finished.count("<w:trPr>") == 2


def test_the_rows_of_a_short_table_stand_together():
    assert list_kept(finish_document(table(ROW, ROW, ROW))) == [True, True, False]


def test_the_last_row_stands_with_the_notes_and_these_with_each_other():
    finished = finish_document(table(ROW, ROW) + NOTE + NOTE + "<w:p></w:p>")

    assert list_kept(finished) == [True, True]
    assert finished.partition("</w:tbl>")[2].count("<w:keepNext />") == 1


def test_a_long_table_breaks_but_not_after_its_head_or_the_name_of_a_group():
    kept = list_kept(finish_document(table(*[ROW] * SHORT, GROUP, ROW)))

    assert kept == [True, True, *[False] * (SHORT - 2), True, False]


def test_lines_count_and_not_rows():
    tall = ROW.replace("</w:p>", f"{'<w:br />' * SHORT}</w:p>", 1)

    assert list_kept(finish_document(table(ROW, ROW, tall, ROW))) == [True, True, False, False]


def test_a_paragraph_without_properties_gets_them():
    rows = "<w:tr><w:tc><w:p /><w:p><w:r></w:r></w:p></w:tc></w:tr>"
    finished = finish_document(table(rows, ROW))

    assert finished.count("<w:p><w:pPr><w:keepNext /></w:pPr>") == 2


def test_a_row_of_a_layout_stays_and_the_table_in_it_does_not():
    layout = LOOK.replace('"Table"', '"Layout"')
    outer = f"<w:tbl>{layout}<w:tr><w:tc>{table(ROW, ROW)}</w:tc></w:tr></w:tbl>"

    assert finish_document(outer).count("<w:cantSplit />") == 2


def test_a_table_names_its_caption_and_claims_no_last_row():
    caption = '<w:p><w:pPr><w:pStyle w:val="TableCaption" /></w:pPr>'
    field = "<w:r><w:instrText> SEQ </w:instrText></w:r>"
    words = '<w:r><w:t xml:space="preserve">Beds &amp; "</w:t></w:r></w:p>'
    finished = finish_document(caption + field + words + table(ROW))

    assert "<w:tblCaption w:val='Beds &amp; \"' /></w:tblPr>" in finished
    assert 'w:lastRow="0"' in finished


def test_a_figure_has_no_distance_to_its_line():
    assert 'distL="0"' in finish_document("<wp:inline>")


@pytest.mark.parametrize(("used", "count"), [("KeywordTok", 2), ("OtherTok", 1)])
def test_colors_of_code_that_no_code_has_are_left_out(used, count):
    styles = '<w:style w:type="character" w:styleId="{}"><w:x/></w:style>'
    text = styles.format("Normal") + styles.format("KeywordTok")

    assert drop_unused_colors(text, f'<w:rStyle w:val="{used}" />').count("<w:style ") == count
