"""The markup of a grid."""

from html.parser import HTMLParser

from qi_stats.tables.grid_html import write_html
from qi_stats.tables.layout import Column, Grid, Row
from qi_stats.tables.markup import Html

VOID = ("col",)
GRID = Grid(
    "beds",
    Html("Ward"),
    (Column(Html("Name")), Column(Html("Beds"), "right")),
    (
        Row(Html("a"), (Html("x"), Html("1"))),
        Row(Html("b"), (Html("y"), Html("<b>2</b>")), indent=1, group="One"),
        Row(Html("c"), (Html("z"), Html("3")), group="Two"),
        Row(Html("d"), (Html("w"), Html("4")), group="One"),
    ),
    widths=(40, 30, 30),
)


class Balance(HTMLParser):
    """Notes the tags that are open, and those that close another one."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if self.open.pop() != tag:
            self.wrong.append(tag)


def test_every_tag_has_its_end():
    reader = Balance()
    reader.feed(write_html(GRID, [Html("A note.")]))

    assert (reader.open, reader.wrong) == ([], [])


def test_the_rows_of_a_group_stand_together_where_its_first_one_does():
    html = write_html(GRID, [])

    assert [html.index(f">{name}</th>") for name in ("a", "\u2003b", "d", "c")] == sorted(
        html.index(f">{name}</th>") for name in ("a", "\u2003b", "d", "c")
    )
    assert html.count("<tbody") == 3


def test_without_notes_there_is_no_foot():
    assert "<tfoot>" not in write_html(GRID, [])
    assert "<tfoot><tr" in write_html(GRID, [Html("A note.")])
