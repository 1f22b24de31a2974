"""Shows how far a render is: one living line in a terminal, plain lines in a log."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def show_progress() -> Iterator[Callable[[str], None]]:
    """Give a function that tells the reader what is being done."""
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    if console.is_terminal:
        with console.status("reading the book") as status:
            yield status.update
    else:
        yield lambda text: console.print(text, markup=False, soft_wrap=True)
