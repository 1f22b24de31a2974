"""What a site with an address tells others."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from qi_press.formats.html.sharing import describe_page, write_robots, write_sitemap

NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.fixture
def shared(project):
    return replace(project, site_url="https://example.org/book")


def test_every_page_is_listed_with_its_address_and_the_books_date(shared, pages):
    tree = ET.fromstring(write_sitemap(shared, pages))  # noqa: S314  # what we wrote ourselves

    found = [[item.text for item in url] for url in tree]
    assert found[0] == ["https://example.org/book/", shared.date]
    assert len(found) == len(pages)
    assert all(address.startswith("https://example.org/book/") for address, _ in found)
    assert tree.tag == f"{NAMESPACE}urlset"
    assert b"https://example.org/book/sitemap.xml" in write_robots(shared)


def test_a_page_tells_its_address_and_its_facts(shared, pages):
    sharing = describe_page(shared, pages[1])

    assert sharing.address == f"https://example.org/book/{pages[1].path}"
    assert ("og:title", pages[1].title) in sharing.facts
    assert ("og:site_name", shared.title) in sharing.facts


def test_open_graph_can_be_switched_off(shared, pages):
    silent = replace(shared, open_graph=False)

    assert describe_page(silent, pages[0]).facts == ()


@pytest.mark.parametrize("address", ["", "javascript:alert(1)", "example.org"])
def test_a_site_without_an_address_of_the_web_tells_nothing(project, pages, address):
    assert describe_page(replace(project, site_url=address), pages[0]) is None
