"""What the plan's file says of a table of characteristics by group, and what follows from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from qi_stats.plan_file.analyses import BaseSpec, Groups, Word

if TYPE_CHECKING:
    from qi_stats.codebook import Variable

Summary: TypeAlias = Literal["mean", "median"]
NONE = "none"
"""Word for a variable that is not tested."""


class TableOneVariable(BaseModel):
    """A variable that is not treated as the others are."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    name: Word
    summary: Summary | None = None
    test: Word | None = None


class TableOneTests(BaseModel):
    """Which test is made of numbers, and which of variables with levels."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    numbers: Word = NONE
    levels: Word = NONE


class TableOneSpec(BaseSpec):
    """Describe variables by group and in all, as the first table of a paper does.

    Attributes
    ----------
    by, groups
        Variable whose levels are the columns, and which of them, in this order.
    strata
        Variable for each of whose levels the table is made anew.
    summary
        Mean (SD) or median (quartiles) of numbers.
    percent
        Whether percentages add up over the levels of a variable, or over the groups.
    tests
        No test is made unless the plan names it.
    differences, standardized
        Whether the first of two groups is compared with the second.
    """

    kind: Literal["table_one"]
    by: Word
    groups: Groups = None
    strata: Word | None = None
    variables: Annotated[tuple[Word | TableOneVariable, ...], Field(min_length=1)]
    summary: Summary = "mean"
    percent: Literal["column", "row"] = "column"
    tests: TableOneTests = TableOneTests()
    differences: bool = False
    standardized: bool = False

    @property
    def listed(self) -> tuple[TableOneVariable, ...]:
        """Return the variables, those that stand by their names too."""
        return tuple(
            TableOneVariable(name=one) if isinstance(one, str) else one for one in self.variables
        )


@dataclass(frozen=True, slots=True)
class Choice:
    """How one variable is shown and compared: names of methods, None where there is none.

    `estimate` is the statistic that `difference` has its difference in.
    """

    summary: Summary
    test: str | None
    difference: str | None
    estimate: str
    standardized: str | None

    @property
    def methods(self) -> tuple[str, ...]:
        """Names of all methods, each once."""
        named = (self.test, self.difference, self.standardized)
        return tuple(dict.fromkeys(name for name in named if name is not None))


def choose_methods(spec: TableOneSpec, line: TableOneVariable, variable: Variable) -> Choice:
    """Return how the table treats a variable.

    A difference is that of the means by Welch's interval (Student's where that is the test), the
    Hodges-Lehmann shift of what is shown by its median, and Newcombe's of two shares.
    """
    numeric = variable.is_numeric
    summary = line.summary or spec.summary
    test = line.test or (spec.tests.numbers if numeric else spec.tests.levels)
    difference: str | None = None
    estimate = "difference"
    if numeric and summary == "median":
        difference, estimate = "mann_whitney", "shift"
    elif numeric:
        difference = "student" if test == "student" else "welch"
    elif len(variable.levels) == 2:
        difference = "risk_difference"
    return Choice(
        summary,
        None if test == NONE else test,
        difference if spec.differences else None,
        estimate,
        ("standardized_means" if numeric else "standardized_shares") if spec.standardized else None,
    )
