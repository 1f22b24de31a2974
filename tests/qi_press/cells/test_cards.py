"""Cards travel with a cell's output and lie packed in one file of the site."""

import json

import pytest

from qi_press.cells.cards import CARDS, Card, merge_cards, pack_cards, read_cards
from qi_press.errors import PressError


def output(content):
    return {"output_type": "display_data", "data": {CARDS: content}}


def test_cards_are_read_from_every_output_that_carries_some():
    stream = {"output_type": "stream", "name": "stdout", "text": "hello"}
    carried = [stream, output({"a.b": {"title": "Tide", "facts": [["Height", 4.5]]}})]

    assert read_cards(carried, "one.qmd") == {"a.b": Card("Tide", (("Height", "4.5"),))}


@pytest.mark.parametrize("content", [["a"], {"a": "b"}, {"a": {"title": "b", "facts": ["c"]}}])
def test_cards_in_another_form_are_refused_with_the_chapter(content):
    with pytest.raises(PressError, match=r"one\.qmd"):
        read_cards([output(content)], "one.qmd")


def test_a_fact_that_cards_share_is_packed_once():
    cards = {
        "b": Card("B", (("Sea", "north"), ("Height", "2"))),
        "a": Card("A", (("Sea", "north"),)),
    }

    assert json.loads(pack_cards(cards)) == {
        "facts": [["Sea", "north"], ["Height", "2"]],
        "cards": {"a": ["A", 0], "b": ["B", 0, 1]},
    }


def test_chapters_are_merged():
    assert merge_cards([{"a": Card("A", ())}, {"b": Card("B", ())}]).keys() == {"a", "b"}
