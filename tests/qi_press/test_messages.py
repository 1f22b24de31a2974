"""What an author reads when a book can't be rendered: kept in tests/golden/messages/press.

Every case starts from a book with a site, which has to stay as it was. UPDATE_GOLDEN=1 writes the
messages anew; read the difference before committing it.
"""

import os
import shutil
from pathlib import Path

import pytest

from qi_press.cli import main

GOLDEN = Path(__file__).parents[1] / "golden"
GULLS, SETTINGS, FRONT = "chapters/gulls.qmd", "_quarto.yml", "index.qmd"

# name of the case → file, text that stands there, what it is replaced by
DAMAGE = {
    "unresolved-reference": (GULLS, "@fig-gulls,", "@fig-gull,"),
    "reference-of-another-kind": (GULLS, "@fig-gulls,", "@tbl-gulls,"),
    "reference-to-nothing": (GULLS, "@fig-gulls,", "@fig-nowhere,"),
    "unresolved-citation": (GULLS, "@fig-gulls,", "@nobody1900,"),
    "misspelt-citation": (FRONT, "@pier1999", "@peir1999"),
    "missing-image": (GULLS, "one.svg", "none.svg"),
    "failing-cell": (FRONT, "ships = 12", "def count():\n    1 / 0\n\ncount()"),
    "error-that-explains-itself": (
        FRONT,
        "ships = 12",
        "import json\ntry:\n    json.loads('{')\n"
        "except ValueError as error:\n    raise RuntimeError('no ships\\n  do  count') from error",
    ),
    "endless-output": (FRONT, "#| include: false\nships = 12", "ships = 12\nprint('x' * 100_001)"),
    "label-given-twice": (GULLS, "#fig-two", "#fig-one"),
    "label-of-no-kind": (GULLS, "lst-count", "count"),
    "cell-that-shows-nothing": (
        FRONT,
        "#| include: false",
        "#| label: fig-fleet\n#| fig-cap: Ships.\n\nfleet = 3\n```\n\n@fig-fleet\n\n```{python}",
    ),
    "broken-entry": ("references.bib", "},\n  title", "}\n  title"),
    "broken-style": ("numeric.csl", "<", ""),
    "cell-that-is-no-python": (FRONT, "ships = 12", "ships = = 12"),
    "failing-expression": (FRONT, "{python} ships", "{python} boats"),
    "expression-of-nothing": (FRONT, "{python} ships", "{python} None"),
    "broken-cell-option": (FRONT, "#| include: false", "#| include: [false"),
    "broken-yaml": (SETTINGS, "    - index.qmd", "  - index.qmd"),
    "open-bracket": (SETTINGS, "author:\n", "keywords: [tides, ships\n  author:\n"),
    "open-quotation": (SETTINGS, "  subtitle: ", '  subtitle: "'),
    "tab-for-spaces": (SETTINGS, "  subtitle:", "\tsubtitle:"),
    "no-space-behind-colon": (SETTINGS, "  subtitle: ", "  subtitle:"),
    "broken-front-matter": (FRONT, "# Summary", "---\ntitle: Tides: a study\n---\n\n# Summary"),
    "key-twice": (SETTINGS, "  subtitle:", "  title:"),
    "no-book": (SETTINGS, "type: book", "type: website"),
    "no-chapters": (SETTINGS, "  chapters:\n    - index.qmd", "  chapters: 3\n  parts:\n    - a"),
    "list-for-mapping": (SETTINGS, "  echo: false", "  - echo"),
    "word-for-number": (SETTINGS, "number-sections: true", "number-depth: two"),
    "old-word-for-switch": (SETTINGS, "echo: false", "echo: no"),
    "old-word-in-cell": (FRONT, "include: false", "include: no"),
    "word-for-width": (FRONT, "# Summary", "---\nfig-width: wide\n---\n\n# Summary"),
    "list-for-text": (SETTINGS, "output-dir: _site", "output-dir: [_site]"),
    "mapping-for-name": (SETTINGS, "csl: numeric.csl", "csl: {file: numeric.csl}"),
    "word-for-depth": (SETTINGS, "lang: en-US", "toc-depth: two"),
    "word-for-size": (SETTINGS, "lang: en-US", "fig-width: wide"),
    "word-for-execute": (SETTINGS, "execute:\n  echo: false", "execute: yes"),
    "list-for-crossref": (SETTINGS, "lang: en-US", "crossref: [a]"),
    "word-in-front-matter": (GULLS, "# Gulls {", "---\nexecute: {echo: maybe}\n---\n# Gulls {"),
    "word-in-cell": (FRONT, "#| include: false", "#| include: maybe"),
    "sign-in-keyword": (SETTINGS, "lang: en-US", 'keywords: ["a\\0b"]'),
    "output-elsewhere": (SETTINGS, "output-dir: _site", "output-dir: ../site"),
    "missing-bibliography": (SETTINGS, "references.bib", "reference.bib"),
    "missing-style": (SETTINGS, "numeric.csl", "alphabetic.csl"),
    "missing-filter": (SETTINGS, "lang: en-US", "filters: [shout.lua]"),
    "misspelt-chapter": (SETTINGS, "chapters/tides.qmd", "chapters/tide.qmd"),
    "missing-chapter": (SETTINGS, "chapters/tides.qmd", "chapters/whales.qmd"),
    "chapter-twice": (SETTINGS, "chapters/ships.qmd", "chapters/tides.qmd"),
}

