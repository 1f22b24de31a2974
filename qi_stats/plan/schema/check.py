"""What can't be analysed, said before any data is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import list_names, quote, suggest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.codebook import Condition, Variable
    from qi_stats.methods import Method
    from qi_stats.plan.schema.lookup import Lookup

MOST_NUMBERS = 100
"""Whole numbers of a wider range are measured, not coded."""
COMPARABLE = f"a variable with levels, or a whole number with a range of at most {MOST_NUMBERS}"

_KINDS = {"id": "a record number", "text": "free text", "date": "a date"}


def describe_variable(variable: Variable) -> str:
    """Return the variable in words, such as “ward”, a category of 3 levels without order."""
    if variable.is_numeric:
        kind = "a number"
    elif variable.levels:
        order = "in order" if variable.ordered else "without order"
        kind = f"a category of {len(variable.levels)} levels {order}"
    else:
        kind = _KINDS[variable.type]
    return f"{quote(variable.name)}, {kind}"


def is_countable(variable: Variable) -> bool:
    """Say whether the variable is a number or has levels, and can be described at all."""
    return variable.is_numeric or bool(variable.levels)


def is_number(variable: Variable) -> bool:
    """Say whether the variable can stand for a number: itself, by its order, or as 0 and 1."""
    return variable.is_numeric or variable.ordered or len(variable.levels) == 2


def is_comparable(variable: Variable) -> bool:
    """Say whether two reviewers' values can agree by more than chance: levels, or few numbers."""
    if variable.type == "integer" and variable.range is not None:
        low, high = variable.range
        return high - low < MOST_NUMBERS
    return bool(variable.levels)


def check_coded_twice(lookup: Lookup) -> None:
    """Refuse a table that the codebook has no second coding of."""
    known = tuple(lookup.codebook.codings)
    if lookup.table not in known:
        expected = f"a table under “codings” of the codebook: {', '.join(known) or 'there is none'}"
        do = suggest(lookup.table, known, "add the second reviewer's file to the codebook")
        lookup.refuse(("table",), f"the table {quote(lookup.table)}, coded once", expected, do)


def check_coded_variable(
    lookup: Lookup, variable: Variable, coded: Sequence[str], keys: Sequence[str | int]
) -> None:
    """Refuse what the second reviewer did not code, and what can't be compared."""
    if variable.name not in coded:
        expected = f"a variable that the second reviewer coded: {', '.join(coded)}"
        lookup.refuse(keys, quote(variable.name), expected, "choose another variable")
    elif not is_comparable(variable):
        do = "choose another variable, or give it levels or a range in the codebook"
        lookup.refuse(keys, describe_variable(variable), COMPARABLE, do)


def check_countable(lookup: Lookup, variable: Variable, keys: Sequence[str | int]) -> None:
    """Refuse record numbers, dates and free text."""
    if not is_countable(variable):
        expected = "a number or a variable with levels"
        lookup.refuse(keys, describe_variable(variable), expected, "choose another variable")


def check_counted(
    lookup: Lookup, variable: Variable, described: Sequence[Variable], keys: Sequence[str | int]
) -> None:
    """Refuse to count single values of what is no whole number, or is not described."""
    if variable.type != "integer" or variable not in described:
        expected = "a variable of whole numbers that stands under “variables” too"
        lookup.refuse(keys, describe_variable(variable), expected, "choose another variable")


def check_method(
    lookup: Lookup, method: Method, variable: Variable, keys: Sequence[str | int] = ("variable",)
) -> None:
    """Refuse a variable that the method of a comparison can't be used on."""
    fits, expected = {
        "number": (is_number(variable), "a number, an ordered category, or one of two levels"),
        "two_levels": (len(variable.levels) == 2, "a variable of two levels"),
        "levels": (bool(variable.levels), "a variable with levels"),
    }[method.needs]
    if not fits:
        lookup.refuse(
            keys,
            describe_variable(variable),
            f"{expected}, for the method {quote(method.name)}",
            "choose another variable or another method",
        )


def check_groups(lookup: Lookup, by: Variable, groups: Sequence[str]) -> None:
    """Refuse groups that are no levels of the grouping variable."""
    lookup.refuse_repeats(groups, "groups")
    for i, group in enumerate(groups):
        if group not in by.level_names:
            do = f"choose from {list_names(by.level_names)}"
            expected = f"a level of {quote(by.name)}"
            lookup.refuse(("groups", i), quote(group), expected, do)


def check_group_count(lookup: Lookup, methods: Sequence[Method], groups: Sequence[str]) -> None:
    """Refuse methods for two groups where there are more."""
    strict = [method.name for method in methods if method.two_groups]
    if strict and len(groups) != 2:
        lookup.refuse(
            ("groups",),
            f"{len(groups)} groups: {', '.join(groups)}",
            f"two groups, for the method {quote(strict[0])}",
            "name two of the groups under `groups`",
        )


def check_outcome(lookup: Lookup, model: str, outcome: Variable) -> None:
    """Refuse an outcome that the model can't explain."""
    if model == "linear":
        fits, other = outcome.is_numeric or outcome.ordered, "logistic"
        expected = "a number or an ordered category, for a linear model"
    else:
        fits, other = len(outcome.levels) == 2, "linear"
        expected = "a variable of two levels, for a logistic model"
    if not fits:
        do = f"choose another outcome, or `model: {other}` if that is meant"
        lookup.refuse(("outcome",), describe_variable(outcome), expected, do)


def check_term(
    lookup: Lookup, outcome: Variable | None, term: Variable, keys: Sequence[str | int]
) -> None:
    """Refuse a term that is the outcome itself, or that is neither a number nor a category."""
    check_countable(lookup, term, keys)
    if outcome is not None and term.name == outcome.name:
        found = f"{quote(term.name)}, the outcome itself"
        lookup.refuse(keys, found, "a variable other than the outcome", "remove this term")


def check_filter(
    lookup: Lookup, conditions: Sequence[Condition], needed: Sequence[str], variable: Variable
) -> None:
    """Refuse a filter that leaves one value only of a variable that has to vary.

    `needed` are the levels that the analysis compares; empty where any two values will do.
    """
    for condition in conditions:
        if condition.variable != variable.name or not condition.allowed:
            continue
        lost = [level for level in needed if level not in condition.allowed]
        if lost or len(condition.allowed) == 1:
            kept = list_names(condition.allowed)
            lookup.refuse(
                ("where", variable.name),
                f"a filter that keeps {quote(variable.name)} at {kept} only",
                f"{' and '.join(needed) or 'two values at least'} of {quote(variable.name)}, "
                "which the analysis compares",
                "remove this filter, or analyse another variable",
            )
