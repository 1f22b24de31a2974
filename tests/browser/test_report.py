"""The project's own report, every page of it, as a reader meets it."""

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
LEFT_OUT = shutil.ignore_patterns(
    ".git", ".venv", "_site", ".press", "tests", "docs", "*_cache", "__pycache__"
)
HEAVIEST = 300_000  # bytes of a page with its assets and cards, figures apart, not compressed
WEIGHED = ("document", "stylesheet", "script", "fetch", "xhr", "font")
LISTS = ("chapters/all-results.html", "chapters/all-results-comparisons.html")
THIN = """() => { for (const body of document.querySelectorAll(".records tbody"))
  for (const row of [...body.rows].slice(4)) row.remove() }"""
"""Leaves the first rows of each group: axe takes minutes for thousands that are made alike."""
PHONE = {"width": 390, "height": 800}
SMALL_PHONE = {"width": 390, "height": 667}
IS_FOCUSED = "element => element === document.activeElement"


def list_pages():
    """Return the address of each page, in reading order."""
    book = yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))["book"]
    chapters = [
        name
        for part in (*book["chapters"], *book["appendices"])
        for name in (part["chapters"] if isinstance(part, dict) else [part])
    ]
    return [name.replace(".qmd", ".html") for name in chapters]


PAGES = list_pages()


