"""The author's loop, over loopback and with a real server."""

import http.client
import threading
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from qi_press.errors import PressError
from qi_press.preview.loop import Preview, preview_book
from qi_press.preview.server import open_server
from qi_press.rendering.render import Order

SETTINGS = """
project: {type: book, output-dir: _site}
book: {title: Almanac, chapters: [index.qmd, tides.qmd]}
format: {html: default}
"""
FAILING = "\n```{python}\nprint('counted')\n1 / 0\n```\n"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "_quarto.yml").write_text(SETTINGS)
    (tmp_path / "index.qmd").write_text("# Front\n\nThe harbour.\n")
    (tmp_path / "tides.qmd").write_text("# Tides\n\nHigh water.\n")
    return tmp_path


@pytest.fixture
def preview(folder):
    return Preview(Order(folder), lambda _: None)


@pytest.fixture
def address(preview):
    preview.refresh()
    with open_server(preview.showing, 0) as found:
        yield found


def fetch(address, name=""):
    try:
        with urlopen(address + name, timeout=60) as answer:  # noqa: S310  # our own server
            return answer.status, answer.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def edit(folder, text):
    path = folder / "tides.qmd"
    path.write_text(path.read_text() + text)


def wait_for_reload(address, seen):
    with urlopen(f"{address}_press/events?seen={seen}", timeout=60) as events:  # noqa: S310
        for line in events:
            if line == b"event: reload\n":
                return
    pytest.fail("the line ended without a reload")


def test_pages_are_served_with_a_script_that_the_rendered_site_does_not_have(folder, address):
    status, page = fetch(address, "tides.html")

    assert status == 200
    assert '<script src="/_press/preview.js?seen=1" defer></script>' in page
    assert "EventSource" in fetch(address, "_press/preview.js")[1]
    written = list((folder / ".press" / "preview").rglob("*.*"))
    assert written
    assert not any(b"_press/" in path.read_bytes() for path in written)


def test_an_edit_reaches_a_browser_that_waits(folder, address, preview):
    edit(folder, "Low water.\n")
    assert preview.refresh()

    wait_for_reload(address, seen=1)
    assert "Low water." in fetch(address, "tides.html")[1]


def test_nothing_is_rendered_when_no_file_has_changed(preview):
    assert [preview.refresh() for _ in range(3)] == [True, False, False]


def test_an_error_is_a_page_with_the_cells_source_and_traceback_until_it_is_mended(
    folder, address, preview
):
    good = (folder / "tides.qmd").read_text()
    edit(folder, FAILING)
    preview.refresh()
    status, page = fetch(address)

    assert status == 500
    for shown in ("tides.qmd:5", "print(&#x27;counted&#x27;)", "ZeroDivisionError", "preview.js"):
        assert shown in page

    (folder / "tides.qmd").write_text(good)
    preview.refresh()
    assert fetch(address)[0] == 200


def test_the_books_own_site_is_left_alone(folder, preview):
    (folder / "_site").mkdir()
    (folder / "_site" / "index.html").write_text("last good")
    preview.refresh()
    edit(folder, FAILING)
    preview.refresh()

    assert [path.name for path in (folder / "_site").iterdir()] == ["index.html"]
    assert (folder / "_site" / "index.html").read_text() == "last good"


def test_a_render_of_the_site_is_no_change(folder, preview):
    preview.refresh()
    (folder / "_site").mkdir()
    (folder / "_site" / "index.html").touch()

    assert not preview.refresh()


@pytest.mark.parametrize(
    ("host", "path", "status"),
    [
        ("elsewhere.example", "/", 421),
        ("localhost", "/", 200),
        ("127.0.0.1", "/../../_quarto.yml", 404),
        ("127.0.0.1", "/%2e%2e/%2e%2e/_quarto.yml", 404),
        ("127.0.0.1", "/none.html", 404),
        ("127.0.0.1", "/assets/site.css", 200),
    ],
)
def test_only_this_machine_is_served_and_only_the_site(address, host, path, status):
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    answer.read()
    connection.close()

    assert answer.status == status


def test_the_loop_sees_an_edit_by_itself_and_ends_when_told(folder, preview):
    stop, ready, addresses = threading.Event(), threading.Event(), []

    def tell(address):
        addresses.append(address)
        ready.set()

    loop = threading.Thread(target=preview_book, args=(preview, 0, stop, tell))
    loop.start()
    try:
        assert ready.wait(60)
        edit(folder, "Slack water.\n")
        wait_for_reload(addresses[0], seen=1)
        assert "Slack water." in fetch(addresses[0], "tides.html")[1]
    finally:
        stop.set()
        loop.join(60)
    assert not loop.is_alive()


def test_a_port_that_is_taken_is_named(folder, address):
    port = urlsplit(address).port

    with pytest.raises(PressError, match=f"port {port}"):
        preview_book(
            Preview(Order(folder), lambda _: None), port, threading.Event(), lambda _: None
        )
