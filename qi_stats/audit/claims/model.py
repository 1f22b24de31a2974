"""What a publication reports, claim by claim, and what each counts."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal, TypeAlias

from qi_stats.audit.consistency.counts import CountTest
from qi_stats.audit.consistency.printed import Printed, read_printed
from qi_stats.audit.consistency.t_test import Method

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from qi_stats.audit.claims.restrictions import Restriction
    from qi_stats.audit.consistency import Bounds, Statistic
    from qi_stats.audit.consistency.arithmetic import Operation
    from qi_stats.audit.consistency.counts import Measure
    from qi_stats.audit.consistency.formulas import Formula
    from qi_stats.audit.consistency.p_value import Sides
    from qi_stats.codebook import Codebook, Condition

About: TypeAlias = Literal["rows", "values", "test", "level", "anything"]
TestName: TypeAlias = Method | CountTest | Literal["anova", "paired"]
Check: TypeAlias = Literal[
    "whole_number",
    "denominator",
    "wording",
    "restated",
    "moments",
    "p_value",
    "interval",
    "decision",
]


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
class Computed:
    """The operation by which a number comes from the claims `parts`."""

    operation: Operation
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What is printed beside a number.

    A test statistic and the sides of its test, the standard error and the interval of a number
    (and by which `formula`, if the publication says so), the name of a test, what a ratio or
    difference measures.
    """

    statistic: Statistic | None = None
    sides: Sides = 2
    error: Printed | None = None
    bounds: Bounds | None = None
    formula: Formula | None = None
    test: TestName | None = None
    measure: Measure | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One printed number or statement, with the ledger's key that answers it.

    `where` is the claim's file and line, for messages. `literal` is what the sentence says on a
    first reading, where another one was taken; `open` which other reading can't be excluded, so
    that nothing else is proved from the claim; `repeats` the claim that it says again in the same
    letters; `doubt` why a reader takes it for a misprint; `checked` where its letters were checked,
    if the claims were read from a transcription; `reported` what is printed beside it.
    """

    name: str
    where: str
    text: str
    place: str
    says: str
    kind: Kind
    key: str | None = None
    target: Target | None = None
    means: str | None = None
    unanswered: str | None = None
    reading: str | None = None
    open: str | None = None
    quote: str | None = None
    gives_way: GivesWay | None = None
    literal: Target | None = None
    repeats: str | None = None
    doubt: str | None = None
    checked: str | None = None
    reported: Reported = field(default_factory=Reported)
    computed: Computed | None = None

    @property
    def printed(self) -> Printed:
        """The number that the text prints; ValueError for a statement in words."""
        return read_printed(self.text)

    @property
    def is_exact(self) -> bool:
        """Whether the claim tells what something is, and not only what it is above or below."""
        return all(one.relation == "=" for one in self.kind.read(self.text))


@dataclass(frozen=True)
class Kind:
    """What all claims of one kind have in common; the defaults are those of a printed number.

    A new kind is a module of `kinds` with a subclass, and a line in its registry.

    Attributes
    ----------
    name
        The kind's name in published.yaml.
    about
        What `of` must name: rows that are counted, values of a numeric variable, outcome and term
        of a test, a level of a variable, or nothing in particular.
    quantity
        What of its target the text prints; None for a statement in words. Two claims of one
        quantity and target say the same.
    text
        What a claim's text is expected to be, for messages.
    meanings
        What a statement in words may mean (`means`), and whether a recomputed value bears
        that out.
    checks
        The checks that concern the kind.
    fmt
        Rounding rule of recomputed values.
    unit, scale
        Printed behind the number, and how many of the unit the value 1 is.
    plainness
        Rank in a contradiction: of several sets of claims that contradict one another, the one of
        the lowest ranks is told.
    """

    name: ClassVar[str]
    about: ClassVar[About] = "anything"
    quantity: ClassVar[str | None] = None
    text: ClassVar[str] = "a number, or a number word"
    meanings: ClassVar[Mapping[str, Callable[[float], bool]]] = {}
    checks: ClassVar[frozenset[Check]] = frozenset()
    fmt: ClassVar[str] = "decimal2"
    unit: ClassVar[str] = ""
    scale: ClassVar[int] = 1
    plainness: ClassVar[int] = 4

    @property
    def is_test(self) -> bool:
        """Whether claims are about a test, which an analysis of the plan answers."""
        return self.about == "test"

    def read(self, text: str) -> tuple[Printed, ...]:
        """Return the numbers that the text prints; none for a statement in words.

        Raises
        ------
        ValueError
            If the text doesn't print what the kind prints.
        """
        return () if self.quantity is None else (read_printed(text),)

    def restrict(self, claim: Claim) -> Restriction | None:
        """Return what an exact claim demands of a dataset; None where that can't be counted."""
        return None

    def bound(self, claim: Claim) -> tuple[int | None, int | None]:
        """Return the least and the largest whole number that the claim leaves to each value."""
        return None, None

    def settles(self, claim: Claim) -> bool:
        """Say whether the claim tells the value itself, in figures or in words without choice."""
        return self.quantity is not None

    def bears_out(self, claim: Claim, value: float) -> bool | None:
        """Say whether a recomputed value is what the words say; None where a number is printed."""
        return None

    def bound_p(self, claim: Claim) -> tuple[float, float] | None:
        """Return the lowest and the highest P value that is left; None where it is about none."""
        return None

    def allows_p(self, low: float, high: float) -> bool:
        """Say whether some P value between `low` and `high` is what the words say."""
        return True

    def look_up(self, claim: Claim, codebook: Codebook) -> int | str | None:
        """Return the number with which the codebook answers the claim; None where a record does."""
        return None


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
