"""Analyses of a frame by one call each; every one is an analysis of a plan, carried out at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qi_stats.api.frames import read_frame
from qi_stats.api.runs import run_analysis

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qi_stats.api.frames import Dictionary, Source
    from qi_stats.api.results import Result

    Groups = Sequence[str] | None

NUMBERS_TEST, LEVELS_TEST = "welch", "chi_square"


def table_one(  # noqa: PLR0913 - one for each choice that a table has
    data: object,
    by: str,
    variables: Sequence[str] | None = None,
    *,
    groups: Groups = None,
    strata: str | None = None,
    median: Sequence[str] = (),
    tests: Mapping[str, str] | None = None,
    percent: str = "column",
    differences: bool = False,
    standardized: bool = False,
    codebook: Dictionary = None,
) -> Result:
    """Describe the rows of each group, as the first table of a paper does.

    Parameters
    ----------
    data
        A frame of pandas or polars.
    by
        Column whose values are the groups.
    variables
        Columns that are described; all others that can be, if not given.
    groups
        Which groups, in this order, by their values.
    strata
        Column for each of whose values the table is made anew.
    median
        Columns shown by median and quartiles, the others by mean and SD.
    tests
        Which test is made of numbers, and which of levels, as
        ``{"numbers": "welch", "levels": "fisher"}``, and of single columns by their names; none
        if not given.
    percent
        "column": of the rows of a group; "row": of the rows of a level.
    differences, standardized
        Whether the first of two groups is compared with the second.
    codebook
        A codebook, or its file, that says what the columns are.

    Returns
    -------
    Result
        Missing values are counted and left out.

    Raises
    ------
    InputError
        If a column is not there, or can't be treated so.

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"arm": ["a", "a", "b", "b"], "age": [30, 40, 50, 66]})
    >>> table = qi.table_one(rows, by="arm", differences=True)
    >>> table["group.b.age.mean"], table["age.welch.difference"]
    (58.0, 23.0)
    """
    source = read_frame(data, _list_given(by, strata), codebook)
    group = source.find(by, "by")
    names = _list_described(source, variables, {group, _find(source, strata, "strata")})
    chosen = dict(tests or {})
    general = {key: chosen.pop(key) for key in ("numbers", "levels") if key in chosen}
    single = {source.find(column, "tests"): test for column, test in chosen.items()}
    medians = {source.find(column, "median") for column in median}
    lines: list[Any] = [
        {"name": name}
        | ({"summary": "median"} if name in medians else {})
        | ({"test": single[name]} if name in single else {})
        for name in names
    ]
    entry = {
        "kind": "table_one",
        "title": f"Characteristics by {by}",
        "by": group,
        "groups": _find_levels(source, group, groups),
        "strata": _find(source, strata, "strata"),
        "variables": [line["name"] if len(line) == 1 else line for line in lines],
        "tests": general or None,
        "percent": percent,
        "differences": differences,
        "standardized": standardized,
    }
    return run_analysis("table_one", entry, source)


def compare(  # noqa: PLR0913 - as `table_one`
    data: object,
    variable: str,
    by: str,
    methods: Sequence[str] | None = None,
    *,
    groups: Groups = None,
    codebook: Dictionary = None,
) -> Result:
    """Compare one column between groups.

    Parameters
    ----------
    data
        A frame of pandas or polars.
    variable
        Column that is compared.
    by
        Column whose values are the groups; a difference is the first minus the second, and of
        two groups the one that is `yes`, or comes second, is the first.
    methods
        Words of `qi-stats methods`; if not given, for two groups Welch's *t* test of numbers, and
        Fisher's test with the risk difference of two levels; for others an analysis of variance
        without equal spread, or the chi-square test.
    groups
        Which groups, in this order, by their values.
    codebook
        A codebook, or its file, that says what the columns are.

    Returns
    -------
    Result
        Rows with a missing value are counted and left out.

    Raises
    ------
    InputError
        If a column is not there, or a method does not fit it.

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"arm": ["a", "a", "b", "b"], "age": [30, 40, 50, 66]})
    >>> qi.compare(rows, "age", by="arm")["welch.difference"]
    23.0
    """
    source = read_frame(data, _list_given(by), codebook)
    name, group = source.find(variable, "variable"), source.find(by, "by")
    if methods is None:
        methods = _choose_methods(source, name, group, groups)
    entry = {
        "kind": "compare",
        "title": f"{variable} by {by}",
        "variable": name,
        "by": group,
        "groups": _find_levels(source, group, groups),
        "methods": list(methods),
    }
    return run_analysis("compare", entry, source)


def fisher_exact(
    data: object, variable: str, by: str, *, groups: Groups = None, codebook: Dictionary = None
) -> Result:
    """Compare a column of two levels between two groups by Fisher's exact test; see `compare`.

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"arm": list("aaabbb"), "fell": [0, 0, 0, 1, 1, 1]})
    >>> round(qi.fisher_exact(rows, "fell", by="arm")["fisher.p"], 12)
    0.1
    """
    return compare(data, variable, by, ["fisher"], groups=groups, codebook=codebook)


def mann_whitney(
    data: object, variable: str, by: str, *, groups: Groups = None, codebook: Dictionary = None
) -> Result:
    """Compare a column between two groups by ranks; see `compare`.

    Examples
    --------
    >>> import pandas as pd
    >>> import qi_stats as qi
    >>> rows = pd.DataFrame({"arm": list("aaabbb"), "stay": [1, 2, 3, 7, 8, 9]})
    >>> qi.mann_whitney(rows, "stay", by="arm")["mann_whitney.shift"]
    6.0
    """
    return compare(data, variable, by, ["mann_whitney"], groups=groups, codebook=codebook)


def _list_given(*columns: str | None) -> tuple[str, ...]:
    return tuple(one for one in columns if one is not None)


def _find(source: Source, column: str | None, argument: str) -> str | None:
    return None if column is None else source.find(column, argument)


def _list_described(
    source: Source, variables: Sequence[str] | None, used: set[str | None]
) -> list[str]:
    """Return the variables that are named, or all that can be described."""
    if variables is not None:
        return [source.find(column, "variables") for column in variables]
    known = source.study.codebook.variables(source.table)
    described = (one for one in known.values() if one.is_numeric or one.levels)
    return [one.name for one in described if one.name not in used]


def _find_levels(source: Source, by: str, groups: Groups) -> list[str] | None:
    """Return the names of levels by the frame's values; what is no level stays for the message."""
    if groups is None:
        return None
    variable = source.study.codebook.variable(source.table, by)
    names = {level.label: level.name for level in variable.levels}
    names |= {str(level.code): level.name for level in variable.levels if level.code in {0, 1}}
    return [names.get(str(group), str(group)) for group in groups]


def _choose_methods(source: Source, name: str, by: str, groups: Groups) -> list[str]:
    """Return the methods that a comparison has unless others are named."""
    variable = source.study.codebook.variable(source.table, name)
    group = source.study.codebook.variable(source.table, by)
    two = len(groups or group.levels) == 2
    if len(variable.levels) == 2:
        return ["fisher", "risk_difference"] if two else [LEVELS_TEST]
    if variable.levels:
        return [LEVELS_TEST]
    return [NUMBERS_TEST] if two else ["welch_anova"]
