"""Text of data and of YAML files comes out as text, in every format.

The invented study's labels, titles, notes and one value hold what each language of the way reads as
markup: HTML, Markdown, shortcodes, typst, LaTeX.
"""

import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
import yaml
from pypdf import PdfReader

from qi_press.cli import main
from qi_press.pandoc.program import run_pandoc
from qi_press.yamltext import read_yaml
from qi_stats.ledger import save_ledger

HOSTILE = (
    "<img src=x onerror=h()> **bold** {{< meta title >}} #panic(1) $x^2$ [l](javascript:h) "
    "@fig-none `c` ::: &amp; | ~~s~~"
)
WORDS = ("title", "label", "note", "notes", "says", "question", "sides", "name", "singular")
BOOK = {
    "project": {"type": "book", "output-dir": "_site"},
    "book": {"title": "Words", "date": "2026-01-01", "chapters": ["index.qmd"]},
    "execute": {"echo": False},
    "format": {"html": {"html-math-method": "mathml"}, "typst": {"toc": True}, "docx": {}},
}
SHOWN = (
    *(f"book.table({name!r})" for name in ("people", "coding", "tests")),
    *(f"book.figure({name!r})" for name in ("flow", "ratios", "wards", "waits")),
    *(f"book.{name}()" for name in ("codebook", "rules", "plan", "results")),
)


def taint(value, key=""):
    """Return YAML's data with hostile words in every text that a reader sees."""
    if isinstance(value, dict):
        return {name: taint(inner, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [taint(inner, key) for inner in value]
    return f"{value} {HOSTILE}" if isinstance(value, str) and key in WORDS else value


def write_chapter():
    cells = "".join(
        f"```{{python}}\n#| label: {'fig' if 'figure' in call else 'tbl'}-{number}\n"
        f"#| {'fig' if 'figure' in call else 'tbl'}-cap: Shown\n#| fig-alt: Drawn\n{call}\n```\n\n"
        for number, call in enumerate(SHOWN)
    )
    inline = " ".join(
        f"`{{python}} {call}`"
        for call in (
            'book.value("people.comment")',
            'book.figure_description("flow")',
            'book.published("age")',
        )
    )
    return (
        "# Front {.unnumbered}\n\n```{python}\n#| include: false\n"
        f"from qi_stats import book\n```\n\n{inline}\n\n{cells}"
    )


@pytest.fixture(scope="module")
def site(tmp_path_factory, make_hostile_ledger):
    folder = tmp_path_factory.mktemp("hostile") / "book"
    shutil.copytree(Path(__file__).parents[1] / "fixtures" / "mock", folder)
    for path in (folder / "data").glob("*.yaml"):
        data = read_yaml(path.read_text(encoding="utf-8"), path.name).data
        path.write_text(yaml.dump(taint(data), sort_keys=False, width=10_000), encoding="utf-8")
    save_ledger(make_hostile_ledger(HOSTILE), folder / "results" / "ledger.json")
    (folder / "_quarto.yml").write_text(yaml.dump(BOOK, sort_keys=False))
    (folder / "index.qmd").write_text(write_chapter())
    assert main(["render", str(folder), "--strict"]) == 0
    return folder / "_site"


class _Seen(HTMLParser):
    """The text of a page, and what in it would act."""

    def __init__(self):
        super().__init__()
        self.text, self.acting = [], []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag in ("math", "del", "s") or any(name.startswith("on") for name in values):
            self.acting.append((tag, values))
        if (values.get("href") or "").startswith("javascript") or values.get("src") == "x":
            self.acting.append((tag, values))

    def handle_data(self, data):
        self.text.append(data)


def squeeze(text):
    """Return text without spaces, which lines of print put anywhere."""
    return "".join(text.split())


def assert_whole(text, breaks=0):
    """Wherever the hostile text begins, all of it stands; but where a page breaks in it."""
    begun = squeeze(text).count("<imgsrc=x")
    assert begun > 50
    for words in ("**bold**", "{{< meta title >}}", "#panic(1)", "$x^2$", "@fig-none", "&amp;"):
        assert 0 <= begun - squeeze(text).count(squeeze(words)) <= breaks, words


def test_the_site_shows_the_text_and_nothing_of_it_acts(site):
    page = (site / "index.html").read_text(encoding="utf-8")
    seen = _Seen()
    seen.feed(page[page.index("<article>") : page.index("</article>")])

    assert seen.acting == []
    assert_whole("".join(seen.text))


def test_the_pdf_shows_the_text(site):
    sheets = [sheet.extract_text() for sheet in PdfReader(site / "Words.pdf").pages]
    assert_whole(" ".join(sheets), breaks=len(sheets) - 1)


def test_the_word_file_shows_the_text(site):
    arguments = ["--from", "docx", "--to", "plain", "--wrap", "none"]
    word = (site / "Words.docx").read_bytes()
    assert_whole(run_pandoc(arguments, word, "docx").output.decode())


def test_figures_hold_the_text_as_drawn_letters(site):
    drawings = sorted((site / "index_files").glob("*.svg"))

    assert len(drawings) == sum("figure" in call for call in SHOWN)
    for path in drawings:
        assert b"<img" not in path.read_bytes()
