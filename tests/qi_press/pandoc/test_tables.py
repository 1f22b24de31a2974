"""Tables, part by part."""

from qi_press.pandoc.elements import make_attr, make_plain, make_text
from qi_press.pandoc.program import read_html, read_markdown
from qi_press.pandoc.tables import make_row_table, read_table, write_table
from qi_press.pandoc.traversal import read_text

GROUPED = """<table><thead><tr><th>A</th><th>B</th></tr></thead>
<tbody><tr><th colspan="2" scope="rowgroup">Group</th></tr><tr><th>a</th><td>1</td></tr></tbody>
<tfoot><tr><td colspan="2">Note</td></tr></tfoot></table>"""


def test_a_table_is_the_same_once_it_is_read_and_written():
    (node,) = read_html(GROUPED, "test")
    written = write_table(read_table(node))

    assert write_table(read_table(written)) == written
    assert read_text(written) == read_text(node)


def test_rows_and_cells_come_in_order_with_what_they_span():
    table = read_table(read_html(GROUPED, "test")[0])

    words = [[read_text(cell.blocks) for cell in row.cells] for row in table.list_rows()]
    assert words == [["A", "B"], ["Group"], ["a", "1"], ["Note"]]
    assert [cell.columns for row in table.list_rows() for cell in row.cells][2] == 2


def test_widths_can_be_given_and_taken():
    table = read_table(read_markdown("|a|b|\n|-|-|\n|1|2|\n", "test")[0][0])

    assert not table.has_widths
    wide = table.with_widths([0.25, 0.75])
    assert [width["c"] for _, width in wide.columns] == [0.25, 0.75]
    assert not wide.with_widths([None, None]).has_widths


def test_a_row_of_pieces_is_a_table_without_a_head():
    pieces = [(25, [make_plain(make_text("a"))]), (75, [make_plain(make_text("b"))])]
    table = read_table(make_row_table(make_attr(), pieces))

    assert [read_text(cell.blocks) for row in table.list_rows() for cell in row.cells] == ["a", "b"]
    assert [width["c"] for _, width in table.columns] == [0.25, 0.75]
