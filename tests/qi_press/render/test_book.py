"""A tiny book, rendered whole; what it must show is taken from Quarto's documentation."""

import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

from qi_press.cli import main
from qi_press.pandoc.program import run_pandoc

BOOK = Path(__file__).parents[2] / "golden" / "book"
STEM = "The-Harbour-Almanac"
HANGING = """
```{{python}}
import threading
Path({pipe!r}).write_text("here")
threading.Event().wait()
```
"""


@pytest.fixture(scope="module")
def rendered(tmp_path_factory):
    folder = tmp_path_factory.mktemp("golden") / "book"
    shutil.copytree(BOOK, folder)
    assert main(["render", str(folder), "--strict"]) == 0
    return folder


@pytest.fixture
def book(rendered, tmp_path):
    """A copy of the rendered book with what its cells gave, to change and render again."""
    shutil.copytree(rendered, tmp_path / "book")
    return tmp_path / "book"


def page(folder, name):
    return (folder / "_site" / f"{name}.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def pdf_text(rendered):
    reader = PdfReader(rendered / "_site" / f"{STEM}.pdf")
    return "\n".join(sheet.extract_text() for sheet in reader.pages)


@pytest.fixture(scope="module")
def word_text(rendered):
    content = (rendered / "_site" / f"{STEM}.docx").read_bytes()
    arguments = ["--from", "docx", "--to", "plain", "--wrap", "none"]
    return run_pandoc(arguments, content, "docx").output.decode()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("index", "The harbour saw 12 ships."),
        ("index", '<a href="chapters/tides.html" class="quarto-xref">Chapter\u00a01</a>'),
        ("index", '<a href="chapters/gulls.html" class="quarto-xref">Appendix\u00a0A</a>'),
        ("index", '<a href="chapters/ships.html#tbl-ships" class="quarto-xref">Table\u00a02.1</a>'),
        ("index", '<a href="chapters/references.html#ref-pier1999">1</a>'),
        ("index", "Only on a screen."),
        ("chapters/tides", '<span class="stat" data-key="tides.height">4.5</span>'),
        ("chapters/tides", "a word with stars is *low*"),
        ("chapters/tides", '<figure id="tbl-heights" class="float float-tbl">'),
        ("chapters/tides", '<table class="gt_table">'),
        ("chapters/tides", 'alt="A blue &quot;field&quot; of water."'),
        ("chapters/tides", '<span class="equation-number">(1.1)</span>'),
        ("chapters/tides", '<math display="block"'),
        ("chapters/tides", '<div class="callout callout-note" role="note">'),
        ("chapters/tides", "file of The Harbour Almanac."),
        ("chapters/tides", '<details class="code-fold"><summary>How it is counted</summary>'),
        ("chapters/tides", "three `ticks` ```"),
        ("chapters/tides", '<section class="tab">'),
        ("chapters/tides", 'role="doc-endnotes"'),
        ("chapters/ships", "Ships and <em>boats</em>"),
        ("chapters/ships", '<a href="tides.html#sec-heights">the tides</a>'),
        ("chapters/ships", "<li>item two</li>"),
        ("chapters/ships", "ZeroDivisionError: division by zero"),
        ("chapters/ships", "<kbd>Ctrl-C</kbd>"),
        ("chapters/ships", '<meta name="description" content="What floats.">'),
        ("chapters/references", 'id="ref-quay2003"'),
        ("chapters/gulls", '<span class="float-number">(b)</span> Two'),
        ("chapters/gulls", '<a href="#fig-two" class="quarto-xref">Figure\u00a0A.1\u00a0(b)</a>'),
        ("chapters/gulls", '<span class="float-number">Listing\u00a0A.1:</span> Counting a gull'),
    ],
)
def test_the_site_shows_each_feature(rendered, name, shown):
    assert shown in page(rendered, name)


def test_what_is_hidden_from_the_site_is_not_there(rendered):
    assert "Only in print." not in page(rendered, "index")


def test_citations_are_numbered_through_the_whole_book(rendered):
    references = page(rendered, "chapters/references")

    assert references.index("Pier, A") < references.index("Quay, B")


@pytest.mark.parametrize(
    "shown",
    [
        "The harbour saw 12 ships.",
        "Only in print.",
        "Table 2.1, after",
        "Table 1.1: Height of the water",
        "Appendix A — Gulls",
        "Figure A.1: Gulls seen",
    ],
)
@pytest.mark.parametrize("form", ["pdf_text", "word_text"])
def test_print_shows_the_same(request, form, shown):
    text = request.getfixturevalue(form).replace("\u00a0", " ")

    assert shown in text


def test_the_pdf_is_tagged_and_carries_title_and_date(rendered):
    reader = PdfReader(rendered / "_site" / f"{STEM}.pdf")

    assert reader.metadata.title == "The Harbour Almanac"
    assert reader.metadata.creation_date.date().isoformat() == "2026-03-01"
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"]


def test_the_word_file_has_real_tables_and_figures(rendered):
    with zipfile.ZipFile(rendered / "_site" / f"{STEM}.docx") as archive:
        document = archive.read("word/document.xml").decode()
        names = archive.namelist()

    assert document.count('<w:tblStyle w:val="Table"') == 2
    assert document.count('<w:tblStyle w:val="Layout"') == 1, "an equation"
    assert 'descr="A blue &quot;field&quot; of water."' in document
    media = [name for name in names if name.startswith("word/media/")]
    assert len(media) == 2
    assert all(name.endswith(".png") for name in media)


