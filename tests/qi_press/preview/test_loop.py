"""The author's loop, over loopback and with a real server."""

import http.client
import socket
import struct
import threading
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import pytest

from qi_files.errors import InputError
from qi_press.config.model import RenderOptions
from qi_press.preview import loop
from qi_press.preview.loop import Preview, preview_book
from qi_press.preview.server import open_server
from qi_press.preview.watch import take_snapshot

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
    return Preview(RenderOptions(folder), lambda _: None)


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
        ("[", "/", 400),
        ("127.0.0.1", "http://[/x", 400),
        ("127.0.0.1", "/site%00.css", 400),
        ("127.0.0.1", f"/{'a' * 300}/", 404),
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

    writing = threading.Thread(target=preview_book, args=(preview, 0, stop, tell))
    writing.start()
    try:
        assert ready.wait(60)
        edit(folder, "Slack water.\n")
        wait_for_reload(addresses[0], seen=1)
        assert "Slack water." in fetch(addresses[0], "tides.html")[1]
    finally:
        stop.set()
        writing.join(60)
    assert not writing.is_alive()


def test_a_head_is_answered_for_this_machine_alone(address):
    statuses = []
    for host in ("localhost", "elsewhere.example"):
        connection = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port)
        connection.request("HEAD", "/assets/site.css", headers={"Host": host})
        statuses.append(connection.getresponse().status)
        connection.close()

    assert statuses == [200, 421]


def test_events_are_sent_whatever_number_is_asked_for(folder, address, preview):
    wait_for_reload(address, seen="x")


def test_a_page_that_is_not_there_yet_is_loaded_again(address):
    status, page = fetch(address, "later.html")

    assert status == 404
    assert "preview.js?seen=1" in page


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_browser_that_goes_says_nothing(address, capfd):
    """It asks for a file and closes with the answer unread, as a quick reload does."""
    host, port = urlsplit(address).hostname, urlsplit(address).port
    for _ in range(20):
        with socket.create_connection((host, port)) as line:
            linger = struct.pack("ii", 1, 0)  # close at once: the server's line breaks
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            line.sendall(b"GET /assets/site.css HTTP/1.0\r\nHost: localhost\r\n\r\n" * 50)
    fetch(address)

    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("error", [ValueError("odd"), OSError(27, "File too large", "a.pdf")])
def test_whatever_happens_is_shown_as_a_page_and_the_loop_goes_on(
    folder, address, preview, monkeypatch, error
):
    def stumble(*_):
        raise error

    edit(folder, "Low water.\n")
    with monkeypatch.context() as patch:
        patch.setattr(loop, "render_book", stumble)
        assert preview.refresh()
    status, page = fetch(address)

    assert status == 500
    assert ("the program itself: ValueError: odd" in page) == isinstance(error, ValueError)
    assert ("a file larger than" in page) == isinstance(error, OSError)

    edit(folder, "Slack water.\n")
    assert preview.refresh()
    assert "Slack water." in fetch(address, "tides.html")[1]


def test_a_folder_that_cannot_be_looked_at_is_passed_over(folder, preview):
    assert take_snapshot(folder / "gone") == {}


def test_a_port_that_is_taken_is_named_before_anything_is_rendered(folder, address):
    port, said = urlsplit(address).port, []

    with pytest.raises(InputError, match=f"port {port}"):
        preview_book(
            Preview(RenderOptions(folder), said.append), port, threading.Event(), lambda _: None
        )
    assert said == []


def ask_for_news(address, **headers):
    """Return the status of a request that waits for news, and the open answer."""
    request = Request(f"{address}_press/events?seen=0", headers=headers)  # noqa: S310
    try:
        answer = urlopen(request, timeout=60)  # noqa: S310  # our own server
    except HTTPError as error:
        with error:
            return error.code, None
    return answer.status, answer


def test_a_page_of_another_site_is_told_no_news(address):
    assert ask_for_news(address, Origin="http://evil.example")[0] == 403
    assert ask_for_news(address, Origin="null")[0] == 403


def test_only_so_many_browsers_wait_for_news(address, preview, monkeypatch):
    monkeypatch.setattr(preview.showing, "lines", threading.Semaphore(0))

    assert ask_for_news(address)[0] == 503


@pytest.mark.parametrize(
    "path", ["_press/events?seen=" + "9" * 6000, "x" * 5000, "%2e%2e/%2e%2e/etc/passwd", "a%00b"]
)
def test_a_crafted_address_leaves_no_traceback(address, preview, capfd, path):
    preview.showing.change(None)

    fetch(address, path)

    assert capfd.readouterr().err == ""
    assert fetch(address)[0] == 200
