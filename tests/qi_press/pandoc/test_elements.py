"""Elements as pandoc itself reads and writes them."""

import json

import pytest

from qi_press.pandoc.elements import (
    Attr,
    get_attr,
    get_caption,
    get_children,
    get_citations,
    get_items,
    get_level,
    get_raw,
    get_target,
    get_text,
    has_attr,
    make_attr,
    make_citation,
    make_div,
    make_document,
    make_header,
    make_text,
    with_attr,
    with_children,
    with_items,
    with_level,
    with_target,
    with_text,
)
from qi_press.pandoc.program import read_markdown, run_pandoc
from qi_press.pandoc.traversal import read_text, walk


def read(text, kind):
    blocks, _ = read_markdown(text, "test")
    return next(node for node in walk(blocks) if node["t"] == kind)


def write(*blocks):
    document = json.dumps(make_document(blocks, {})).encode()
    output = run_pandoc(["--from", "json", "--to", "markdown"], document, "test").output
    return output.decode().strip()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("# T {#a .b k=v}", "Header"),
        ("[x]{#a .b k=v}", "Span"),
        ("::: {#a .b k=v}\nx\n:::", "Div"),
        ("``` {#a .b k=v}\nx\n```", "CodeBlock"),
        ("[x](y){#a .b k=v}", "Link"),
        ("x ![y](z){#a .b k=v}", "Image"),
    ],
)
def test_attributes_are_found_wherever_an_element_has_them(text, kind):
    node = read(text, kind)

    attr = get_attr(node)
    assert (attr.id, list(attr.classes), attr.find("k"), attr.find("l")) == ("a", ["b"], "v", "")
    changed = get_attr(with_attr(node, attr.add("c", m="n").without("k")._replace(id="z")))
    assert (changed.id, list(changed.classes), changed.find("m")) == ("z", ["b", "c"], "n")
    assert changed.find("k") == ""
    assert get_attr(node) == attr, "the element itself stays as it was"


def test_a_paragraph_has_no_attributes():
    assert not has_attr(read("x", "Para"))


@pytest.mark.parametrize(
    ("text", "kind"),
    [("# One", "Header"), ("*One*", "Emph"), ("[One](y)", "Link"), ('"One"', "Quoted")],
)
def test_children_can_be_read_and_exchanged(text, kind):
    node = read(text, kind)

    assert read_text(get_children(node)) == "One"
    assert read_text(get_children(with_children(node, make_text("Two")))) == "Two"


def test_headings_links_and_code_have_parts_of_their_own():
    assert get_level(with_level(read("## x", "Header"), 3)) == 3
    assert get_target(with_target(read("[x](y)", "Link"), "z")) == "z"
    assert get_text(with_text(read("`x`", "Code"), "y")) == "y"
    assert get_raw(read("`<b>`{=html}", "RawInline"), "html") == "<b>"
    assert get_raw(read("`<b>`{=html}", "RawInline"), "typst") == ""
    assert read_text(get_caption(read("![x](y)", "Figure"))) == "x"


@pytest.mark.parametrize(
    ("text", "kind", "turned"),
    [("- a\n- b", "BulletList", "- b\n- a"), ("1. a\n2. b", "OrderedList", "1. b\n2. a")],
)
def test_items_of_a_list_can_be_exchanged(text, kind, turned):
    node = read(text, kind)

    assert with_items(node, get_items(node)[::-1]) == read(turned, kind)


def test_citations_tell_key_mode_and_prefix():
    first, second = get_citations(read("[see @a; -@b]", "Cite"))

    assert (first.id, read_text(first.prefix), first.mode) == ("a", "see", "NormalCitation")
    assert second.mode == "SuppressAuthor"
    assert get_citations(make_citation("c"))[0].id == "c"


def test_what_is_made_is_what_pandoc_writes():
    made = make_div(
        make_attr("a", ["b"], {"k": "v"}), [make_header(2, Attr("h"), make_text("A b"))]
    )

    assert write(made) == '::: {#a .b k="v"}\n## A b {#h}\n:::'