def test_the_word_file_numbers_its_pages(rendered):
    with zipfile.ZipFile(rendered / "_site" / f"{STEM}.docx") as archive:
        document = archive.read("word/document.xml").decode()
        footers = [name for name in archive.namelist() if "footer" in name]
        said = "".join(archive.read(name).decode() for name in footers if name.endswith(".xml"))

    assert " PAGE " in said
    assert "<w:footerReference" in document
    assert re.search(r'<w:pgSz[^>]* w:w="12240"', document)


def read_site(folder):
    site = folder / "_site"
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


def test_two_renders_in_two_folders_give_the_same_bytes(rendered, tmp_path):
    """Each runs its cells anew; the search index, the PDF and the Word file count too."""
    other = tmp_path / "quite" / "elsewhere"
    shutil.copytree(BOOK, other)
    assert main(["render", str(other)]) == 0
    first, second = read_site(rendered), read_site(other)

    assert {f"{STEM}.pdf", f"{STEM}.docx", "pagefind/pagefind-entry.json"} <= set(first)
    assert second == first
    assert not [name for name, content in first.items() if str(rendered.parent).encode() in content]


def test_without_a_date_the_files_carry_the_environments(book, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    settings = book / "_quarto.yml"
    settings.write_text(settings.read_text().replace('  date: "2026-03-01"\n', ""))
    assert main(["render", str(book)]) == 0

    reader = PdfReader(book / "_site" / f"{STEM}.pdf")
    assert reader.metadata.creation_date.date().isoformat() == "1970-01-02"


def test_nothing_is_done_when_nothing_has_changed(book, capsys):
    assert main(["render", str(book)]) == 0
    capsys.readouterr()
    fingerprint = (book / "_site" / "index.html").stat().st_mtime_ns

    assert main(["render", str(book)]) == 0

    assert "nothing has changed" in capsys.readouterr().out
    assert (book / "_site" / "index.html").stat().st_mtime_ns == fingerprint


def test_only_the_chapter_that_changed_is_run(book, capsys):
    path = book / "chapters" / "ships.qmd"
    path.write_text(path.read_text().replace('"one", "two"', '"one", "three"'))

    assert main(["render", str(book), "--to", "html"]) == 0

    told = capsys.readouterr().err
    assert "chapters/ships.qmd\n" in told
    assert "chapters/tides.qmd (kept)" in told
    assert "item three" in page(book, "chapters/ships")


HEED = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler); "
"""Hears Ctrl-C also where these tests run in the background, which ignores it."""


@pytest.mark.skipif(sys.platform == "win32", reason="needs a named pipe")
def test_ctrl_c_leaves_the_last_good_site(book):
    before, pipe = read_site(book / "_site"), book / "pipe"
    os.mkfifo(pipe)
    chapter = book / "chapters" / "tides.qmd"
    chapter.write_text(chapter.read_text("utf-8") + HANGING.format(pipe=str(pipe)), "utf-8")
    program = f"{HEED}from qi_press.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", program, "render", str(book)]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        pipe.read_text()  # until the cell runs
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"the last good output is untouched" in said
    assert read_site(book / "_site") == before
    assert [path for path in book.iterdir() if path.name.startswith("._site")] == []


def test_one_format_alone_leaves_the_others(book):
    assert main(["render", str(book), "--to", "docx"]) == 0

    assert (book / "_site" / "index.html").is_file()


def test_a_lua_filter_of_the_author_is_run_in_every_format(book):
    (book / "shout.lua").write_text(
        "function Str(s) if s.text == 'Gulls' then return FORMAT:match('html') and "
        "pandoc.Str('SEABIRDS') or s end end"
    )
    settings = book / "_quarto.yml"
    settings.write_text(settings.read_text() + "\nfilters: [shout.lua]\n")

    assert main(["render", str(book)]) == 0
    assert "SEABIRDS seen" in page(book, "chapters/gulls")


def test_what_a_writer_warns_of_is_told_and_stops_a_strict_render(book, capsys):
    path = book / "chapters" / "gulls.qmd"
    path.write_text(path.read_text() + "\n$\\nosuchcommand{x}$\n")
    before = page(book, "index")

    assert main(["render", str(book), "--strict"]) == 2
    assert "nosuchcommand" in capsys.readouterr().err
    assert page(book, "index") == before
    assert main(["render", str(book)]) == 0
    assert "warning: chapters/gulls.qmd: " in capsys.readouterr().err


def test_check_ends_with_one_line_a_finding(rendered, book, capsys):
    assert main(["check", str(rendered)]) == 0
    assert capsys.readouterr().out == "no findings\n"
    site = book / "_site" / "index.html"
    site.write_text(site.read_text().replace("chapters/tides.html", "chapters/tidse.html"))
    (book / "chapters" / "lost.qmd").touch()

    assert main(["check", str(book)]) == 1
    *findings, last = capsys.readouterr().out.splitlines()
    assert last == f"{len(findings)} findings"
    assert any(line.startswith("chapters/lost.qmd: ") for line in findings)
    assert any("tidse.html" in line for line in findings)


def test_what_is_not_supported_is_a_warning_and_an_error_when_strict(book, capsys):
    settings = book / "_quarto.yml"
    settings.write_text(settings.read_text() + "\nwebsite: {}\n")

    assert main(["render", str(book), "--to", "html"]) == 0
    assert "warning: _quarto.yml:" in capsys.readouterr().err
    assert main(["render", str(book), "--to", "html", "--strict"]) == 2
