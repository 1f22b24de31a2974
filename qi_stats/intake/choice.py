"""Which variable is the outcome and which splits the rows in groups, as far as names tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from qi_files.errors import InputError, quote, suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.codebook import Codebook, Variable

_OUTCOME = re.compile(
    r"outcome|died|death|mortal|surviv|readmi|success|accept|improv|respon|complic|event|relapse|"
    r"fall|infect|adher|complet|follow|engag|cure|score|satisf|result"
)
_GROUP = re.compile(
    r"group|arm|treat|interven|expos|ward|site|unit|clinic|pathway|program|cohort|condition|period"
)
MOST_GROUPS = 6


@dataclass(frozen=True, slots=True)
class Choice:
    """A variable that plays a part, and why it was chosen."""

    variable: Variable | None
    reason: str


class Chooser(Protocol):
    """Who is asked for the outcome and the groups."""

    def __call__(self, part: str, suggested: Choice, names: Sequence[str]) -> str | None:
        """Return one of `names`, `NOBODY` for none, or None for what is suggested."""


NOBODY = "none"
"""Answer that no variable plays a part."""


def follow_suggestion(part: str, suggested: Choice, names: Sequence[str]) -> None:
    """Choose what is suggested, as scripts do."""


def choose_outcome(codebook: Codebook, name: str | None = None) -> Choice:
    """Return the outcome: the one that is named, or the one that its words suggest.

    Raises
    ------
    InputError
        If the unit's table has no such variable, or it can't be an outcome.
    """
    known = list_countable(codebook)
    if name == NOBODY:
        return Choice(None, "none, as you said")
    if name is not None:
        return Choice(_find(codebook, name, known, "an outcome"), "named by you")
    binary = [one for one in known if len(one.levels) == 2]
    for words, candidates in (("two levels", binary), ("a number or an order", _measured(known))):
        fitting = [one for one in candidates if _OUTCOME.search(_words(one))]
        if fitting:
            return Choice(fitting[-1], f"its name reads like an outcome, and it has {words}")
    if binary:
        return Choice(binary[-1], "the last variable of two levels; name another with --outcome")
    return Choice(None, "no variable reads like an outcome; name one with --outcome")


def choose_groups(codebook: Codebook, outcome: Choice, name: str | None = None) -> Choice:
    """Return what splits the rows in groups: what is named, or what its words suggest.

    Raises
    ------
    InputError
        If the unit's table has no such variable, or it has too few or too many levels.
    """
    known = list_groupings(codebook, outcome)
    if name == NOBODY:
        return Choice(None, "none, as you said")
    if name is not None:
        return Choice(_find(codebook, name, known, "groups"), "named by you")
    fitting = [one for one in known if _GROUP.search(_words(one)) and one.identifier is None]
    if fitting:
        best = min(fitting, key=lambda one: len(one.levels) != 2)
        return Choice(best, "its name reads like groups")
    return Choice(None, "no variable reads like groups; name one with --by")


def list_groupings(codebook: Codebook, outcome: Choice) -> list[Variable]:
    """Return the variables that can split the rows in groups."""
    return [
        one
        for one in list_countable(codebook)
        if 2 <= len(one.levels) <= MOST_GROUPS and one != outcome.variable
    ]


def list_countable(codebook: Codebook) -> list[Variable]:
    """Return the variables of the unit's table that can be described; a year has no mean."""
    table = codebook.tables[codebook.unit.table]
    return [
        one
        for one in table.variables.values()
        if one.levels or (one.is_numeric and one.identifier != "year_only")
        if one.name not in table.key
    ]


def _find(codebook: Codebook, name: str, known: Sequence[Variable], part: str) -> Variable:
    names = [one.name for one in known]
    if name in names:
        return known[names.index(name)]
    table = codebook.unit.table
    expected = f"a variable of table {table} that can give {part}: {', '.join(names)}"
    raise InputError("the command line", quote(name), expected, suggest(name, names, "choose one"))


def _measured(known: Sequence[Variable]) -> list[Variable]:
    return [one for one in known if one.is_numeric or one.ordered]


def _words(variable: Variable) -> str:
    return f"{variable.name} {variable.label}".casefold()
