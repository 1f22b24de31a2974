"""Take the README's picture of the site: `.venv/bin/python docs/picture.py`, after `make report`.

Drives the chromium on the PATH at a desktop's width and writes docs/site.png.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "_site" / "chapters" / "results.html"
WIDTH, HEIGHT = 1320, 960
SCROLL = "section => scrollTo({top: section.offsetTop - 72, behavior: 'instant'})"
"""Puts a section right below the page's head."""


def take_picture(target: Path) -> None:
    """Write the first section of the results, a figure and a table, to `target`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        page.goto(PAGE.as_uri())
        page.locator("#sec-results-participants").evaluate(SCROLL)
        page.screenshot(path=target)
        browser.close()


if __name__ == "__main__":
    take_picture(ROOT / "docs" / "site.png")
