"""Pydantic's errors in the words of someone who mends a YAML file."""

from __future__ import annotations

import types
import typing
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from qi_files.errors import InputError, InputErrors, list_names, quote, suggest
from qi_files.yamltree import find_child, to_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import yaml
    from pydantic import ValidationError

_EXPECTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "none_required": "nothing",
    "dict_type": "entries of the form “key: value”",
    "model_type": "entries of the form “key: value”",
    "model_attributes_type": "entries of the form “key: value”",
    "list_type": "a list",
    "tuple_type": "a list",
    "set_type": "a list",
    "frozen_set_type": "a list",
}


def explain_misfits(
    error: ValidationError,
    model: type[BaseModel],
    root: yaml.Node,
    place: Callable[[Sequence[str | int]], str],
) -> InputError:
    """Return `error` as one `InputError`, or as a group of them in the order of the file.

    Misfits of one entry with the alternatives of a union become one error that names them all.

    Parameters
    ----------
    error, model
        What pydantic says about the file, and the model that the file does not fit.
    root
        The file's nodes.
    place
        Returns file, line and keys of the entry that some keys lead to.
    """
    grouped: dict[tuple[str | int, ...], list[Any]] = {}
    for one in map(_point_at_tag, error.errors(include_url=False)):
        keys = _follow_keys(root, one["loc"], one["type"])
        grouped.setdefault((*keys, one["type"] == "missing"), []).append(one)
    explained = [_explain(group, model, root, keys[:-1], place) for keys, group in grouped.items()]
    return explained[0] if len(explained) == 1 else InputErrors(explained)


def _point_at_tag(one: Any) -> Any:  # noqa: ANN401 - pydantic's ErrorDetails
    """Return an error about the tag that tells alternatives apart as an error of that key."""
    if not one["type"].startswith("union_tag_"):
        return one
    location = (*one["loc"], one["ctx"]["discriminator"].strip("'"))
    if one["type"] == "union_tag_not_found":
        return {**one, "type": "missing", "loc": location}
    expected = one["ctx"]["expected_tags"]
    return {**one, "type": "literal_error", "loc": location, "ctx": {"expected": expected}}


def _follow_keys(
    root: yaml.Node, location: tuple[str | int, ...], kind: str
) -> tuple[str | int, ...]:
    """Return the parts of pydantic's `location` that are keys of the file.

    The others name alternatives of a union or validators. A missing key is kept as the last one.
    """
    node, keys = root, []
    for number, key in enumerate(location, start=1):
        entry = find_child(node, key)
        if entry is not None:
            node = entry[1]
            keys.append(key)
        elif kind == "missing" and number == len(location):
            keys.append(key)
    return tuple(keys)


def _explain(
    group: list[Any],
    model: type[BaseModel],
    root: yaml.Node,
    keys: tuple[str | int, ...],
    place: Callable[[Sequence[str | int]], str],
) -> InputError:
    kind = group[0]["type"]
    name = str(keys[-1]) if keys else ""
    if kind == "missing":
        where = place(keys[:-1])
        return InputError(where, f"no {quote(name)}", f"the key {quote(name)}", "add the key")
    where = place(keys)
    if kind == "extra_forbidden":
        allowed = [name for name in _allowed_keys(model, keys[:-1]) if name != keys[-1]]
        do = suggest(name, allowed, "remove the key, or correct its name")
        return InputError(where, f"the key {quote(name)}", f"one of: {', '.join(allowed)}", do)
    expected = list_names(dict.fromkeys(_describe_expected(one) for one in group))
    choices = [word for one in group for word in _choices(one)]
    is_name = tuple(group[0]["loc"])[-1:] == ("[key]",)
    found = f"the name {quote(name)}" if is_name else _describe_found(root, keys)
    return InputError(
        where, found, expected, suggest(found.strip("“”"), choices, "correct the value")
    )


def _describe_expected(one: Any) -> str:  # noqa: ANN401 - pydantic's ErrorDetails, open in "ctx"
    if one["type"] in {"literal_error", "enum"}:
        return str(one["ctx"]["expected"]).replace("'", "")
    if one["type"] == "string_pattern_mismatch":
        return f"text of the form {one['ctx']['pattern']}"
    known = _EXPECTED.get(one["type"])
    if known is not None:
        return known
    message = str(one["msg"]).removeprefix("Value error, ").removeprefix("Assertion failed, ")
    message = message.removeprefix("Input should be ")
    return message[:1].lower() + message[1:]


def _choices(one: Any) -> list[str]:  # noqa: ANN401 - as above
    if one["type"] not in {"literal_error", "enum"}:
        return []
    return str(one["ctx"]["expected"]).replace(" or ", ", ").replace("'", "").split(", ")


def _describe_found(root: yaml.Node, keys: Sequence[str | int]) -> str:
    node = root
    for key in keys:
        entry = find_child(node, key)
        node = entry[1] if entry is not None else node
    value = to_value(node)
    if isinstance(value, dict):
        return f"entries: {', '.join(map(str, value))}" if value else "no entries"
    if isinstance(value, list):
        return f"a list of {len(value)}"
    return "nothing" if value is None else quote(node.value)


def _allowed_keys(model: type[BaseModel], keys: Sequence[str | int]) -> list[str]:
    """Return the keys that `model` knows at the end of `keys`, over all alternatives of a union."""
    annotations: list[Any] = [model]
    for key in keys:
        flat = [one for annotation in annotations for one in _alternatives(annotation)]
        annotations = [inner for one in flat for inner in _step_into(one, key)]
    flat = [one for annotation in annotations for one in _alternatives(annotation)]
    names = [name for one in flat if _is_model(one) for name in _field_names(one)]
    return list(dict.fromkeys(names))


def _alternatives(annotation: Any) -> Iterator[Any]:  # noqa: ANN401 - annotations have no type
    origin = typing.get_origin(annotation)
    if origin is typing.Annotated:
        yield from _alternatives(typing.get_args(annotation)[0])
    elif origin in {typing.Union, types.UnionType}:
        for one in typing.get_args(annotation):
            yield from _alternatives(one)
    else:
        yield annotation


def _step_into(annotation: Any, key: str | int) -> list[Any]:  # noqa: ANN401 - as above
    if _is_model(annotation):
        fields = annotation.model_fields
        return [one.annotation for name, one in fields.items() if (one.alias or name) == key]
    arguments = [one for one in typing.get_args(annotation) if one is not Ellipsis]
    return arguments[1:] if isinstance(key, str) else arguments


def _is_model(annotation: Any) -> bool:  # noqa: ANN401 - as above
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


def _field_names(model: type[BaseModel]) -> list[str]:
    return [one.alias or name for name, one in model.model_fields.items()]
