"""Broken YAML in an author's words: the line to mend, what is wrong with it, what to do."""

import pytest

from qi_files.errors import InputError
from qi_press.yamltext import read_yaml

COLON = "without a space behind the colon"
BEGINS = "with a text that begins with “{}”"
ALIGN = "align it with the lines that it belongs to"
QUOTE = "put the whole value in quotation marks"


@pytest.mark.parametrize(
    ("text", "line", "found", "do"),
    [
        ('a: 1\ntitle: "x\nb: y\n', 2, "“title: \"x”, where a quotation does not end",
         "close the quotation"),
        ('title: "x\nb: y\nc: "z"\n', 1, "“title: \"x”, where a quotation does not end",
         "close the quotation"),
        ("a: 'it's'\n", 1, "“a: 'it's'”, where a text goes on behind its quotation mark",
         "inside the text, use the other kind (' or \")"),
        ("a:\n\tb: 1\n", 2, "“b: 1”, with a tab in it", "replace the tab by spaces"),
        ("a: 1\nb:2\nc: 3\n", 2, f"“b:2”, {COLON}", "write the space"),
        ("a:\n  b:2\n  c: 3\n", 2, f"“b:2”, {COLON}", "write the space"),
        ("b:2\nc: 3\n", 1, f"“b:2”, {COLON}", "write the space"),
        ("a: 1\nb\nc: 3\n", 2, "“b”, without a colon", "write the colon"),
        ("a: 1\n: 3\n", 2, "“: 3”, without a word in front of the colon", "write the key"),
        ("a: b: c\n", 1, "“a: b: c”, with a second colon", QUOTE),
        ("a: [1, 2\nb: 3\n", 1, "“a: [1, 2”, where a bracket does not end", "close the bracket"),
        ("a: [1]]\n", 1, "“a: [1]]”, with a bracket too many", "remove it"),
        ("a: {b: 1\nc: 3\n", 1, "“a: {b: 1”, where a brace does not end", "close the brace"),
        ("a: 1\n  b: 2\n", 2, "“b: 2”, indented deeper than the line above, which is complete",
         ALIGN),
        ("a:\n    b: 1\n  c: 2\n", 3, "“c: 2”, indented unlike the lines that it belongs to",
         ALIGN),
        ("a:\n  - x\n - y\n", 3, "“- y”, indented unlike the lines that it belongs to", ALIGN),
        ("a: 1\n- b\n", 2, "“- b”, an item of a list among settings",
         "indent it below the key that it belongs to"),
        ("- b\na: 1\n", 2, "“a: 1”, a setting among the items of a list", ALIGN),
        ("a: - x\n", 1, "“a: - x”, with “-” behind a colon", "begin a line with the “-”"),
        ('a: "C:\\data"\n', 1,
         "“a: \"C:\\data\"”, with “\\” in a text in double quotation marks", "double the “\\”"),
        ('a: "\\ud800"\n', 1, "“a: \"\\ud800\"”, with an escape that stands for no character",
         "write the character itself"),
        ("a: @fig\n", 1, f"“a: @fig”, {BEGINS.format('@')}", QUOTE),
        ("a: **b** c\n", 1, f"“a: **b** c”, {BEGINS.format('*')}", QUOTE),
        ("a: {{< meta b >}}\n", 1, "brackets as a key", "use a word, or quote it"),
        ("a: `b`\n", 1, f"“a: `b`”, {BEGINS.format('`')}", QUOTE),
        ("a: 1\n---\nb: 2\n", 2, "“---”, and settings below it", "remove the line"),
        ("a: 1\nb: \a\n", 2, "an invisible character (U+0007)", "type the line anew"),
        ("title: ? x\n", 1, "“title: ? x”, with a text that begins with “?”", QUOTE),
    ],
)  # fmt: skip
def test_the_line_and_the_slip_are_named(text, line, found, do):
    with pytest.raises(InputError) as caught:
        read_yaml(text, "book.yml", first_line=11)

    error = caught.value
    assert (error.where, error.found, error.do) == (f"book.yml:{line + 10}", found, do)


def test_a_quotation_over_two_lines_is_not_blamed_for_a_later_slip():
    with pytest.raises(InputError) as caught:
        read_yaml('a: "x\n  y"\nb: [1\n', "book.yml")

    assert caught.value.where == "book.yml:3"


def test_a_long_line_is_shown_in_part():
    with pytest.raises(InputError) as caught:
        read_yaml(f"a: [{'x' * 200}\n", "book.yml")

    assert len(caught.value.found) < 110


@pytest.mark.parametrize("text", ["a: !!int x\n", "a: " + "[" * 2000])
def test_what_no_one_writes_is_refused_as_well(text):
    with pytest.raises(InputError):
        read_yaml(text, "book.yml")
