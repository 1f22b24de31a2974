"""Signs that no page can show, and spaces that end a line."""

import pytest

from qi_files.characters import fold_space, replace_unprintable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x01b", "a(U+0001)b"), ("\x1b[31m", "(U+001B)[31m"), ("a\ud800", "a(U+D800)"),
        ("\ufeffa", "a"), ("a\tb\nc \u6f6e", "a\tb\nc \u6f6e"),
    ],
)  # fmt: skip
def test_a_sign_is_shown_by_its_number(text, shown):
    assert replace_unprintable(text) == shown


def test_a_space_that_holds_words_together_stays():
    assert fold_space(" 1\u00a0000\n\n2\u2028x ") == "1\u00a0000 2 x"
