"""A number shows its card by mouse, keyboard and touch, and is a plain link without script."""

import pytest

NUMBERS = "chapters/numbers.html"
ROW = "chapters/all-results.html#people.age.mean"


def find_number(page):
    return page.locator('p > a[data-card][href$="#people.age.mean"]')


def find_card(page):
    return page.get_by_role("tooltip")


def test_the_mouse_opens_a_card_that_stays_while_it_is_read(open_page):
    page = open_page(NUMBERS)
    page.clock.install()
    find_number(page).hover()
    page.clock.run_for(300)
    card = find_card(page)
    card.wait_for()

    words = card.inner_text()
    assert words.startswith("Age – Mean")
    assert all(fact in words for fact in ("50.1", "50.05", "To 12 digits", "published"))
    card.hover()
    page.clock.run_for(1000)
    assert card.is_visible()
    page.mouse.move(5, 400)
    page.clock.run_for(300)
    card.wait_for(state="hidden")


def test_the_keyboard_opens_a_card_closes_it_and_follows_the_link(open_page):
    page = open_page(NUMBERS)
    number = find_number(page)
    number.focus()
    find_card(page).wait_for()

    assert number.get_attribute("aria-describedby") == find_card(page).get_attribute("id")
    page.keyboard.press("Escape")
    find_card(page).wait_for(state="hidden")
    assert number.evaluate("link => link === document.activeElement")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{ROW}")


def test_the_first_touch_opens_the_card_and_the_second_follows_the_link(open_page):
    page = open_page(NUMBERS, has_touch=True, viewport={"width": 390, "height": 800})
    find_number(page).tap()
    find_card(page).wait_for()

    assert page.url.endswith(NUMBERS)
    find_number(page).tap()
    page.wait_for_url(f"**/{ROW}")


def test_a_touch_elsewhere_closes_the_card(open_page):
    page = open_page(NUMBERS, has_touch=True, viewport={"width": 390, "height": 800})
    find_number(page).tap()
    find_card(page).wait_for()
    page.locator("h1").tap()

    find_card(page).wait_for(state="hidden")


def test_a_card_stays_inside_the_window(open_page):
    page = open_page(NUMBERS, viewport={"width": 390, "height": 800})
    page.locator("td a[data-card]").first.hover()
    find_card(page).wait_for()
    box = find_card(page).bounding_box()

    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


@pytest.mark.parametrize("place", ["p > a.stat", "td a.stat"])
def test_without_script_a_number_leads_to_its_row(open_page, place):
    page = open_page(NUMBERS, java_script_enabled=False)
    link = page.locator(place).first
    key = link.get_attribute("href").partition("#")[2]
    link.click()
    page.wait_for_url(f"**/chapters/all-results.html#{key}")

    assert page.locator("tr:target").count() == 1
