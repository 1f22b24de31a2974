"""The author's loop: render what has changed, and show it."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from qi_files.unexpected import explain_unexpected
from qi_press.cache import BUILD_FOLDER
from qi_press.diagnostics import Diagnostics
from qi_press.formats.registry import FORMATS, load_book
from qi_press.preview.server import Showing, open_server
from qi_press.preview.watch import take_snapshot
from qi_press.render.book import render_book

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from qi_press.config.model import RenderOptions
    from qi_press.preview.watch import State

INTERVAL = 0.15
"""Seconds between two looks at the files."""


@dataclass(slots=True)
class Preview:
    """A book that is rendered again whenever one of its files changes.

    It is rendered to a folder of its own under `.press/`: the book's site stays as the last
    `qi-press render` left it.
    """

    options: RenderOptions
    report: Callable[[str], None]
    showing: Showing = field(init=False)
    seen: Mapping[str, State] | None = None
    ignored: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        folder = self.options.folder.resolve()
        output = folder / BUILD_FOLDER / "preview"
        formats = self.options.formats or (FORMATS[0].name,)
        self.options = replace(
            self.options, folder=folder, output=output, formats=formats, preview=True
        )
        self.showing = Showing(output)

    def refresh(self) -> bool:
        """Render if a file has changed since the last look; return whether one had."""
        if take_snapshot(self.options.folder, self.ignored) == self.seen:
            return False
        self.ignored = self._list_ignored()
        self.seen = take_snapshot(self.options.folder, self.ignored)
        start = time.monotonic()
        try:
            rendered = render_book(self.options, lambda _: None)
        except Exception as error:  # noqa: BLE001  # whatever it is, the next edit may mend it
            message = str(explain_unexpected(error))
            self.report(message)
            self.showing.change(message)
        else:
            for line in rendered.said:
                self.report(line)
            for notice in rendered.diagnostics:
                self.report(f"warning: {notice}")
            self.report(f"rendered in {time.monotonic() - start:.1f} s")
            self.showing.change(None)
        return True

    def _list_ignored(self) -> tuple[Path, ...]:
        """Return the folder of the book's site, if its settings can be read."""
        try:
            project = load_book(self.options, Diagnostics())
        except Exception:  # noqa: BLE001  # the render that follows tells of it
            return ()
        return (project.own_output,)


def preview_book(
    preview: Preview, port: int, stop: threading.Event, ready: Callable[[str], None]
) -> None:
    """Serve a preview and keep it fresh until `stop` is set.

    Parameters
    ----------
    preview
        The book.
    port
        Port on 127.0.0.1; 0 takes any free one.
    stop
        Ends the loop.
    ready
        Told the address once the first render is done, whether it succeeded or not.

    Raises
    ------
    InputError
        If the port is taken.
    """
    with open_server(preview.showing, port) as address:
        preview.refresh()
        ready(address)
        while not stop.wait(INTERVAL):
            preview.refresh()
