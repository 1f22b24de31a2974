"""Cards travel with a cell's output and lie packed in one file of the site."""

import json

import pytest

from qi_files.errors import InputError
from qi_press.cells.cards import CARDS, Card, find_asked, merge_cards, pack_cards, read_cards


def output(content):
    return {"output_type": "display_data", "data": {CARDS: content}}


def test_cards_are_read_from_every_output_that_carries_some():
    stream = {"output_type": "stream", "name": "stdout", "text": "hello"}
    carried = [stream, output({"a.b": {"title": "Tide", "facts": [["Height", 4.5]]}})]

    assert read_cards(carried, "one.qmd") == {"a.b": Card("Tide", (("Height", "4.5"),))}


def test_a_card_may_name_the_group_under_which_it_is_listed():
    carried = [output({"a": {"title": "Tide", "group": "Sea", "facts": []}})]

    assert read_cards(carried, "one.qmd") == {"a": Card("Tide", (), "Sea")}


@pytest.mark.parametrize("content", [["a"], {"a": "b"}, {"a": {"title": "b", "facts": ["c"]}}])
def test_cards_in_another_form_are_refused_with_the_chapter(content):
    with pytest.raises(InputError, match=r"one\.qmd"):
        read_cards([output(content)], "one.qmd")


def test_what_cards_share_is_packed_once():
    cards = {
        "b": Card("Tide – B", (("Sea", "north"), ("Height", "2"))),
        "a": Card("Tide – A", (("Sea", "north"),)),
    }

    assert json.loads(pack_cards(cards)) == {
        "words": ["Tide", "A", "Sea", "B", "Height"],
        "facts": [[2, "north"], [4, "2"]],
        "cards": {"a": [[0, 1], 0], "b": [[0, 3], 0, 1]},
    }


def test_a_link_asks_for_the_card_that_it_names_or_leads_to():
    page = (
        '<a data-card="a &amp; b" href="#c">1</a> <a href="rows.html#d%C3%A9.e" data-card="">2</a> '
        '<a class="stat" data-card="" href="../rows.html#f">3</a> <a href="#g">4</a>'
    )

    assert find_asked(page) == {"a & b", "d\u00e9.e", "f"}


def test_chapters_are_merged():
    assert merge_cards([{"a": Card("A", ())}, {"b": Card("B", ())}]).keys() == {"a", "b"}
