"""Serves a book on this machine alone while its author writes; it never serves a published one."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit

from qi_files.command import say
from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
OWN = "/_press/"
MISSING = ("There is no such page", "It may come with the next render.")
MOST_LINES = 24
"""Browsers that may wait for news at once."""
SLOWNESS = 10
"""Seconds that a browser may take to ask, or to take an answer."""
LONGEST = 9
"""Digits of a version that a browser may say it has seen."""
PATIENCE = 15
"""Seconds between signs of life to a waiting browser."""


@dataclass(slots=True)
class Showing:
    """What the browsers are shown, and the news that it has changed."""

    folder: Path
    error: str | None = None
    """Shown instead of every page."""
    version: int = 0
    news: threading.Condition = field(default_factory=threading.Condition)
    lines: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(MOST_LINES))
    """Taken by each browser that waits for news."""

    def change(self, error: str | None) -> None:
        """Tell all browsers to load again."""
        with self.news:
            self.error = error
            self.version += 1
            self.news.notify_all()

    def wait(self, seen: int) -> int:
        """Return the version once it is later than `seen`, or after a while."""
        with self.news:
            self.news.wait_for(lambda: self.version > seen, timeout=PATIENCE)
            return self.version


@contextmanager
def open_server(showing: Showing, port: int) -> Iterator[str]:
    """Serve what is showing, and give its address; port 0 takes any free one.

    Raises
    ------
    InputError
        If the port is taken.
    """

    class Handler(_Handler):
        shown = showing

    with _claim_port(port, Handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()


class _Server(ThreadingHTTPServer):
    """A server whose threads end with it."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"
    """Elsewhere the option lets two servers share a port."""

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  # the library's
        """Say nothing of a browser that has gone or is slow, and one line of anything else."""
        del request, client_address
        error = sys.exception()
        if not isinstance(error, (ConnectionError, TimeoutError)):
            say(f"the preview could not answer: {type(error).__name__}: {error}", sys.stderr)


def _claim_port(port: int, handler: type[_Handler]) -> _Server:
    try:
        return _Server((HOST, port), handler)
    except (OSError, OverflowError) as error:
        raise InputError(
            f"port {port}", str(error), "a free port", "name another one: --port 0 takes any"
        ) from None


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request."""

    shown: Showing
    timeout = SLOWNESS

    def do_GET(self) -> None:
        """Send a page with the press's script in it, an event, or a file as it is."""
        address = self._read_address()
        if address is None:
            return
        if address.path == f"{OWN}events":
            seen = parse_qs(address.query).get("seen", ["0"])[0]
            self._send_events(int(seen) if seen.isdecimal() and len(seen) <= LONGEST else 0)
        elif address.path == f"{OWN}preview.js":
            script = (files("qi_press") / "theme" / "preview.js").read_bytes()
            self._send(script, "text/javascript")
        elif address.path.endswith(("/", ".html")):
            self._send_page()
        else:
            super().do_GET()

    def do_HEAD(self) -> None:
        """Tell of a file without sending it."""
        if self._read_address() is not None:
            super().do_HEAD()

    def _read_address(self) -> SplitResult | None:
        """Return the address that is asked for; None, with an answer sent, if it is not served."""
        try:
            host = urlsplit(f"//{self.headers.get('Host', '')}").hostname
            address = urlsplit(self.path)
            if "\0" in unquote(self.path):
                raise ValueError(self.path)
        except ValueError:
            self.send_error(HTTPStatus.BAD_REQUEST)
            return None
        if host not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)  # another name made to lead here
            return None
        return address

    def translate_path(self, path: str) -> str:
        """Return the file of an address; the folder may have been replaced since the last one."""
        self.directory = str(self.shown.folder)
        return super().translate_path(path)

    def _send_page(self) -> None:
        """Send a page; where there is none, one that is loaded again when there is news."""
        version, error = self.shown.version, self.shown.error
        page, status = "", HTTPStatus.INTERNAL_SERVER_ERROR
        if error is None:
            page, status = self._read_page(), HTTPStatus.OK
        if not page:
            status = status if error else HTTPStatus.NOT_FOUND
            page = _write_notice(*(("The book cannot be rendered", error) if error else MISSING))
        script = f'<script src="{OWN}preview.js?seen={version}" defer></script>\n</head>'
        content = page.replace("</head>", script, 1).encode()
        self._send(content, "text/html; charset=utf-8", status)

    def _read_page(self) -> str:
        """Return the page that is asked for; "" when there is none, as while it is replaced."""
        path = Path(self.translate_path(self.path))
        try:
            return (path / "index.html" if path.is_dir() else path).read_text("utf-8")
        except OSError:
            return ""

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self, seen: int) -> None:
        """Keep the line open until there is news; a browser that has gone ends it."""
        if self._is_foreign() or not self.shown.lines.acquire(blocking=False):
            busy = HTTPStatus.FORBIDDEN if self._is_foreign() else HTTPStatus.SERVICE_UNAVAILABLE
            self.send_error(busy)
            return
        try:
            self._keep_line(seen)
        finally:
            self.shown.lines.release()

    def _is_foreign(self) -> bool:
        """Return whether a page of another site asks."""
        origin = self.headers.get("Origin")
        return origin is not None and origin != f"http://{self.headers.get('Host', '')}"

    def _keep_line(self, seen: int) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while (version := self.shown.wait(seen)) <= seen:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
            self.wfile.write(f"event: reload\ndata: {version}\n\n".encode())
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def end_headers(self) -> None:
        """Let no browser keep what may change in the next second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the author's terminal is for the render."""


def _write_notice(title: str, message: str) -> str:
    page = (files("qi_press") / "theme" / "error.html").read_text(encoding="utf-8")
    return page.replace("{{ title }}", escape(title)).replace("{{ message }}", escape(message))
