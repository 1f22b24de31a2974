"""Small sites that are published without a render."""

import hashlib
import os
import subprocess

import pytest

from qi_press.releases.catalogue import Catalogue, Published
from qi_press.releases.publication import publish
from qi_press.releases.version import read_version

PAGE = "<html><head></head><body><main><h1>{0}</h1><p id='a'>x</p></main></body></html>"
WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
WHO |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in WHO.items()}


@pytest.fixture
def publication(tmp_path):
    return tmp_path / "published"


@pytest.fixture
def add_version(tmp_path, publication):
    """A function that publishes a version of a site with these pages."""

    def add(name, pages=("index.html",), words="", to=publication, address=""):
        version = None if name == "dev" else read_version(name, "test")
        site = tmp_path / "sites" / (name + words)
        for page in pages:
            path = site / page
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(PAGE.format(name + words))
        (site / "report.pdf").write_text(name + words)
        (site / "provenance.json").write_text("{}")
        sha256 = hashlib.sha256((name + words).encode()).hexdigest()
        one = Published(version, "2026-03-01", "c" * 40, sha256, tuple(pages))
        return publish(to, site, one, Catalogue("Book", address), tmp_path / "lock")

    return add


@pytest.fixture
def git(monkeypatch):
    """A function that runs git in a folder, as somebody."""
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def run(folder, *arguments):
        done = subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)
        return done.stdout.decode().strip()

    return run


@pytest.fixture
def commit(git):
    """A function that commits all of a folder."""

    def run(folder):
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", "state")

    return run


@pytest.fixture
def small_book(tmp_path, git, commit):
    """A book of two chapters in a repository."""
    folder = tmp_path / "book"
    folder.mkdir()
    (folder / "_quarto.yml").write_text(
        "project: {type: book, output-dir: _site}\n"
        "book: {title: Almanac, author: The harbour master, date: 2026-03-01,\n"
        "       chapters: [index.qmd, tides.qmd]}\n"
        "format: {html: default}\n"
    )
    (folder / "index.qmd").write_text("# Front\n\nThe harbour.\n")
    (folder / "tides.qmd").write_text(
        "# Tides\n\nHigh water.\n\n## Spring {#sec-spring}\n\nMore.\n"
    )
    (folder / ".gitignore").write_text("_site/\n.press/\n_published/\n")
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder
