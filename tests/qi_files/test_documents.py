"""YAML files: what is read, what is refused, and on which line."""

from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from qi_files.documents import locate, place, read_document
from qi_files.errors import InputError, InputErrors


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Circle(Entry):
    kind: Literal["circle"]
    radius: float


class Square(Entry):
    kind: Literal["square"]
    side: float


class Drawing(Entry):
    title: str
    visible: bool = True
    size: int = 1
    tags: tuple[str, ...] = ()
    levels: dict[str, int] = {}
    shapes: list[Annotated[Circle | Square, Field(discriminator="kind")]] = []
    when: str | list[str] | None = Field(None, alias="if")


@pytest.fixture
def write(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    def write_document(text):
        path = tmp_path / "drawing.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
        return path

    return write_document


def read_error(path):
    with pytest.raises(InputError) as caught:
        read_document(path, Drawing)
    return caught.value


def test_yes_and_no_stay_text_and_true_is_a_boolean(write):
    path = write(
        "title: yes\nvisible: false\ntags: [on, no, 2020-01-01, 'null']\nlevels: {no: 0}\n"
    )
    drawing = read_document(path, Drawing)
    assert (drawing.title, drawing.visible) == ("yes", False)
    assert drawing.tags == ("on", "no", "2020-01-01", "null")
    assert drawing.levels == {"no": 0}


def test_numbers_are_those_of_yaml_1_2(write):
    path = write("title: 1_000\nshapes: [{kind: circle, radius: 1e3}]\nsize: 010\n")
    drawing = read_document(path, Drawing)
    assert (drawing.title, drawing.shapes[0].radius, drawing.size) == ("1_000", 1000, 10)


def test_a_byte_order_mark_is_tolerated(write):
    assert read_document(write(b"\xef\xbb\xbftitle: x\n"), Drawing).title == "x"


@pytest.mark.parametrize(
    ("text", "where", "found", "expected", "do"),
    [
        ("title: x\nsizee: 3\n", ":2 (sizee)", "the key “sizee”",
         "one of: title, visible, size, tags, levels, shapes, if", "did you mean “size”?"),
        ("size: 3\n", ":1", "no “title”", "the key “title”", "add the key"),
        ("title: 3\n", ":1 (title)", "“3”", "text", "correct the value"),
        ("title: x\nsize: big\n", ":2 (size)", "“big”", "a whole number", "correct the value"),
        ("title: x\nsize: '3'\n", ":2 (size)", "“3”", "a whole number", "correct the value"),
        ("title: x\nvisible: yes\n", ":2 (visible)", "“yes”", "true or false", "correct the value"),
        ("title: x\ntags: a\n", ":2 (tags)", "“a”", "a list", "correct the value"),
        ("title: x\ntags:\n  - a\n  - 4\n", ":4 (tags › 2)", "“4”", "text", "correct the value"),
        ("title: x\nif: 3\n", ":2 (if)", "“3”", "text or a list", "correct the value"),
        ("title: x\nlevels: {a: {b: 1}}\n", ":2 (levels › a)", "entries: b", "a whole number",
         "correct the value"),
        ("title: x\nshapes:\n  - kind: circle\n    radus: 3\n    radius: 2\n",
         ":4 (shapes › 1 › radus)", "the key “radus”", "one of: kind, radius, side",
         "did you mean “radius”?"),
        ("title: x\ntitle: y\n", ":2", "“title” a second time", "each key once (first on line 1)",
         "remove one of the two"),
        ("title: &a x\ntags: [*a]\n", ":2", "“*a”, which repeats an “&a”",
         "each value written out", "write it out here"),
        ("title: !!python/name:os.system x\n", ":1",
         "the tag “tag:yaml.org,2002:python/name:os.system”", "values without tags",
         "remove the tag, or quote it"),
        ("? [a, b]\n: x\n", ":1", "brackets as a key",
         "a word as a key; in quotation marks, a text that begins with “[” or “{”",
         "use a word, or quote it"),
        ("title: x\ntags: [a\n", ":2", "“tags: [a”, where a bracket does not end",
         "commas between the items, and “]” behind the last", "close the bracket"),
        ("", "", "an empty file", "a YAML document", "fill in the file"),
    ],
)  # fmt: skip
def test_misfits_are_explained(write, text, where, found, expected, do):  # noqa: PLR0917
    error = read_error(write(text))
    assert error.where == f"drawing.yaml{where}"
    assert (error.found, error.expected, error.do) == (found, expected, do)


def test_an_unknown_kind_suggests_the_nearest(write):
    error = read_error(write("title: x\nshapes:\n  - {kind: circel, radius: 1}\n"))
    assert error.where.startswith("drawing.yaml:3")
    assert "circle" in error.expected


def test_a_missing_file_is_explained(tmp_path):
    error = read_error(tmp_path / "none.yaml")
    assert error.found == "no such file or directory"


def test_another_encoding_is_explained_with_its_line(write):
    error = read_error(write("title: x\nif: Ä\n".encode("latin-1")))
    assert (error.where, error.found) == ("drawing.yaml:2", "a character that is not UTF-8")


def test_deep_nesting_is_refused_without_a_crash(write):
    """Composing it would overflow the stack of the C parser and end the process."""
    assert (
        read_error(write("[" * 100_000)).found == "more than 50 levels of brackets or indentation"
    )


def test_all_misfits_come_at_once(write):
    error = read_error(write("size: big\nsizee: 3\n"))
    assert isinstance(error, InputErrors)
    assert len(error.errors) == 3


def test_places_are_found_by_their_keys(write):
    path = write("title: x\nshapes:\n  - kind: circle\n    radius: 3\n")
    assert locate(path, ["shapes", 0, "radius"]) == "drawing.yaml:4"
    assert locate(path, ["shapes", 0, "colour"]) == "drawing.yaml:3"
    assert place(path, ["shapes", 0, "radius"]) == "drawing.yaml:4 (shapes › 1 › radius)"


def test_a_changed_file_is_read_again(write):
    path = write("title: x\nsize: 1\n")
    assert locate(path, ["size"]) == "drawing.yaml:2"
    path = write("title: x\n\n\nsize: 1\n")
    assert locate(path, ["size"]) == "drawing.yaml:4"
