"""What a publication reports, claim by claim, and what each counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qi_stats.audit.beside import Beside
from qi_stats.audit.printed import Printed, read_printed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.audit.document import Kind, Means
    from qi_stats.codebook import Codebook, Condition

SHARES = frozenset({"count", "percent", "words"})
NUMERIC = frozenset({"mean", "sd", "minimum", "maximum"})
INFERENTIAL = frozenset({"p", "significant", "not_significant", "direction", "ratio"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a claim is about.

    `where` selects the rows that are counted or described, `denominator` those of which a share
    is taken; both are all rows of `table` when empty. `variables` are outcome and term of a test.
    `n` is the number of values where it is not that of the rows; `items` how many whole numbers
    each value averages, None where the claim does not say.
    """

    table: str
    variable: str | None = None
    level: str | None = None
    variables: tuple[str, ...] = ()
    where: tuple[Condition, ...] = ()
    denominator: tuple[Condition, ...] = ()
    n: int | None = None
    items: int | None = None


@dataclass(frozen=True, slots=True)
class GivesWay:
    """The claims `to` which a claim yields, and `why`."""

    to: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed number or statement, with the ledger's key that answers it.

    `where` is the claim's file and line, for messages. `literal` is what the sentence says on a
    first reading, where another one was taken; `open` which other reading can't be excluded, so
    that nothing else is proved from the claim; `repeats` the claim that it says again in the same
    letters; `doubt` why a reader takes it for a misprint; `checked` where its letters were checked,
    if the claims were read from a transcription.
    """

    name: str
    where: str
    text: str
    place: str
    says: str
    kind: Kind
    key: str | None = None
    target: Target | None = None
    means: Means | None = None
    unanswered: str | None = None
    reading: str | None = None
    open: str | None = None
    quote: str | None = None
    gives_way: GivesWay | None = None
    literal: Target | None = None
    repeats: str | None = None
    doubt: str | None = None
    checked: str | None = None
    beside: Beside = field(default_factory=Beside)

    @property
    def printed(self) -> Printed:
        """The number that the text prints; ValueError for a statement in words."""
        return read_printed(self.text)


@dataclass(frozen=True, slots=True)
class Reading:
    """Another meaning of a variable of two levels or more, under which tests are asked again.

    `counts` are the rows of `table` with each level of the variable, were it meant so; `claim` is
    the one that prints them.
    """

    name: str
    says: str
    table: str
    variable: str
    counts: Mapping[str, int]
    claim: str


@dataclass(frozen=True, slots=True)
class Claims:
    """All claims of one publication by name, in the order of its file."""

    source: Mapping[str, str | int]
    by_name: Mapping[str, Claim]
    codebook: Codebook
    readings: tuple[Reading, ...] = ()

    def __iter__(self) -> Iterator[Claim]:
        return iter(self.by_name.values())

    def __len__(self) -> int:
        return len(self.by_name)

    def standing(self) -> tuple[Claim, ...]:
        """Return the claims that give way to no other."""
        return tuple(claim for claim in self if claim.gives_way is None)
