"""An image's size stands in the page, so that what follows does not move when it arrives."""

import struct

import pytest

from qi_press.formats.html.image_sizes import PNG, measure_image


@pytest.mark.parametrize(
    ("root", "size"),
    [
        ('<svg width="468pt" height="219pt" viewBox="0 0 468 219">', (624, 292)),
        ("<svg height='50' width='100px'>", (100, 50)),
        ('<svg width="1in" height="2.54cm">', (96, 96)),
        ('<svg viewBox="0 0 30 20" width="100%">', (30, 20)),
        ('<svg viewBox="0,0,30.5,20">', (30.5, 20)),
        ('<svg stroke-width="2" width="7" height="8">', (7, 8)),
    ],
)
def test_a_drawing_has_the_size_of_its_root_element(root, size):
    head = f'<?xml version="1.0"?>\n<!-- a drawing -->\n{root}<path/></svg>'.encode()

    assert measure_image(head) == pytest.approx(size)


def test_a_photograph_has_the_size_in_its_header():
    head = PNG + struct.pack(">I4sII", 13, b"IHDR", 640, 480) + b"\x08\x02"

    assert measure_image(head) == (640, 480)


@pytest.mark.parametrize(
    "head", [b"", b"GIF89a", PNG, b"<svg>", b'<svg width="auto" height="3">', b'<svg width="3">']
)
def test_what_does_not_tell_its_size_has_none(head):
    assert measure_image(head) is None


def test_a_length_that_is_no_number_is_none():
    assert measure_image(b'<svg width="1.2.3" height="4" viewBox="0 0 1.2.3 4">') is None
