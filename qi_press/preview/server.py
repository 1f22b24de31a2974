"""Serves a book on this machine alone while its author writes; it never serves a published one."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator

HOST = "127.0.0.1"
NAMES = (HOST, "localhost")
OWN = "/_press/"
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
    OSError
        If the port is taken.
    """

    class Handler(_Handler):
        shown = showing

    with ThreadingHTTPServer((HOST, port), Handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"http://{HOST}:{server.server_port}/"
        finally:
            server.shutdown()


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request."""

    shown: Showing

    def do_GET(self) -> None:
        """Send a page with the press's script in it, an event, or a file as it is."""
        address = urlsplit(self.path)
        if urlsplit(f"//{self.headers.get('Host', '')}").hostname not in NAMES:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)  # another name made to lead here
        elif address.path == f"{OWN}events":
            self._send_events(int(parse_qs(address.query).get("seen", ["0"])[0]))
        elif address.path == f"{OWN}preview.js":
            script = (files("qi_press") / "theme" / "preview.js").read_bytes()
            self._send(script, "text/javascript")
        elif address.path.endswith(("/", ".html")):
            self._send_page()
        else:
            super().do_GET()

    def translate_path(self, path: str) -> str:
        """Return the file of an address; the folder may have been replaced since the last one."""
        self.directory = str(self.shown.folder)
        return super().translate_path(path)

    def _send_page(self) -> None:
        version, error = self.shown.version, self.shown.error
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if error is None and not path.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        page = path.read_text("utf-8") if error is None else _write_error(error)
        script = f'<script src="{OWN}preview.js?seen={version}" defer></script>\n</head>'
        status = HTTPStatus.OK if error is None else HTTPStatus.INTERNAL_SERVER_ERROR
        content = page.replace("</head>", script, 1).encode()
        self._send(content, "text/html; charset=utf-8", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _send_events(self, seen: int) -> None:
        """Keep the line open until there is news; a browser that has gone ends it."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while (version := self.shown.wait(seen)) <= seen:
                self.wfile.write(b": still here\n\n")
                self.wfile.flush()
            self.wfile.write(f"event: reload\ndata: {version}\n\n".encode())
        except ConnectionError:
            self.close_connection = True

    def end_headers(self) -> None:
        """Let no browser keep what may change in the next second."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing: the author's terminal is for the render."""


def _write_error(error: str) -> str:
    template = (files("qi_press") / "theme" / "error.html").read_text(encoding="utf-8")
    return template.replace("{{ message }}", escape(error))
