"""Each item of the reporting guideline leads to sections that there are."""

from manuscript import list_chapters, read_chapter

from qi_stats import book

ITEMS = 18


def test_every_item_of_squire_is_answered_where_it_says():
    labels = {label for name in list_chapters() for label in read_chapter(name).labels()}
    items = book.guideline("data/squire.yaml").document.items

    assert len(items) == ITEMS
    assert {label for item in items for label in item.where} <= labels
