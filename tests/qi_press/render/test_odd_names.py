"""A book renders in every format whatever its folder is called, and whatever the locale."""

import os
import subprocess
import sys
import zipfile

import pytest

SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Almanac, author: Ada, chapters: [index.qmd], downloads: [docx]}
format: {html: default, docx: default}
bibliography: sea.bib
"""
CHAPTER = "# Front {.unnumbered}\n\nHigh water [@pier].\n\n::: {#refs}\n:::\n"
RENDER = "from qi_press.cli import main; raise SystemExit(main())"
NAMES = {
    "a space and a sign of addresses": b"a b%20c",
    "an umlaut": "b\u00fcch".encode(),
    "no UTF-8": b"b\xffk",
    "a quotation mark": b'it\'s "one"',
}


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes, and a locale of C")
@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_the_folders_name_and_the_locale_do_not_matter(tmp_path, name):
    folder = tmp_path / os.fsdecode(name)
    folder.mkdir()
    (folder / "_quarto.yml").write_text(SETTINGS)
    (folder / "sea.bib").write_text("@misc{pier, title={Ebb and flow}}\n")
    (folder / "index.qmd").write_text(CHAPTER)
    locale = {"LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-c", RENDER, "render", str(folder)]

    subprocess.run(command, env=os.environ | locale, check=True)

    assert "Ebb and Flow" in (folder / "_site" / "index.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / "_site" / "Almanac.docx") as word:
        assert b"Ebb and Flow" in word.read("word/document.xml")