@pytest.fixture(scope="session")
def address(tmp_path_factory, render, served):
    """The address of the report, rendered from a copy of the project."""
    folder = tmp_path_factory.mktemp("report") / "project"
    shutil.copytree(ROOT, folder, ignore=LEFT_OUT)
    with served(render(folder)) as place:
        yield place


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_in_light_in_dark_and_on_a_phone(open_page, run_axe, path):
    page = open_page(path, color_scheme="light")
    page.evaluate(THIN)
    found = run_axe(page)
    page.emulate_media(color_scheme="dark")
    found += run_axe(page)
    page.set_viewport_size(PHONE)

    assert found + run_axe(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_on_a_phone_or_a_tablet(open_page, path):
    page = open_page(path)
    for width in (320, 390, 768):
        page.set_viewport_size({"width": width, "height": 800})

        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light_with_all_that_hovering_loads(open_page, path):
    page = open_page("index.html")
    asked = []
    page.on("request", lambda request: request.resource_type in WEIGHED and asked.append(request))
    page.goto(page.url.replace("index.html", path), wait_until="networkidle")
    numbers = page.locator("main a[data-card]")
    for number in numbers.locator("visible=true").all()[:1]:
        number.hover()
        page.get_by_role("tooltip").wait_for()
    weights = {
        url.rpartition("/")[2]: len(page.request.get(url).body())
        for url in {request.url for request in asked}
    }

    assert any(name.endswith(".json") for name in weights) == (numbers.count() > 0)
    assert "site.css" in weights
    assert sum(weights.values()) < HEAVIEST, weights


def test_what_one_list_does_not_have_is_looked_for_in_another(open_page):
    page = open_page(LISTS[0])
    further = page.get_by_text("Further lists:")
    further.wait_for(state="hidden")
    page.get_by_label("Find a result").fill("welch df")

    assert page.get_by_role("status").first.inner_text().startswith("0 of ")
    further.get_by_role("link", name="comparisons").click()
    page.wait_for_url(f"**/{LISTS[1]}?find=welch+df")
    assert page.get_by_label("Find a result").input_value() == "welch df"
    left = page.locator("tr[id]:visible").evaluate_all("rows => rows.map((row) => row.id)")
    assert left
    assert all("welch" in key for key in left)


def test_every_page_is_reached_by_turning_pages(open_page):
    page = open_page(PAGES[0])
    for path in PAGES[1:]:
        page.get_by_role("navigation", name="Neighbouring chapters").locator(".next").click()
        page.wait_for_url(f"**/{path}")

        assert page.locator('nav.chapters a[aria-current="page"]').count() == 1


def test_on_a_phone_the_menu_leads_to_a_chapter(open_page):
    page = open_page(PAGES[0], viewport=PHONE)
    page.get_by_role("button", name="Chapters").click()
    page.locator("nav.chapters a").nth(2).click()

    page.wait_for_url(f"**/{PAGES[2]}")


def test_on_a_small_phone_every_entry_of_the_menu_can_be_reached(open_page):
    page = open_page(PAGES[0], viewport=SMALL_PHONE)
    page.get_by_role("button", name="Chapters").click()
    entries = page.locator("nav.chapters a")

    for entry in (entries.first, entries.last):
        entry.scroll_into_view_if_needed()
        entry.click(trial=True)  # fails where something lies over it


def test_while_the_menu_is_open_the_keyboard_stays_in_it(open_page):
    page = open_page("chapters/results.html", viewport=SMALL_PHONE)
    page.get_by_role("button", name="Chapters").click()
    page.locator("nav.chapters a").last.focus()
    page.keyboard.press("Tab")

    assert not page.evaluate("!!document.activeElement.closest('main, .toc, .foot')")
    page.keyboard.press("Escape")
    assert page.get_by_role("button", name="Chapters").evaluate(IS_FOCUSED)
    page.locator("main a").first.focus()
    assert page.locator("main a").first.evaluate(IS_FOCUSED)


def test_without_script_the_chapters_unfold_on_a_phone(open_page):
    page = open_page("chapters/results.html", viewport=PHONE, java_script_enabled=False)
    chapter = page.locator("nav.chapters a").nth(2)

    assert chapter.is_hidden()
    assert page.locator("h1").bounding_box()["y"] < PHONE["height"] / 2
    page.locator("nav.chapters summary").click()
    assert chapter.is_visible()
    assert page.locator(".bar button:visible").count() == 0


def test_without_script_the_chapters_stand_beside_the_text(open_page):
    page = open_page("chapters/results.html", java_script_enabled=False)

    assert page.locator("nav.chapters a").last.bounding_box()["height"] > 0
    assert page.locator("nav.toc a").last.bounding_box()["height"] > 0


def test_on_a_phone_the_sections_of_a_page_unfold(open_page):
    page = open_page("chapters/results.html", viewport=PHONE)
    sections = page.get_by_role("navigation", name="On this page")
    link = sections.locator("a").last

    assert link.is_hidden()
    sections.locator("summary").click()
    place = link.get_attribute("href")
    link.click()
    page.wait_for_url(f"**/results.html{place}")


def test_search_finds_a_phrase_of_a_chapter_and_leads_to_it(open_page):
    page = open_page("chapters/limitations.html")
    section = page.locator("article section").first
    phrase = " ".join(section.locator("p").first.inner_text().split()[:7])
    place = f"limitations.html#{section.locator('h2').get_attribute('id')}"
    page.goto(page.url.replace("chapters/limitations", "index"))
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox", name="Search the report").fill(f'"{phrase}"')
    page.locator(f'dialog.search .results a[href*="{place}"]').click()
    page.wait_for_url(f"**/{place}")

    assert page.get_by_text(phrase).is_visible()


@pytest.mark.parametrize("means", ["mouse", "keyboard"])
def test_a_number_of_the_front_page_shows_its_card(open_page, means):
    page = open_page("index.html")
    number = page.locator("p > a.stat").first
    number.hover() if means == "mouse" else number.focus()
    card = page.get_by_role("tooltip")
    card.wait_for()

    first = card.locator("dt").all_inner_texts()
    folded = page.locator(".card details dt").all_text_contents()
    assert {"Value", "Known", "Published"} <= set(first)
    assert {"To 12 digits", "Method", "Data"} <= set(folded)


def test_a_number_leads_to_its_row(open_page):
    page = open_page("chapters/results.html")
    number = page.locator(".float-tbl td a.stat").first
    row = number.get_attribute("href")
    number.click()
    page.wait_for_url(f"**/{row.removeprefix('../')}")

    assert page.locator("tr:target").get_attribute("id") == row.partition("#")[2]


@pytest.mark.parametrize("path", ["index.html", "chapters/results.html"])
def test_every_figure_is_seen_whole_on_a_phone(open_page, path):
    page = open_page(path, viewport=PHONE)
    boxes = page.locator("figure.float-fig .figure-scroll")

    assert boxes.count() > 0
    for box in boxes.all():
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0


def test_the_numbers_of_each_figure_stand_below_it(open_page):
    page = open_page("chapters/results.html")
    figures = page.locator("figure.float-fig")

    assert figures.count() > 0
    for figure in figures.all():
        figure.locator(".numbers summary").click()

        assert figure.locator(".numbers td a.stat").first.is_visible()


def list_hits(page, words):
    """Return the pages that a search finds, best first, and all that it shows."""
    page.get_by_role("button", name="Search").click()
    page.get_by_role("searchbox", name="Search the report").fill(words)
    found = page.locator("dialog.search .results")
    found.locator("a").first.wait_for()
    links = found.locator("a").evaluate_all("links => links.map(link => link.pathname)")
    return list(dict.fromkeys(links)), found.inner_text()


@pytest.mark.parametrize("words", ["odds ratio", "mental health diagnosis", "women", "fragility"])
def test_the_search_leads_to_chapters_before_appendices_and_references(open_page, words):
    hits, shown = list_hits(open_page("index.html"), words)
    book = yaml.safe_load((ROOT / "_quarto.yml").read_text(encoding="utf-8"))["book"]
    behind = {"/" + name.replace(".qmd", ".html") for name in book["appendices"]}
    behind.add("/chapters/references.html")

    assert hits
    assert not any(hit in behind and after not in behind for hit, after in pairwise(hits)), (
        "a chapter stands after what is behind chapters"
    )
    assert "risk_ratio" not in shown


def test_a_box_is_a_stop_of_the_keyboard_only_while_it_scrolls(open_page):
    page = open_page("chapters/results.html")
    boxes = page.locator(".table-scroll, .figure-scroll")
    faults = """boxes => boxes.filter(box => box.checkVisibility()
      && (box.scrollWidth > box.clientWidth) !== (box.tabIndex === 0)).length"""
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.wait_for_timeout(100)

        assert boxes.evaluate_all(faults) == 0
        scrolling = page.locator(".table-scroll[tabindex]:visible").count()
        assert (scrolling > 0) == (width == 390)


STOPS = """() => [...document.querySelectorAll("main a[data-card]")]
  .filter(link => link.tabIndex === 0 && link.checkVisibility()).length"""
MANY = 80  # stops; the page of the results has hundreds of numbers


def test_the_numbers_of_a_page_take_few_stops_of_the_keyboard(open_page):
    page = open_page("chapters/results.html")

    assert page.locator("main a[data-card]").count() > 5 * MANY
    assert 0 < page.evaluate(STOPS) < MANY


def test_no_shade_lies_over_a_table_on_a_phone_and_its_first_column_stays(open_page):
    page = open_page("chapters/results.html", viewport=PHONE)
    box = page.locator(".table-scroll[tabindex]:visible").first
    name = box.locator("tbody th[scope=row]").first
    before = name.bounding_box()["x"]
    box.evaluate("box => { box.scrollLeft = 80 }")

    assert box.evaluate("box => getComputedStyle(box).backgroundImage") == "none"
    assert abs(name.bounding_box()["x"] - before) < 1
    assert box.evaluate("box => box.scrollLeft") > 0


SPLIT = """() => document.querySelector("main").innerText
  .match(/\\bP[ \\n][=<][^\\n]{0,9}/g) ?? []"""


@pytest.mark.parametrize("path", PAGES)
def test_no_line_can_break_between_p_and_its_sign(open_page, path):
    assert open_page(path).evaluate(SPLIT) == []


def test_the_keyboard_can_pass_over_a_table(open_page):
    page = open_page("chapters/results.html")
    table = page.locator("#tbl-inferential")
    table.locator(".pass").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert table.locator(".cell-files a").first.evaluate(IS_FOCUSED)


def test_images_have_their_place_before_they_come(open_page):
    page = open_page("chapters/results.html")
    images = page.locator("main img")
    sized = "images => images.every(image => image.width > 0 && image.getAttribute('height') > 0)"

    assert images.evaluate_all(sized)
    loading = images.evaluate_all("images => images.map(image => image.loading)")
    assert loading == ["auto", *["lazy"] * (len(loading) - 1)]


@pytest.mark.parametrize("width", [1280, 820])
def test_the_tables_of_the_results_fit_beside_the_menu(open_page, width):
    page = open_page("chapters/results.html", viewport={"width": width, "height": 800})

    wide = """boxes => boxes.filter(box => box.scrollWidth > box.clientWidth)
      .map(box => box.ariaLabel)"""

    assert page.locator(".float-tbl > .table-scroll").evaluate_all(wide) == []


def test_a_line_of_a_table_that_wraps_keeps_its_indent(open_page):
    page = open_page("chapters/results.html", viewport={"width": 300, "height": 700})
    left = """cell => { const range = document.createRange(); range.selectNodeContents(cell);
      return [...range.getClientRects()].filter(r => r.width).map(r => Math.round(r.left)) }"""
    cells = page.locator("#tbl-patients .stub-indent").all()
    lines = [cell.evaluate(left) for cell in cells]

    assert any(len(starts) > 1 for starts in lines)
    for cell, (_, *rest) in zip(cells, lines, strict=True):
        box = cell.bounding_box()
        assert all(start >= box["x"] + 14 for start in rest)


CROWDED = """links => { const crowded = [];
  const middle = box => [box.x + box.width / 2, box.y + box.height / 2];
  const away = ([x, y], box) => Math.hypot(Math.max(box.left - x, 0, x - box.right),
                                           Math.max(box.top - y, 0, y - box.bottom));
  links.forEach((link, i) => links.slice(i + 1, i + 8).forEach((other) => {
    const [a, b] = [link, other].map(one => one.getBoundingClientRect());
    const [m, n] = [a, b].map(middle);
    if (away(m, b) < 12 || away(n, a) < 12 || Math.hypot(m[0] - n[0], m[1] - n[1]) < 24)
      crowded.push(link.closest("td, th").textContent);
  }));
  return crowded }"""
"""Links of 24 pixels or less around which a circle of 24 pixels meets another (WCAG 2.5.8)."""


@pytest.mark.parametrize("path", ["chapters/results.html", "chapters/reproduction.html"])
def test_numbers_of_a_table_lie_apart_enough_to_be_touched(open_page, path):
    page = open_page(path, viewport=PHONE)

    assert page.locator(".table-scroll a.stat:visible").evaluate_all(CROWDED) == []


def test_on_paper_a_table_is_smaller_than_text_and_ends_once(open_page):
    page = open_page("chapters/results.html")
    page.emulate_media(media="print")
    size = "element => parseFloat(getComputedStyle(element).fontSize)"

    assert page.locator("td").first.evaluate(size) < page.locator("main p").nth(1).evaluate(size)
    for foot in page.locator("tfoot").all():
        assert foot.evaluate("foot => getComputedStyle(foot).display") == "table-row-group"


def test_in_the_reproduction_a_phone_shows_verdicts_and_leaves_what_differs(open_page):
    page = open_page("chapters/reproduction.html", viewport=PHONE)
    section = page.locator("section:has(> #sec-reproduction-claims)")
    rows = section.locator("tbody tr:not(:has(th[scope=rowgroup])):visible")
    total = rows.count()
    for row in rows.all()[:8]:
        box = row.locator("td").first.bounding_box()
        assert 0 <= box["x"] < box["x"] + box["width"] <= PHONE["width"]

    page.get_by_label("Only what differs").check()
    assert 0 < rows.count() < total
    words = rows.locator("td:nth-of-type(1)").all_inner_texts()
    assert not any(word.startswith(("Reproduced\n", "Not answerable")) for word in words)
    assert page.locator("#tbl-conflicts tbody tr").first.is_visible()
    page.get_by_label("Find a statement or a verdict").fill("no such words")
    assert section.is_visible()
    assert rows.count() == 0