TELLER = """
class Told(Exception):
    def _render_traceback_(self):
        return str(self).splitlines()


def ask(key):
    raise Told(
        f"ledger\\n  found     “{key}”\\n"
        "  expected  the key of a record\\n  do        did you mean “ships.n”?"
    )


def read():
    raise Told("log.json:3\\n  found     no JSON\\n  expected  a log\\n  do        write it again")


def read_all():
    try:
        ask("gulls.n")
    except Told as first:
        try:
            read()
        except Told as second:
            raise Told(f"{first}\\n\\n{second}\\n\\n2 problems") from None


def advise():
    raise Told("count the ships\\nby night, too")
"""
"""A package that tells authors what to mend."""

# name of the case → what is added to the first chapter, what to the second
TOLD = {
    "message-of-a-cell": ("```{python}\ntold.ask('ships.m')\n```", ""),
    "message-of-an-expression": ("`{python} told.ask('ships.m')`", ""),
    "message-about-a-file": ("```{python}\ntold.read()\n```", ""),
    "message-of-any-form": ("```{python}\ntold.advise()\n```", ""),
    "several-messages": ("```{python}\ntold.read_all()\n```", ""),
    "cause-of-two-chapters": (
        "`{python} told.read()`\n`{python} told.read()`\n",
        "```{python}\ntold.read()\n```",
    ),
    "two-causes-of-two-chapters": (
        "`{python} told.ask('ships.m')` and `{python} boats`",
        "`{python} told.ask('ships.m')` and\n`{python} told.ask('ships.m')`",
    ),
}


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("messages") / "book"
    shutil.copytree(GOLDEN / "book", folder)
    assert main(["render", str(folder)]) == 0
    return folder


@pytest.fixture
def book(rendered, tmp_path, monkeypatch):
    """A copy of the rendered book, to damage; messages name files as from its folder."""
    shutil.copytree(rendered, tmp_path / "book")
    monkeypatch.chdir(tmp_path / "book")
    return tmp_path / "book"


def damage(book, file, old, new):
    text = (book / file).read_text(encoding="utf-8")
    assert old in text
    (book / file).write_text(text.replace(old, new), encoding="utf-8")


def read_site(folder):
    files = sorted((folder / "_site").rglob("*"))
    return {file.name: file.read_bytes() for file in files if file.is_file()}


def read_message(text):
    """Return what was said, without the progress before it."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("  found "))
    return "\n".join(lines[start - 1 :]) + "\n"


def check_refusal(book, capsys, name):
    before = read_site(book)
    capsys.readouterr()

    assert main(["render"]) == 2

    said = capsys.readouterr().err
    message = read_message(said).replace(str(book), "BOOK")
    path = GOLDEN / "messages" / "press" / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN") == "1":
        path.write_text(message, encoding="utf-8")
    assert path.read_text(encoding="utf-8") == message
    assert "Traceback" not in said
    assert "qi_press" not in said
    assert read_site(book) == before


@pytest.mark.parametrize("name", DAMAGE)
def test_bad_input_gives_its_message_and_leaves_the_last_site(book, capsys, name):
    damage(book, *DAMAGE[name])

    check_refusal(book, capsys, name)


@pytest.mark.parametrize("name", TOLD)
def test_an_exception_that_is_a_message_stands_in_front(book, capsys, name):
    for file, told in zip((FRONT, "chapters/tides.qmd"), TOLD[name], strict=True):
        (book / file).with_name("told.py").write_text(TELLER, encoding="utf-8")
        with (book / file).open("a", encoding="utf-8") as chapter:
            chapter.write(f"\n```{{python}}\nimport told\n```\n\n{told}\n")

    check_refusal(book, capsys, name)


def test_what_later_steps_can_check_is_told_in_the_same_run(book, capsys):
    """A cell of one chapter fails: the references, citations and images of the others are told."""
    damage(book, FRONT, "ships = 12", "ships = 12 / 0")
    damage(book, FRONT, "# Summary", "[Gulls]{#fig-dawn} \n\n# Summary")
    damage(book, GULLS, "@fig-gulls,", "@fig-gull, @fig-dawn, @nobody1900,")
    damage(book, GULLS, "(one.svg){#fig-two", "(none.svg){#fig-two")

    check_refusal(book, capsys, "steps-together")


def test_all_that_is_wrong_with_the_sources_is_told_in_one_run(book, capsys):
    damage(book, FRONT, "#| include: false", "#| include: [false")
    damage(
        book,
        GULLS,
        "# Gulls",
        "---\ntitle: 'Gulls\n---\n\n```{python}\n#| echo:false\n#| a: b\n```\n",
    )
    (book / "chapters" / "lost.qmd").write_text("# Lost\n")

    check_refusal(book, capsys, "sources-together")


def test_a_chapter_that_is_not_listed_is_refused(book, capsys):
    (book / "chapters" / "lost.qmd").write_text("# Lost\n")

    check_refusal(book, capsys, "unlisted-chapter")


@pytest.mark.parametrize("file", [GULLS, SETTINGS, "chapters/_metadata.yml", "_variables.yml"])
def test_a_file_in_another_encoding_is_refused(book, capsys, file):
    with (book / file).open("ab") as opened:
        opened.write("\n\n# Möwe\n".encode("latin-1"))

    check_refusal(book, capsys, f"encoding-of-{Path(file).stem.strip('_')}")


def test_a_folder_without_a_book_is_refused(book, capsys):
    (book / SETTINGS).unlink()

    check_refusal(book, capsys, "no-settings")
