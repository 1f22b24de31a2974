"""CSS moved out of a page's body."""

from qi_press.formats.html.page_styles import hoist_styles


def test_a_style_becomes_a_class_that_is_the_same_everywhere():
    body, css = hoist_styles('<td style="color: red" class="a">1</td><td style="color: red">2</td>')

    assert 'style="' not in body
    assert body.count("style-") == 2
    assert css.count("color: red") == 1


def test_a_style_sheet_is_moved_and_great_tables_is_dropped():
    body, css = hoist_styles(
        "<style>#x { margin: 0 }</style><style>#y .gt_table { color: black }</style><p>a</p>"
    )

    assert body == "<p>a</p>"
    assert css == "#x { margin: 0 }"


def test_everything_else_is_copied_as_it_stands():
    text = '<p title="a &gt; b">x &amp; y &#8289; <br /><!-- c --><img src="a.svg" alt="" /></p>'

    assert hoist_styles(text) == (text, "")
