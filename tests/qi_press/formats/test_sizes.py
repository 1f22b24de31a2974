"""Sizes of images in print."""

import pytest

from qi_press.formats.typst.pdf import ACTIONS
from qi_press.pandoc.elements import make_attr, rewrite


@pytest.mark.parametrize(
    ("written", "set_as"),
    [("1.5in", ", width: 1.5in"), ("96", ", width: 1in"), (".5cm", ", width: 0.5cm"),
     ("1.2.3in", ""), ("...", ""), ("wide", "")],
)  # fmt: skip
def test_a_size_that_is_none_is_passed_over(written, set_as):
    image = {"t": "Image", "c": [make_attr("", (), {"width": written}), [], ["a.svg", ""]]}

    (made,) = rewrite([image], ACTIONS)

    assert made["c"][1] == f'#picture("/a.svg", alt: "a.svg"{set_as})'
