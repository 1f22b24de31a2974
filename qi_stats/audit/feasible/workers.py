"""Processes that share the work: each makes its own copy of what it needs, and none is left."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_WORKERS = 4
"""Answers are the same with any number of them; each takes some 200 MB."""


@contextmanager
def open_workers(prepare: Callable[..., None], *arguments: Any) -> Iterator[ProcessPoolExecutor]:  # noqa: ANN401
    """Give processes that have called `prepare` with `arguments` before they take work.

    They end with the block: at once where it raises, as when the program is told to stop, whatever
    they are doing. They end as well when this process does, even if it is killed.
    """
    number = min(MOST_WORKERS, os.cpu_count() or 1)
    pool = ProcessPoolExecutor(number, None, _begin, (prepare, arguments))
    try:
        yield pool
    except BaseException:
        for worker in multiprocessing.active_children():
            worker.kill()
        pool.shutdown(wait=False, cancel_futures=True)
        raise
    pool.shutdown()


def _begin(prepare: Callable[..., None], arguments: tuple[Any, ...]) -> None:
    """Prepare a worker: its parent says when to stop, and it does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_follow_parent, daemon=True).start()
    prepare(*arguments)


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
