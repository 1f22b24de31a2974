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

    heard = number.evaluate("link => link.ariaDescribedByElements.map(part => part.textContent)")
    assert heard[0] == "Age – Mean"
    assert len(heard) == 3
    assert heard[1] == "Value50.1"
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


def test_on_a_phone_a_card_is_short_and_unfolds_inside_the_window(open_page):
    page = open_page(NUMBERS, has_touch=True, viewport={"width": 390, "height": 667})
    find_number(page).tap()
    card = page.locator(".card")
    card.wait_for()

    assert "50.1" in card.inner_text()
    assert card.locator("details dd").last.is_hidden()
    assert card.bounding_box()["height"] < 667 / 2
    card.locator("summary").tap()
    card.locator("details dd").last.wait_for()
    box = card.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 667


def test_the_arrow_down_unfolds_a_narrow_card_and_leaves_the_focus(open_page):
    page = open_page(NUMBERS, viewport={"width": 390, "height": 667})
    number = find_number(page)
    number.focus()
    page.locator(".card summary").wait_for()
    page.keyboard.press("ArrowDown")

    page.locator(".card details dd").last.wait_for()
    assert number.evaluate("link => link === document.activeElement")


def test_a_card_scrolls_where_the_window_is_low(open_page, run_axe):
    page = open_page(NUMBERS, viewport={"width": 1280, "height": 360})
    find_number(page).focus()
    card = page.locator(".card")
    card.wait_for()
    box = card.bounding_box()

    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 360
    card.locator("details").evaluate("more => { more.open = true }")
    page.keyboard.press("ArrowDown")
    assert card.evaluate("card => card.scrollTop") > 0
    assert run_axe(page) == []


@pytest.mark.parametrize("place", ["p > a.stat", "td a.stat"])
def test_without_script_a_number_leads_to_its_row(open_page, place):
    page = open_page(NUMBERS, java_script_enabled=False)
    link = page.locator(place).first
    key = link.get_attribute("href").partition("#")[2]
    link.click()
    page.wait_for_url(f"**/chapters/all-results.html#{key}")

    assert page.locator("tr:target").count() == 1


STOPS = "links => links.filter(link => link.tabIndex === 0).map(link => link.textContent)"
FOCUSED = "links => links.indexOf(document.activeElement)"


def test_the_numbers_of_a_table_are_one_stop_and_the_arrows_lead_among_them(open_page):
    page = open_page(NUMBERS)
    numbers = page.locator("#tbl-people table a[data-card]")
    last = numbers.count() - 1

    assert last > 1
    assert len(numbers.evaluate_all(STOPS)) == 1
    numbers.first.focus()
    for key, place in {"ArrowRight": 1, "End": last, "ArrowLeft": last - 1, "Home": 0}.items():
        page.keyboard.press(key)
        assert numbers.evaluate_all(FOCUSED) == place
    page.keyboard.press("ArrowLeft")
    assert numbers.evaluate_all(FOCUSED) == 0
    page.keyboard.press("End")
    page.keyboard.press("Tab")
    assert numbers.evaluate_all(FOCUSED) == -1
    page.keyboard.press("Shift+Tab")
    assert numbers.evaluate_all(FOCUSED) == last
    find_card(page).wait_for()
    assert page.get_by_text("← → to the other numbers here").is_visible()


def test_a_number_that_is_hidden_gives_its_stop_to_one_that_is_shown(open_page):
    page = open_page(NUMBERS)
    numbers = page.locator("#tbl-people table a[data-card]")
    shown = numbers.locator("visible=true")
    numbers.first.evaluate("""link => { link.closest("tr").hidden = true;
      dispatchEvent(new Event("input")) }""")

    assert numbers.evaluate_all(STOPS) == [shown.first.inner_text()]
    assert shown.first.evaluate("link => link.tabIndex") == 0
    shown.first.focus()
    page.keyboard.press("ArrowLeft")
    assert shown.first.evaluate("link => link === document.activeElement")


def test_a_number_that_stands_alone_says_nothing_of_arrows(open_page):
    page = open_page(NUMBERS)
    find_number(page).focus()
    find_card(page).wait_for()

    assert page.locator(".card-hint").count() == 0
