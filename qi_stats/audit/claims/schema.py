"""The shape of published.yaml, as pydantic models: which keys there are, and their types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, model_validator

from qi_stats.audit.claims.defaults import merge_defaults
from qi_stats.audit.claims.kinds import KINDS
from qi_stats.audit.claims.model import Computed, Reported, TestName
from qi_stats.audit.consistency import Bounds, Statistic, read_bounds, read_statistic
from qi_stats.audit.consistency.counts import Measure  # noqa: TC001 - pydantic
from qi_stats.audit.consistency.formulas import Formula  # noqa: TC001 - pydantic
from qi_stats.audit.consistency.p_value import TESTS, Sides, Test
from qi_stats.audit.consistency.rounding import read_number

if TYPE_CHECKING:
    KindName: TypeAlias = str
    Means: TypeAlias = str
else:
    KindName = Literal[tuple(KINDS)]
    Means = Literal[tuple(dict.fromkeys(one for kind in KINDS.values() for one in kind.meanings))]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Words = Annotated[str, Field(min_length=1)]
Scalar: TypeAlias = str | bool | int | float
Conditions: TypeAlias = dict[str, Scalar | list[Scalar] | dict[str, int | float]]


class Entry(BaseModel):
    """A mapping that allows the keys it names, and no others."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class TargetEntry(Entry):
    """What a claim is about.

    `n` is the number of values that a mean is of, where it is not the number of rows; `items` how
    many whole numbers each value averages, so that 1 stands for whole numbers.
    """

    table: Name
    variable: Name | None = None
    level: Name | None = None
    variables: tuple[Name, Name] | None = None
    where: Conditions = {}
    denominator: Conditions = {}
    n: Annotated[int, Field(ge=1)] | None = None
    items: Annotated[int, Field(ge=1)] | None = None


class StatisticEntry(Entry):
    """A test statistic with its degrees of freedom (two for F), as printed."""

    t: Words | None = None
    z: Words | None = None
    f: Words | None = None
    chi2: Words | None = None
    g: Words | None = None
    r: Words | None = None
    df: Words | None = None
    df1: Words | None = None
    df2: Words | None = None

    @property
    def named(self) -> tuple[Test, str]:
        """The one statistic and its text."""
        return next((name, text) for name in TESTS if (text := getattr(self, name)) is not None)

    @model_validator(mode="after")
    def have_one_statistic(self) -> StatisticEntry:
        """Refuse none, several, and degrees of freedom that do not belong to the statistic."""
        given = frozenset(self.model_fields_set)
        with_df = ({one, "df"} for one in ("t", "chi2", "g", "r"))
        if given not in ({"z"}, *with_df, {"f", "df1", "df2"}):
            message = "one of t, chi2, g, r with df, or z, or f with df1 and df2"
            raise ValueError(message)
        return self

    def read(self) -> Statistic:
        """Return the statistic; ValueError if a text is no number."""
        test, value = self.named
        degrees = (self.df, self.df1, self.df2)
        return read_statistic(test, value, *(one for one in degrees if one is not None))


class IntervalEntry(Entry):
    """A confidence interval as printed; `level` is in percent."""

    low: Words
    high: Words
    level: Annotated[float, Field(gt=0, lt=100)] = 95.0
    method: Formula | None = None

    def read(self) -> Bounds:
        """Return the interval; ValueError if a text is no number."""
        return read_bounds(self.low, self.high, self.level)


class ComputedEntry(Entry):
    """How a number comes from other claims: by their names, the first claim first."""

    sum: Annotated[list[Name], Field(min_length=2)] | None = None
    difference: tuple[Name, Name] | None = None
    ratio: tuple[Name, Name] | None = None
    percent_change: tuple[Name, Name] | None = None
    percent_of: tuple[Name, Name] | None = None

    @model_validator(mode="after")
    def have_one_operation(self) -> ComputedEntry:
        """Refuse none and several."""
        if len(self.model_fields_set) != 1:
            message = "one of sum, difference, ratio, percent_change, percent_of"
            raise ValueError(message)
        return self

    def read(self) -> Computed:
        """Return the operation and the names of the claims."""
        (operation,) = self.model_fields_set
        return Computed(operation, tuple(getattr(self, operation)))  # type: ignore[arg-type]


class GivesWayEntry(Entry):
    """The claims that a claim yields to, and why."""

    to: Annotated[list[Name], Field(min_length=1)]
    why: Words


class ClaimEntry(Entry):
    """One number, or one statement in words, of the publication.

    `like` names defaults, from which a claim takes what it does not say itself.
    """

    like: Name | None = None
    text: Words
    place: Words
    says: Words
    kind: KindName
    key: Words | None = None
    of: TargetEntry | None = None
    means: Means | None = None
    unanswered: Words | None = None
    reading: Words | None = None
    open: Words | None = None
    quote: Words | None = None
    gives_way: GivesWayEntry | None = None
    literal: TargetEntry | None = None
    repeats: Name | None = None
    doubt: Words | None = None
    checked: Words | None = None
    statistic: StatisticEntry | None = None
    sides: Sides = 2
    se: Words | None = None
    interval: IntervalEntry | None = None
    test: TestName | None = None
    measure: Measure | None = None
    computed: ComputedEntry | None = None

    def read_reported(self) -> Reported:
        """Return what is printed beside the claim.

        Raises
        ------
        ValueError
            If a text is no number, or the degrees of freedom are not those of the test.
        """
        return Reported(
            statistic=None if self.statistic is None else self.statistic.read(),
            sides=self.sides,
            error=None if self.se is None else read_number(self.se),
            bounds=None if self.interval is None else self.interval.read(),
            formula=None if self.interval is None else self.interval.method,
            test=self.test,
            measure=self.measure,
        )


class ReadingEntry(Entry):
    """Another meaning of a variable: how many rows would have each of its levels."""

    says: Words
    table: Name
    variable: Name
    counts: Annotated[dict[Name, Annotated[int, Field(ge=0)]], Field(min_length=2)]
    claim: Name


class SourceEntry(Entry):
    """The publication, and whether its own pages were read or a transcription of them."""

    authors: Words
    title: Words
    journal: Words | None = None
    year: int | None = None
    doi: Words | None = None
    read_from: Literal["publication", "transcription"] = "publication"


class TargetDefaults(TargetEntry):
    """What the claims of a group are about, as far as they have it in common."""

    table: Name | None = None  # type: ignore[assignment]


class DefaultsEntry(Entry):
    """What a group of claims has in common; a claim takes it with `like`, and says the rest."""

    place: Words | None = None
    says: Words | None = None
    kind: KindName | None = None
    of: TargetDefaults = TargetDefaults()
    key: Words | None = None
    unanswered: Words | None = None
    reading: Words | None = None
    sides: Sides | None = None
    test: TestName | None = None
    measure: Measure | None = None


class PublishedEntry(Entry):
    """The whole file."""

    source: SourceEntry
    defaults: dict[Name, DefaultsEntry] = {}
    claims: dict[Name, ClaimEntry] = Field(min_length=1)
    readings: dict[Name, ReadingEntry] = {}


def take_defaults(document: object) -> object:
    """Give the claims of a file what the defaults that they are `like` say, and they do not."""
    models: dict[str, type[BaseModel]] = {"": DefaultsEntry, "of": TargetEntry}
    known = {name: frozenset(one.model_fields) for name, one in models.items()}
    return merge_defaults(document, known) if isinstance(document, dict) else document
