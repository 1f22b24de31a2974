"""Reports, rendered by the press, served over loopback, and read in a real browser."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path

import pytest

from qi_stats.ledger import save_ledger

ROOT = Path(__file__).parents[2]
FIXTURES = ROOT / "tests" / "fixtures"
PATIENCE = 10_000  # milliseconds that a page may take to show what a test waits for
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
AXE = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
"""Settings of axe-core; the size of targets is a rule of WCAG 2.2 that it leaves out by itself."""
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_):
        """Say nothing of each request."""


def pytest_collection_modifyitems(items):
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


class SiteServer(ThreadingHTTPServer):
    """Serves a site, and says nothing when the browser leaves a page before all of it came."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="module")
def browser():
    """A headless Chromium; without one the tests are skipped, or fail where it is required.

    It does not outlive its module: Playwright's event loop would stand in the way of other tests'.
    """
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        message = f"no browser on the PATH: looked for {', '.join(PROGRAMS)}"
        (pytest.fail if os.environ.get("QI_BROWSER") == "required" else pytest.skip)(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def render():
    """A function that renders the book of a folder and returns the folder of its site."""

    def render_folder(folder):
        command = [sys.executable, "-c", "from qi_press.cli import main; raise SystemExit(main())"]
        arguments = ["render", str(folder), "--strict"]
        subprocess.run([*command, *arguments], check=True, capture_output=True)
        return folder / "_site"

    return render_folder


@pytest.fixture(scope="session")
def site(tmp_path_factory, mock, render):
    """The folder of a small rendered site."""
    folder = tmp_path_factory.mktemp("browser") / "book"
    shutil.copytree(FIXTURES / "mock", folder)
    shutil.copytree(FIXTURES / "browser", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "filters", folder / "filters")
    save_ledger(mock, folder / "results" / "ledger.json")
    return render(folder)


@contextmanager
def serve(site):
    """Serve a site over loopback; gives its address, with a slash at its end."""
    handler = functools.partial(QuietHandler, directory=str(site))
    with SiteServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()
        thread.join()


@pytest.fixture(scope="session")
def served():
    """The function that serves a site."""
    return serve


@pytest.fixture(scope="session")
def address(site, served):
    """The address of the small site, with a slash at its end."""
    with served(site) as place:
        yield place


@pytest.fixture(scope="session")
def run_axe():
    """A function that gives the violations that axe-core finds in an open page."""
    script = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")

    def find_violations(page):
        page.evaluate(script)
        found = page.evaluate("settings => axe.run(settings)", AXE)["violations"]
        return [(one["id"], one["nodes"][0]["html"]) for one in found]

    return find_violations


@pytest.fixture
def open_page(browser, address):
    """A function that opens a page; at the end no page may have erred or asked elsewhere."""
    contexts, faults = [], []

    def note_message(message):
        if message.type in ("error", "warning"):
            faults.append(f"{message.type}: {message.text}")

    def note_request(request):
        if not request.url.startswith((address, "data:", "blob:")):
            faults.append(f"asked elsewhere: {request.url}")

    def open_one(path="index.html", **settings):
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 800}, **settings})
        contexts.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("console", note_message)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", note_request)
        page.goto(address + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert faults == []
