"""The typst compiler."""

from qi_press.formats.typst_compiler import draw_bitmap


def test_a_drawing_may_have_any_name(tmp_path):
    name = 'Maß "ä".svg'
    box = "<rect width='9' height='9'/>"
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{box}</svg>"
    (tmp_path / name).write_text(svg)

    assert draw_bitmap(tmp_path, name).startswith(b"\x89PNG")
