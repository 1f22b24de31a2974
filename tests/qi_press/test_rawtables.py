"""HTML of cells for print."""

from qi_press.rawtables import simplify_html


def test_alignment_classes_become_alignment():
    assert simplify_html('<td class="gt_row gt_right">1</td>') == (
        '<td style="text-align: right;">1</td>'
    )


def test_what_a_reader_does_not_see_is_left_out():
    assert simplify_html("<style>td { color: red }</style><b id='x'>a</b>") == "<b>a</b>"


def test_open_tags_are_closed_and_stray_ends_dropped():
    assert simplify_html("</div><p><em>a") == "<p><em>a</em></p>"


def test_text_stays_text():
    assert simplify_html("<td>a &lt;b&gt; &amp; c</td>") == "<td>a &lt;b&gt; &amp; c</td>"


def test_an_indented_stub_keeps_its_indent():
    assert simplify_html('<td class="gt_indent_2">a</td>') == "<td>\u2003\u2003a</td>"
