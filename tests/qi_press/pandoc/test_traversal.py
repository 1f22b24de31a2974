"""Ways through a tree."""

from qi_press.pandoc.elements import get_children, make_paragraph, make_str, make_strong, make_text
from qi_press.pandoc.program import read_markdown
from qi_press.pandoc.traversal import read_text, rewrite, walk


def test_elements_come_in_reading_order_outer_ones_first():
    blocks, _ = read_markdown("# A\n\nB *c*", "test")

    assert [node["t"] for node in walk(blocks)] == [
        "Header", "Str", "Para", "Str", "Space", "Emph", "Str",
    ]  # fmt: skip


def test_what_no_action_changes_is_shared():
    blocks = [make_paragraph(make_text("a b")), make_paragraph([make_strong(make_text("c"))])]

    assert rewrite(blocks, {"Str": lambda _: None}) is blocks
    changed = rewrite(blocks, {"Strong": get_children})
    assert changed[0] is blocks[0]
    assert changed[1] == make_paragraph([make_str("c")])
    assert blocks[1] == make_paragraph([make_strong(make_text("c"))])


def test_an_action_may_drop_an_element_or_give_several():
    words = make_text("a b")

    assert rewrite(words, {"Space": lambda _: []}) == [make_str("a"), make_str("b")]
    assert len(rewrite(words, {"Str": lambda node: [node, node]})) == 5


def test_text_leaves_out_footnotes_and_raw_output():
    blocks, _ = read_markdown("A “b” `c`^[Note.]\n\n`<i>`{=html} d", "test")

    assert read_text(blocks) == "A “b” c\n d"
