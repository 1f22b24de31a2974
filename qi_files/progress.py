"""Progress of long work: one living line on a terminal; plain lines, or nothing, in a log."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def tell_nothing(words: str) -> None:
    """Take what is being done, where nobody wants to know."""
    del words


@contextmanager
def show_share(words: str) -> Iterator[Callable[[float], None]]:
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
def show_step(first: str) -> Iterator[Callable[[str], None]]:
    """Give a function that is told what is being done; a log gets a line for each."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if console.is_terminal:
        with console.status(first) as status:
            yield status.update
    else:
        yield lambda words: console.print(words, markup=False, soft_wrap=True)
