import re

from qi_press.releases.imprint import Imprint, mark_page, mark_site
from qi_press.releases.version import read_version

QUARTO = (
    '<!DOCTYPE html><html><head><meta name="generator" content="quarto-1.9.38">'
    '<link rel="canonical" href="https://old.example/a.html"></head>'
    '<body class="nav-sidebar"><div id="quarto-content"><main class="content" id="quarto-main">'
    "<h1>T</h1></main></div></body></html>"
)


def make(**changes):
    fields = {
        "version": read_version("1.1.0", "x"), "date": "2026-03-01", "date_text": "March 1, 2026",
        "commit": "0123456789abcdef", "address": "",
    }  # fmt: skip
    return Imprint(**fields | changes)


def test_a_page_of_quarto_gets_the_line_the_script_and_the_foot():
    page = mark_page(QUARTO, "chapters/a.html", make())

    assert '<script src="../assets/versions.js" defer></script>' in page
    line = re.search(r"<main[^>]*>\s*(<nav.*?</nav>)", page)[1]
    assert 'data-version="1.1.0" data-home="../../" data-page="chapters/a.html"' in line
    assert '<a class="version-name" href="../../versions.html">Version 1.1.0</a>' in line
    assert "March 1, 2026" in line
    assert "commit <code>0123456</code>" in page
    assert 'href="../../v1.1.0/chapters/a.html"' in page


def test_with_an_address_canonical_and_permanent_links_are_whole():
    page = mark_page(QUARTO, "chapters/a.html", make(address="https://new.example/r/"))

    assert page.count('rel="canonical"') == 1
    assert 'rel="canonical" href="https://new.example/r/latest/chapters/a.html"' in page
    assert 'href="https://new.example/r/v1.1.0/chapters/a.html"' in page
    assert 'type="application/atom+xml"' in page


def test_a_shared_address_is_that_of_the_latest():
    page = '<head><meta property="og:url" content="https://n.example/a.html"></head><body></body>'

    marked = mark_page(page, "a.html", make(address="https://n.example/"))

    assert '<meta property="og:url" content="https://n.example/latest/a.html">' in marked


def test_a_draft_has_no_permanent_address():
    page = mark_page(QUARTO, "a.html", make(version=None))

    assert 'data-version="dev"' in page
    assert "Draft, not released" in page
    assert "Permanent" not in page


def test_words_from_outside_stay_words():
    page = mark_page(QUARTO, 'a"<b>.html', make(date_text="<i>", commit="<script>"))

    assert "<i>" not in page
    assert "<script>" not in page
    assert 'data-page="a&quot;&lt;b&gt;.html"' in page


def test_a_page_that_is_not_utf_8_keeps_its_bytes(tmp_path):
    (tmp_path / "a.html").write_bytes(b"<head></head><body><main>\xff</main></body>")
    mark_site(tmp_path, ("a.html",), make())

    assert b"\xff<p class" in (tmp_path / "a.html").read_bytes()
    assert (tmp_path / "assets/versions.js").is_file()
