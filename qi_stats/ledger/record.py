"""One record of the ledger: one statistic, where it came from, and what may be said of it."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from qi_stats.estimates import Value

__all__ = ["Identified", "Inputs", "Method", "Record"]

Identified: TypeAlias = Literal[
    "observed", "assumed", "published", "identified", "bounded", "illustrative", "unchecked"
]

STATES: tuple[str, ...] = get_args(Identified)
_KEY = re.compile(r"[a-z0-9_:-]+(\.[a-z0-9_:-]+)+")


AUDITED = "audit"
"""The analysis that the records of a publication's audit belong to."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """The data that a statistic was computed from.

    Attributes
    ----------
    table
        Table of the codebook whose rows were used.
    columns
        Variables that were read, in the order of use.
    where
        Filter of the rows as the plan writes it; empty when all rows were used.
    sha256
        Digest of each data file behind the columns, by table.
    """

    table: str
    columns: tuple[str, ...]
    where: Mapping[str, Any] = field(default_factory=dict)
    sha256: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Method:
    """The call that computed a statistic.

    Attributes
    ----------
    function
        Module and name, as `package.module:function`.
    arguments
        Arguments of the call itself; an array stands as its name and length.
    """

    function: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """One statistic of one analysis, after the Analysis Results Dataset of CDISC.

    Attributes
    ----------
    key
        Unique name, lower-case words joined by dots; a colon joins terms that interact.
    analysis
        Id of the analysis in the plan.
    stat_name, stat_label
        Name of the statistic in keys, and in words.
    stat
        Value at full precision; None when it can't be computed, and `warnings` says why.
    fmt
        Rounding rule by which the value is shown.
    inputs, method
        What was computed from, and by which call.
    group, group_level
        Variable that splits the rows, and the part of them this statistic is about.
    variable, variable_level
        Variable that is described or compared, or the term of a regression, and its level; the
        outcome for what is said of a whole model.
    context
        Name of the method in the plan, such as `describe` or `welch`.
    definition
        Which of several definitions in use was computed, in words.
    n
        Rows that entered the statistic, after missing values were left out.
    warnings
        What a reader must know before using the value, in plain words.
    identified
        How much is known about the value: `observed`, `published`, `identified`, `bounded` or
        `illustrative`; `assumed` where it follows from values that the plan chose, not from data.
    range
        Lowest and highest possible value of a bounded or illustrative statistic.
    claim
        Id of the published claim that this record answers.
    """

    key: str
    analysis: str
    stat_name: str
    stat_label: str
    stat: Value
    fmt: str
    inputs: Inputs
    method: Method
    group: str | None = None
    group_level: str | None = None
    variable: str | None = None
    variable_level: str | None = None
    context: str | None = None
    definition: str | None = None
    n: int | None = None
    warnings: tuple[str, ...] = ()
    identified: Identified = "observed"
    range: tuple[float, float] | None = None
    claim: str | None = None

    def __post_init__(self) -> None:
        """Refuse what may never reach a reader: an unusable key, NaN, an unknown state."""
        if not _KEY.fullmatch(self.key):
            raise ValueError(f"a key is lower-case words joined by dots, not {self.key!r}")
        if isinstance(self.stat, float) and not math.isfinite(self.stat):
            raise ValueError(f"{self.key} is {self.stat}: give None and a warning instead")
        if self.stat is None and not self.warnings:
            raise ValueError(f"{self.key} has no value and no warning that says why")
        if self.identified not in STATES:
            raise ValueError(f"{self.key}: identified must be one of {', '.join(STATES)}")
