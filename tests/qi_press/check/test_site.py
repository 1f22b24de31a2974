"""What the proof-reader finds beyond links and images."""

import os
import subprocess
import sys

import pytest

from qi_press.check.site import check_bibliography, check_site

PAGE = '<meta name="generator" content="qi-press"><p>Words.</p>'


def list_faults(folder, body):
    (folder / "index.html").write_text(body)
    return [finding.message for finding in check_site(folder)]


@pytest.mark.parametrize(
    "body",
    [
        '<img src="//x.example/a.png" alt="A">',
        '<img srcset="https://x.example/a.png 2x" alt="A">',
        '<script src="https://x.example/a.js"></script>',
        '<link rel="stylesheet" href="https://x.example/a.css">',
        '<iframe src="http://x.example/"></iframe>',
        '<video poster="//x.example/a.jpg"></video>',
        '<audio src="//x.example/a.mp3"></audio>',
    ],
)
def test_what_is_loaded_from_elsewhere_is_found(tmp_path, body):
    faults = list_faults(tmp_path, body)

    assert any("x.example" in fault and "comes from another site" in fault for fault in faults)


@pytest.mark.parametrize(
    "body",
    [
        "<script>go()</script>",
        '<p onclick="go()">x</p>',
        '<a href="java\tscript:go()">x</a>',
        '<object data="a.pdf"></object>',
        '<form action="b.html"></form>',
    ],
)
def test_what_the_policy_stops_is_found_on_pages_of_the_press(tmp_path, body):
    assert any("policy stops" in fault for fault in list_faults(tmp_path, PAGE + body))
    assert not any("policy stops" in fault for fault in list_faults(tmp_path, body))


@pytest.mark.parametrize(
    "rule",
    [
        "@import url(https://x.example/a.css);",
        '@import "//x.example/a.css";',
        "p { background: url('https://x.example/a.png') }",
    ],
)
def test_a_style_sheet_that_loads_from_elsewhere_is_found(tmp_path, rule):
    (tmp_path / "page.css").write_text(rule)

    (fault,) = list_faults(tmp_path, PAGE)
    assert fault.startswith("the style sheet loads “")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ('<a href="#a"></a><p id="a">', "the link “#a” has no words"),
        ('<a href="#a"><img src="a.svg" alt=" "></a><p id="a">', "the link “#a” has no words"),
        ("<h2> </h2>", "a heading of level 2 has no words"),
        ("<h1>A</h1><h1>B</h1>", "a second heading of level 1"),
        ('<a href="http://[x">x</a>', "the link “http://[x” is no address"),
    ],
)
def test_what_a_reader_cannot_use_is_found(tmp_path, body, fault):
    (tmp_path / "a.svg").touch()

    assert fault in list_faults(tmp_path, body)


def test_an_image_or_a_label_gives_a_link_its_words(tmp_path):
    (tmp_path / "a.svg").touch()
    body = '<p id="a"><a href="#a"><img src="a.svg" alt="A"></a><a href="#a" aria-label="B"></a>'

    assert list_faults(tmp_path, body) == []


def test_an_entry_that_stands_twice_is_named(project, tmp_path):
    (project.folder / "refs.bib").write_text("@book{a,\n}\n@book{a,\n}\n")
    (tmp_path / "index.html").write_text('<span data-cites="a">1</span>')

    assert [str(finding) for finding in check_bibliography(project, tmp_path)] == [
        "refs.bib:3: the entry “a” stands a second time (first in refs.bib:1)"
    ]


def test_without_a_site_no_entry_is_said_to_be_idle(project, tmp_path):
    (project.folder / "refs.bib").write_text("@book{a,\n}\n")

    assert check_bibliography(project, tmp_path) == []


def test_a_terminal_without_a_letter_gets_its_number(tmp_path):
    command = [sys.executable, "-c", "from qi_press.cli import main; raise SystemExit(main())"]
    done = subprocess.run(
        [*command, "features"],
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
