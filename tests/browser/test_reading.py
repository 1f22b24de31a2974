"""The site as a reader meets it: search, light and dark, phone, permanent links, accessibility."""

import pytest

from qi_press.check.site import check_site

PAGES = ("index.html", "chapters/numbers.html", "chapters/all-results.html")
HEAVIEST = 300_000  # bytes of a page with its assets, figures apart


def test_no_link_of_the_site_leads_nowhere(site):
    assert check_site(site) == []


def test_search_finds_a_phrase_and_leads_to_it(open_page):
    page = open_page("chapters/numbers.html")
    page.keyboard.press("/")
    page.get_by_role("searchbox", name="Search the report").fill("lighthouse keeper")
    hit = page.locator("dialog.search .results a").first
    hit.wait_for()

    assert "lighthouse" in page.locator("dialog.search .results").inner_text()
    hit.click()
    page.wait_for_url(lambda url: "numbers" not in url)
    assert page.get_by_text("A lighthouse keeper counted them").is_visible()


def test_the_choice_of_dark_lasts(open_page):
    page = open_page("index.html", color_scheme="light")
    page.get_by_role("button", name="Switch between light and dark").click()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.goto(page.url.replace("index", "chapters/numbers"))

    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_scrolls_sideways(open_page, path, width):
    page = open_page(path, viewport={"width": width, "height": 800})

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_contents_of_a_page_fold_on_a_narrow_screen_alone(open_page):
    page = open_page("chapters/numbers.html", viewport={"width": 1279, "height": 800})
    contents = page.locator(".toc details")
    assert contents.get_attribute("open") is None

    page.set_viewport_size({"width": 1280, "height": 800})
    page.locator(".toc details[open]").wait_for()
    assert contents.bounding_box()["x"] > page.locator("article").bounding_box()["x"]


def test_the_notes_of_a_wide_table_stay_in_sight_on_a_phone(open_page):
    page = open_page("chapters/numbers.html", viewport={"width": 390, "height": 800})
    box = page.locator(".table-scroll:has(tfoot)").first
    box.evaluate("box => { box.querySelector('table').style.minWidth = '60rem'; }")
    box.evaluate("box => { box.scrollLeft = 300; }")
    note = box.locator("tfoot td").first.bounding_box()

    assert box.evaluate("box => box.scrollLeft") == 300
    assert note["x"] >= 0
    assert note["x"] + note["width"] <= 390


def test_a_heading_and_a_table_have_a_permanent_link_for_the_keyboard(open_page):
    page = open_page("chapters/numbers.html")
    for name, anchor in (("Link to section “Ages”", "#sec-ages"), ("Table", "#tbl-people")):
        link = page.get_by_role("link", name=name).and_(page.locator(".anchor"))
        link.focus()

        assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
        assert link.get_attribute("href") == anchor


def test_a_page_leads_to_its_source(open_page):
    page = open_page("chapters/numbers.html")
    links = {name: page.get_by_role("link", name=name) for name in ("Source", "Edit this page")}

    root = "https://forge.example/ward/report"
    assert [link.get_attribute("href") for link in links.values()] == [
        f"{root}/blob/main/chapters/numbers.qmd",
        f"{root}/edit/main/chapters/numbers.qmd",
    ]


def test_the_keyboard_reaches_the_text_first(open_page):
    page = open_page("chapters/numbers.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#content")


@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_light(open_page, path):
    page = open_page("index.html")
    weights = []
    page.on(
        "response",
        lambda answer: (
            answer.request.resource_type != "image" and weights.append(len(answer.body()))
        ),
    )
    page.goto(page.url.replace("index.html", path), wait_until="networkidle")

    assert 0 < sum(weights) < HEAVIEST


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page, run_axe, path, scheme):
    assert run_axe(open_page(path, color_scheme=scheme)) == []


def test_axe_finds_nothing_in_an_open_card(open_page, run_axe):
    page = open_page("chapters/numbers.html")
    page.locator("p > a.stat").first.focus()
    page.get_by_role("tooltip").wait_for()

    assert run_axe(page) == []
