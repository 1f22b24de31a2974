"""Sees which files of a book have changed, by looking at them again and again."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

IGNORED = ("__pycache__", "_published", "node_modules")
State = tuple[int, int]
"""When a file was written, in nanoseconds, and its size in bytes."""
LOG = ".log"
STREAMS = (1, 2)
"""Numbers of standard output and standard error."""


def take_snapshot(folder: Path, ignored: Collection[Path] = ()) -> Mapping[str, State]:
    """Return the state of every file below `folder` that is neither hidden nor ignored.

    What can't be looked at is passed over: a render tells of it. So is a log: what a render writes
    to one would begin the next render.
    """
    left_out = {str(path) for path in ignored}
    return dict(_list_states(str(folder), left_out, _find_streams()))


def _find_streams() -> frozenset[tuple[int, int]]:
    """Return device and number of the files that this process's own words go to."""
    found = set()
    for stream in STREAMS:
        try:
            state = os.fstat(stream)
        except OSError:  # closed
            continue
        found.add((state.st_dev, state.st_ino))
    return frozenset(found)


def _list_states(
    folder: str, ignored: Collection[str], streams: Collection[tuple[int, int]]
) -> Iterator[tuple[str, State]]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith(".") or entry.name in IGNORED or entry.path in ignored:
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                yield from _list_states(entry.path, ignored, streams)
            elif not entry.name.endswith(LOG):
                state = entry.stat()
                if (state.st_dev, state.st_ino) not in streams:
                    yield entry.path, (state.st_mtime_ns, state.st_size)
        except OSError:  # gone since the folder was read, or a link that leads nowhere
            continue
