"""A guideline names for each item where it is answered, or what is missing."""

import pytest
from pydantic import ValidationError

from qi_stats.book.guideline_items import Guideline, GuidelineDocument

ITEMS = [
    {"number": 1, "title": "Title", "where": ["sec-a", "sec-b"]},
    {"number": 2, "title": "Cost | price", "missing": "The *cost*."},
]


def test_items_are_rows_with_references():
    document = GuidelineDocument.model_validate({"title": "G", "items": ITEMS})

    lines = Guideline(document)._repr_markdown_().splitlines()

    assert lines[2] == "| 1. Title | @sec-a, @sec-b |  |"
    assert lines[3] == r"| 2. Cost \| price |  | The \*cost\*. |"


@pytest.mark.parametrize(
    "items",
    [
        [{"number": 1, "title": "Title"}],
        [{"number": 2, "title": "Title", "where": ["sec-a"]}],
        [{"number": 1, "title": "Title", "where": ["nowhere"]}],
    ],
)
def test_an_unanswered_item_a_gap_and_a_false_label_are_refused(items):
    with pytest.raises(ValidationError):
        GuidelineDocument.model_validate({"title": "G", "items": items})
