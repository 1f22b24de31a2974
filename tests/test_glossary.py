"""One word for one concept: names of modules and public classes are in GLOSSARY.md, or plain."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8").lower()
ROWS = [line.split("|")[1:4] for line in TEXT.splitlines() if line.startswith("| ")]
PACKAGES = ("qi_files", "qi_press", "qi_stats")
WORD = re.compile(r"[a-z0-9]+")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z]+|[0-9]+|[a-z]+")


def list_known():
    """Return every word that is a term, a program or a plain word."""
    terms = " ".join(row[0] for row in ROWS)
    _, _, listed = TEXT.partition("## names of programs and formats")
    return set(WORD.findall(terms)) | set(WORD.findall(listed))


def list_names():
    """Return the names of modules and public classes, each with its place."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            names = list(path.relative_to(ROOT).with_suffix("").parts[1:])
            tree = ast.parse(path.read_text(encoding="utf-8"))
            names += [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
            yield from ((name, place) for name in names if not name.startswith("_"))


def is_known(word, known):
    """Return whether a word, or its singular, is known."""
    singular = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    return not known.isdisjoint({word, singular, word.removesuffix("es"), f"{word}s"})


def split_name(name):
    return [part.lower() for part in PART.findall(name)]


def find_unknown(names, known):
    return sorted(
        f"{word} ({place})"
        for name, place in names
        for word in split_name(name)
        if not is_known(word, known)
    )


def test_every_word_of_a_name_is_in_the_glossary_or_plain():
    unknown = find_unknown(list_names(), list_known())

    words = "; ".join(unknown)
    assert not unknown, f"add to GLOSSARY.md, or use the word that is there: {words}"


def test_no_name_has_a_word_that_another_stands_for():
    avoided = {word for row in ROWS for word in WORD.findall(row[2]) if row[0].strip() != "word"}
    found = [place for name, place in list_names() if avoided & set(split_name(name))]

    assert {"concordance", "shelf", "nursery"} <= avoided
    assert found == []


@pytest.mark.parametrize(
    ("name", "unknown"),
    [("ForkServer", []), ("citations", []), ("zebra_claims", ["zebra (here)"])],
)
def test_a_word_that_nobody_listed_is_found(name, unknown):
    assert find_unknown([(name, "here")], list_known()) == unknown
