"""Headings: their anchors on the page."""

import pytest

from qi_press.formats.html.headings import anchor_headings


def test_the_id_of_a_section_stands_on_its_heading():
    assert anchor_headings('<section id="a" class="level2">\n<h2 class="b">A</h2></section>') == (
        '<section class="level2">\n<h2 id="a" class="b">A</h2></section>'
    )


@pytest.mark.parametrize(
    "body", ['<section id="footnotes"><hr></section>', '<pre>&lt;section id="a"&gt;</pre>']
)
def test_what_is_no_section_with_a_heading_stays(body):
    assert anchor_headings(body) == body


def test_the_list_of_references_hardly_counts_in_the_search():
    body = anchor_headings('<div id="refs" class="references csl-bib-body" role="list">')

    assert body == (
        '<div data-pagefind-weight="0.1" id="refs" class="references csl-bib-body" role="list">'
    )
