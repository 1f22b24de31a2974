"""A chapter's HTML on its way to a page."""

import pytest

from qi_press.formats.html.webpage import shorten_links


@pytest.mark.parametrize(
    ("path", "href", "short"),
    [
        ("chapters/a.html", "../chapters/b.html#x", "b.html#x"),
        ("one/two/a.html", "../../one/two/b.html", "b.html"),
        ("chapters/a.html", "../other/b.html", "../other/b.html"),
        ("chapters/a.html", "../chapters/", "../chapters/"),
        ("index.html", "../chapters/b.html", "../chapters/b.html"),
    ],
)
def test_a_link_to_a_neighbour_does_not_leave_the_folder_first(path, href, short):
    body = f'<p><a class="stat" href="{href}">1</a></p>'

    assert shorten_links(body, path) == body.replace(href, short)


def test_words_that_look_like_a_link_stay():
    body = '<code>&lt;a href="../chapters/b.html"&gt;</code>'

    assert shorten_links(body, "chapters/a.html") == body
