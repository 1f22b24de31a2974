"""What a draft asks before it goes on, what was answered, and what was changed or left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

DateOrder: TypeAlias = Literal["dmy", "mdy"]


@dataclass(frozen=True, slots=True)
class Question:
    """Something that a program can propose and only people can know.

    Attributes
    ----------
    column
        Name of the column that it is about; empty where it is about the whole table.
    words
        What is proposed, as a sentence that ends in a question mark.
    count
        Number of cells that it concerns.
    """

    column: str
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Change:
    """A cell whose text is another one in the data than in the source."""

    row: int
    column: str
    old: str
    new: str
    reason: str


@dataclass(slots=True)
class Interview:
    """The answers that a draft rests on.

    Attributes
    ----------
    answer
        Gives the answer to a question; `accept` for scripts.
    dates
        Order of days and months, where people said so.
    asked
        Each question with its answer.
    changes, notes, dropped
        What became of cells; what else was done; columns that were left out, with the reason.
    """

    answer: Callable[[Question], bool]
    dates: DateOrder | None = None
    asked: list[tuple[Question, bool]] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dropped: dict[str, str] = field(default_factory=dict)

    def ask(self, column: str, words: str, count: int) -> bool:
        """Ask, keep the answer, and return it."""
        question = Question(column, words, count)
        agreed = self.answer(question)
        self.asked.append((question, agreed))
        return agreed


def accept(_: Question) -> bool:
    """Accept what is proposed."""
    return True
