"""A progress bar on a terminal, nothing in a log."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def show_progress(words: str) -> Iterator[Callable[[float], None]]:
    """Give a function that is told the share of the work that is done; the bar appears then."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=1.0, visible=False)
        yield lambda share: progress.update(task, completed=share, visible=True)


@contextmanager
def show_steps() -> Iterator[Callable[[str], None]]:
    """Give a function that is told what is being done; a terminal shows it while it lasts."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console

    with Console(stderr=True, highlight=False).status("comparing") as status:
        yield status.update
