"""A reporting guideline, item by item: where a report answers it, or what is not said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from qi_stats.book.inline import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

Label = Annotated[str, Field(pattern=r"^(sec|tbl|fig)-[\w-]+$")]
Words = Annotated[str, Field(min_length=1)]


class Item(BaseModel):
    """One item: the sections that answer it, what can be said of it, and what is missing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    number: Annotated[int, Field(ge=1)]
    title: Words
    where: tuple[Label, ...] = ()
    says: Words | None = None
    missing: Words | None = None

    @model_validator(mode="after")
    def _be_answered(self) -> Self:
        """Let an item say where it is answered, or that it is not."""
        if not self.where and self.missing is None:
            raise ValueError("an item has `where`, `missing`, or both")
        return self


class GuidelineDocument(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Words
    items: Annotated[tuple[Item, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _count_up(self) -> Self:
        """Let the items be numbered from 1 on, so that none is left out."""
        if [item.number for item in self.items] != list(range(1, len(self.items) + 1)):
            raise ValueError("the items are numbered 1, 2, 3 and so on")
        return self


@dataclass(frozen=True, slots=True, repr=False)
class Guideline:
    """A guideline as a table of Markdown, whose references the renderer resolves."""

    document: GuidelineDocument

    def _repr_markdown_(self) -> str:
        """Return the table, as notebooks ask for it."""
        return "\n".join(self._list_lines())

    def _list_lines(self) -> Iterator[str]:
        yield "| Item | Where it is answered | What the paper does not say |"
        yield "|:-----------------|:-------------------------|:--------------------------------|"
        for item in self.document.items:
            where = ", ".join(f"@{label}" for label in item.where)
            said = f" {_show(item.says)}" if item.says else ""
            yield f"| {item.number}. {_show(item.title)} | {where}{said} | {_show(item.missing)} |"


def _show(words: str | None) -> str:
    return escape_markdown(words or "")
