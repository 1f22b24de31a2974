"""The reference of every key that people may write, made from the schema that reads their files."""

from __future__ import annotations

import inspect
import re
import types
import typing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

if TYPE_CHECKING:
    from collections.abc import Iterator

_INTRO = """\
# Reference of keys

Every key of `codebook.yaml`, of `plan.yaml` with its displays, and of `published.yaml`.
This page is made from the schema by `qi-stats keys`, and a test holds it to that.
"""


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its name, what it may hold in words, and what it is if left out."""

    name: str
    holds: str
    default: str


@dataclass(frozen=True, slots=True)
class Part:
    """A kind of entry: its file, its heading, what it is for, and its keys."""

    file: str
    name: str
    purpose: str
    keys: tuple[Key, ...]


def list_parts() -> tuple[Part, ...]:
    """Return every kind of entry of the three files, each once, in the order of use."""
    from qi_stats.audit.claims.schema import PublishedEntry
    from qi_stats.codebook.document import CodebookEntry
    from qi_stats.displays.plan_file import Displays
    from qi_stats.plan.schema.document import PlanDocument

    found: dict[type[BaseModel], Part] = {}
    for file, model in (
        ("codebook.yaml", CodebookEntry),
        ("plan.yaml", PlanDocument),
        ("plan.yaml", Displays),
        ("published.yaml", PublishedEntry),
    ):
        for one in _walk(model, []):
            found.setdefault(one, _describe(file, one))
    return tuple(found.values())


def render_keys() -> str:
    """Return the reference as Markdown."""
    lines = [_INTRO]
    file = ""
    for part in list_parts():
        if part.file != file:
            file = part.file
            lines.append(f"## `{file}`\n")
        lines.append(f"### {part.name}\n\n{part.purpose}\n")
        lines += ["| Key | Holds | If left out |", "|---|---|---|"]
        lines += [f"| `{one.name}` | {one.holds} | {one.default} |" for one in part.keys]
        lines.append("")
    return "\n".join(lines)


def _walk(model: type[BaseModel], seen: list[type[BaseModel]]) -> Iterator[type[BaseModel]]:
    if model in seen:
        return
    seen.append(model)
    yield model
    for field in model.model_fields.values():
        for inner in _find_models(field.annotation):
            yield from _walk(inner, seen)


def _find_models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - annotations
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _find_models(inner)


def _describe(file: str, model: type[BaseModel]) -> Part:
    name = re.sub(r"(Entry|Spec|Document)$", "", model.__name__)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()
    purpose = " ".join((inspect.getdoc(model) or "").partition("\n\nAttributes")[0].split())
    keys = tuple(
        Key(one.alias or key, _write_type(one.annotation), _write_default(one))
        for key, one in model.model_fields.items()
    )
    return Part(file, words or "The file", purpose.replace("|", "\\|"), keys)


_PLAIN = {str: "text", int: "whole number", float: "number", bool: "true or false"}
_CONDITIONS = "conditions: `variable: level`, a list of levels, or `{min: …, max: …}`"


def _write_type(annotation: Any) -> str:  # noqa: ANN401 - annotations have no type
    """Return what a key may hold, in words; nothing for None, which a key left out is."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        words = _write_type(arguments[0])
    elif origin is typing.Literal:
        words = " or ".join(f"`{one}`" for one in arguments)
    elif origin in {typing.Union, types.UnionType}:
        found = [one for inner in arguments if (one := _write_type(inner))]
        words = " or ".join(dict.fromkeys(found))
    elif origin in {list, tuple}:
        inner = (_write_type(one) for one in arguments if one is not Ellipsis)
        words = f"list of {' or '.join(dict.fromkeys(inner))}"
    elif origin is dict:
        is_union = typing.get_origin(arguments[1]) in {typing.Union, types.UnionType}
        is_condition = is_union and "dict[str, int | float" in str(arguments[1])
        words = _CONDITIONS if is_condition else f"entries, each {_write_type(arguments[1])}"
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        name = re.sub(r"(Entry|Spec|Document)$", "", annotation.__name__)
        name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()
        words = f"[{name}](#{name.replace(' ', '-')})"
    else:
        words = "" if annotation is type(None) else _PLAIN.get(annotation, "anything")
    return words


def _write_default(field: Any) -> str:  # noqa: ANN401 - pydantic's FieldInfo
    if field.is_required():
        return "must be there"
    value = field.get_default(call_default_factory=True)
    if value is None or value in ((), [], {}):
        return "none"
    return f"`{str(value).lower() if isinstance(value, bool) else value}`"
