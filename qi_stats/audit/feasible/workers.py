"""Processes that share the work: each holds a state and answers questions about it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import Pipe, Process
from multiprocessing.connection import wait
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection

State = TypeVar("State")
Item = TypeVar("Item")
Answer = TypeVar("Answer")
Given = ParamSpec("Given")

MOST_WORKERS = 4
"""Answers are the same with any number of them; each takes some 200 MB."""


_STOPS = {
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
}
"""Signals that stop a program."""


class Workers(Generic[State]):
    """Processes that each hold a state of their own; to be used in a `with` statement.

    Parameters
    ----------
    prepare
        Makes the state from `arguments`, in each process.
    arguments
        What the processes are given.
    """

    def __init__(
        self, prepare: Callable[Given, State], *arguments: Given.args, **named: Given.kwargs
    ) -> None:
        number = min(MOST_WORKERS, os.cpu_count() or 1)
        self._workers = [_Worker(prepare, arguments, named) for _ in range(number)]

    def __enter__(self) -> Self:
        """Return the workers."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the processes, whatever they are doing."""
        for worker in self._workers:
            worker.end()

    def map(
        self, answer: Callable[[State, Item], Answer], items: Iterable[Item]
    ) -> Iterator[Answer]:
        """Yield what `answer` returns of a process's state and each item, in the items' order.

        If that raises, or the program is told to stop, the processes end at once.
        """
        free: SimpleQueue[_Worker] = SimpleQueue()
        for worker in self._workers:
            free.put(worker)

        def ask(item: Item) -> Answer:
            worker = free.get()
            try:
                found: Answer = worker.ask(answer, item)
            finally:
                free.put(worker)
            return found

        threads = ThreadPoolExecutor(len(self._workers))
        try:
            yield from threads.map(ask, items)
        except BaseException:
            self.__exit__()
            threads.shutdown(cancel_futures=True)
            raise
        threads.shutdown()


@contextmanager
def _signals_held() -> Iterator[None]:
    """Keep signals that stop the program waiting; a process that starts meanwhile inherits that.

    Otherwise one that arrives before the process has handlers of its own ends it with a traceback.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Worker:
    """One process, and the line to it."""

    def __init__(self, prepare: Callable[..., Any], given: tuple[Any, ...], named: Any) -> None:  # noqa: ANN401
        self._line, theirs = Pipe()
        self._process = Process(target=_serve, args=(theirs, prepare, given, named), daemon=True)
        with _signals_held():
            self._process.start()
        theirs.close()

    def ask(self, answer: Callable[..., Any], item: object) -> Any:  # noqa: ANN401
        self._line.send((answer, item))
        is_error, found = self._line.recv()
        if is_error:
            raise found
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.join()


def _serve(
    line: Connection, prepare: Callable[..., Any], given: tuple[Any, ...], named: dict[str, Any]
) -> None:
    """Answer what comes down the line: the parent says when to stop, and is not outlived."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _STOPS - {signal.SIGINT}:
        signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _STOPS)
    threading.Thread(target=_follow_parent, daemon=True).start()
    state: list[Any] = []
    while True:
        answer, item = line.recv()
        try:
            state = state or [prepare(*given, **named)]
            line.send((False, answer(state[0], item)))
        except Exception as error:  # noqa: BLE001 - it is raised where the question was asked
            line.send((True, error))


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
