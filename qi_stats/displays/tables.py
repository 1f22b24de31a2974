"""Shells of tables, as the section `tables` of the plan's file lays them out."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, model_validator

from qi_stats.displays.shell import Key, Name, Path, Shell, Text

Show: TypeAlias = Literal["mean_sd", "median_iqr", "range", "n_percent"]


class SummaryRow(Shell):
    """One variable of a summary table; one line, or a heading with a line for each level.

    Attributes
    ----------
    variable
        Variable of the analysis' table.
    analysis
        Analysis that describes it, if not the table's own.
    show
        What is shown; mean and SD of numbers, count and percentage of levels if not given.
    levels
        Levels that are shown; all of a category, and `yes` of a binary variable, if not given.
        A single level makes a single line.
    label
        Words of the line or heading, if not the codebook's.
    """

    variable: Name
    analysis: Name | None = None
    show: Show | None = None
    levels: Annotated[tuple[Name, ...], Field(min_length=1)] | None = None
    label: Text | None = None


class SummaryTable(Shell):
    """What the rows of one part of the data are like: one column, headed by their number.

    Attributes
    ----------
    total
        Key of the count that heads the column, as "N = …".
    column
        Words above that count, such as the name of the group.
    stub
        Heading of the first column.
    """

    kind: Literal["summary"]
    title: Text
    analysis: Name
    total: Key
    column: Text | None = None
    stub: Text = "Characteristic"
    rows: Annotated[tuple[SummaryRow, ...], Field(min_length=1)]
    notes: tuple[Text, ...] = ()


class CodingTable(Shell):
    """Codes of the coding system: the levels of some variables with their codes.

    Attributes
    ----------
    variables
        Each as `table.variable`.
    """

    kind: Literal["coding"]
    title: Text
    variables: Annotated[tuple[Key, ...], Field(min_length=1)]
    notes: tuple[Text, ...] = ()


class InferenceRow(Shell):
    """One line of an analysis: an estimate with its interval, its test and its P value.

    Attributes
    ----------
    at
        Where in the analysis: a method, or a method and a term (`welch`, `ml.dose`).
    label
        Words of the line.
    estimate
        Statistic that is the estimate; none for a test that estimates nothing.
    """

    at: Path
    label: Text
    estimate: Name | None = None


class InferenceBlock(Shell):
    """The lines of one analysis, under its title (or `label`, if given)."""

    analysis: Name
    label: Text | None = None
    rows: Annotated[tuple[InferenceRow, ...], Field(min_length=1)]


class InferenceTable(Shell):
    """Estimates, intervals, tests and P values, analysis by analysis.

    Attributes
    ----------
    without
        Columns that are left out.
    """

    kind: Literal["inference"]
    title: Text
    blocks: Annotated[tuple[InferenceBlock, ...], Field(min_length=1)]
    without: tuple[Literal["count", "measure", "statistic", "p"], ...] = ()
    notes: tuple[Text, ...] = ()


class RecordsColumn(Shell):
    """A column of records: one statistic, or the range from one to another.

    Attributes
    ----------
    stat
        Rest of the key after the row's `prefix`.
    range
        The same of both ends.
    of
        The same of a count and of how many it is counted among.
    estimate
        The same of an estimate and of both ends of its interval.
    """

    label: Text
    stat: Path | None = None
    range: tuple[Path, Path] | None = None
    of: tuple[Path, Path] | None = None
    estimate: tuple[Path, Path, Path] | None = None

    @model_validator(mode="after")
    def _show_one_thing(self) -> Self:
        """Let a column show one thing."""
        if sum(one is not None for one in (self.stat, self.range, self.of, self.estimate)) != 1:
            raise ValueError("a column has one of `stat`, `range`, `of` and `estimate`")
        return self

    @property
    def stats(self) -> tuple[str, ...]:
        """The statistics that the column shows, one to three."""
        if self.stat is not None:
            return (self.stat,)
        return self.range or self.of or self.estimate or ()


class RecordsRow(Shell):
    """A line of records: the part of the key that they share, and its words.

    Attributes
    ----------
    prefix
        Beginning of the keys, as in `score_by_ward.welch`.
    group
        Heading above this line and those that follow with the same.
    """

    prefix: Path
    label: Text
    group: Text | None = None


class RecordsTable(Shell):
    """Any records side by side: each cell is the record at its line's and its column's name."""

    kind: Literal["records"]
    title: Text
    stub: Text
    columns: Annotated[tuple[RecordsColumn, ...], Field(min_length=1)]
    rows: Annotated[tuple[RecordsRow, ...], Field(min_length=1)]
    notes: tuple[Text, ...] = ()


class AuditTable(Shell):
    """What became of the publication's claims.

    Attributes
    ----------
    show
        `tally`: how many claims of each place have which verdict; `conflicts`: the claims that
        can't hold together with others; `claims`: every claim; `findings`: what is wrong or unclear
        in them; `premises`: the readings and rules that identified results rest on.
    """

    kind: Literal["audit"]
    title: Text
    show: Literal["tally", "conflicts", "claims", "findings", "premises"]


class ReviewersTable(Shell):
    """What came of a second reviewer's coding of the same rows.

    Attributes
    ----------
    analysis
        Analysis that compares the reviewers.
    show
        `agreement`: each measure of each variable; `disagreements`: the rows coded differently;
        `conclusions`: the results of the plan with each coder's codes.
    """

    kind: Literal["reviewers"]
    title: Text
    analysis: Name
    show: Literal["agreement", "disagreements", "conclusions"]
    notes: tuple[Text, ...] = ()


class TableOneTable(Shell):
    """The table by group that an analysis of the kind `table_one` declares.

    Attributes
    ----------
    overall
        Whether a column stands for all groups together.
    missing
        Whether missing values have a line where there are some, always, or never.
    """

    kind: Literal["table_one"]
    title: Text
    analysis: Name
    stub: Text = "Characteristic"
    overall: bool = True
    missing: Literal["some", "always", "never"] = "some"
    notes: tuple[Text, ...] = ()


TableSpec: TypeAlias = Annotated[
    SummaryTable
    | CodingTable
    | InferenceTable
    | RecordsTable
    | AuditTable
    | ReviewersTable
    | TableOneTable,
    Field(discriminator="kind"),
]
