"""Read a YAML file into a pydantic model, or say what is wrong with it and on which line."""

from __future__ import annotations

import functools
import json
from typing import TYPE_CHECKING, TypeVar

from qi_stats.documents.tree import find_line, read_tree, to_value
from qi_stats.paths import show_path

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import yaml
    from pydantic import BaseModel

    Model = TypeVar("Model", bound=BaseModel)


def read_document(path: Path, model: type[Model]) -> Model:
    """Return the YAML file at `path` as an instance of the pydantic model `model`.

    Types are strict: `3` is no text and `"3"` is no number; a list fits a tuple.

    Raises
    ------
    InputError
        If the file can't be read or does not fit the model; all misfits at once (`InputErrors`),
        each with its line and, for an unknown key, the nearest allowed one.
    """
    from pydantic import ValidationError

    from qi_stats.documents.explain import explain_errors

    root = _read_once(path)
    try:
        return model.model_validate_json(json.dumps(to_value(root)), strict=True)
    except ValidationError as error:
        raise explain_errors(error, model, path, root) from None


def locate(path: Path, keys: Sequence[str | int]) -> str:
    """Return "file:line" of the entry in the YAML file at `path` that `keys` lead to.

    Keys that lead nowhere are left off from the first one that does.
    """
    return f"{show_path(path)}:{find_line(_read_once(path), keys)}"


def place(path: Path, keys: Sequence[str | int]) -> str:
    """Return `locate` with the keys behind it, as in "data/plan.yaml:14 (analyses › x)"."""
    return describe_place(path, _read_once(path), keys)


def describe_place(path: Path, root: yaml.Node, keys: Sequence[str | int]) -> str:
    """Return `place` for a file whose nodes are at hand; items of a list count from 1."""
    spot = f"{show_path(path)}:{find_line(root, keys)}"
    trail = " › ".join(str(key + 1) if isinstance(key, int) else key for key in keys)
    return f"{spot} ({trail})" if trail else spot


def _read_once(path: Path) -> yaml.Node:
    """Return the file's nodes, read again only when the file has changed."""
    if not path.is_file():
        return read_tree(path)
    state = path.stat()
    return _read_state(path, (state.st_dev, state.st_ino, state.st_mtime_ns, state.st_size))


@functools.lru_cache(maxsize=8)
def _read_state(path: Path, _state: tuple[int, int, int, int]) -> yaml.Node:
    return read_tree(path)
