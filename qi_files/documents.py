"""Read a YAML file into a pydantic model, or say what is wrong with it and on which line."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, Any, TypeVar

from qi_files.errors import InputError
from qi_files.paths import read_text, show_path
from qi_files.yamltree import find_line, parse_yaml, to_value

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    import yaml
    from pydantic import BaseModel

    Model = TypeVar("Model", bound=BaseModel)


def read_document(
    path: Path, model: type[Model], prepare: Callable[[Any], object] | None = None
) -> Model:
    """Return the YAML file at `path` as an instance of the pydantic model `model`.

    Types are strict: `3` is no text and `"3"` is no number; a list fits a tuple. `prepare` turns
    the document as it was written, in plain values, into one that the model describes.

    Raises
    ------
    InputError
        If the file can't be read or does not fit the model; all misfits at once (`InputErrors`),
        each with its line and, for an unknown key, the nearest allowed one.
    """
    from pydantic import ValidationError

    from qi_files.misfits import explain_misfits

    root = _read_once(path)
    try:
        written = to_value(root)
        document = written if prepare is None else prepare(written)
        return model.model_validate_json(json.dumps(document), strict=True)
    except ValidationError as error:
        raise explain_misfits(error, model, root, lambda keys: place(path, keys)) from None


def locate(path: Path, keys: Sequence[str | int]) -> str:
    """Return "file:line" of the entry in the YAML file at `path` that `keys` lead to.

    Keys that lead nowhere are left off from the first one that does. Where there is no such file,
    as for a document that was made in memory, the name stands alone.
    """
    if not path.exists():
        return show_path(path)
    return f"{show_path(path)}:{find_line(_read_once(path), keys)}"


def place(path: Path, keys: Sequence[str | int]) -> str:
    """Return `locate` with the keys behind it, as in "data/plan.yaml:14 (analyses › x)".

    Items of a list count from 1.
    """
    trail = " › ".join(str(key + 1) if isinstance(key, int) else key for key in keys)
    return f"{locate(path, keys)} ({trail})" if trail else locate(path, keys)


def _read_once(path: Path) -> yaml.Node:
    """Return the file's nodes, read again only when the file has changed."""
    if not path.is_file():
        return _read_root(path)
    state = path.stat()
    return _read_state(path, (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size))


@functools.lru_cache(maxsize=8)
def _read_state(path: Path, _state: tuple[int, int, int, int]) -> yaml.Node:
    return _read_root(path)


def _read_root(path: Path) -> yaml.Node:
    shown = show_path(path)
    root = parse_yaml(read_text(path, shown), shown)
    if root is None:
        raise InputError(shown, "an empty file", "a YAML document", "fill in the file")
    return root
