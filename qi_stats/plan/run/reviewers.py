"""Compare two reviewers' codes, variable by variable."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from qi_stats.cohort import select_rows
from qi_stats.ledger import Inputs
from qi_stats.methods import COEFFICIENTS
from qi_stats.plan.arrays import Named
from qi_stats.plan.calls import Block, Subject, call_method, record_call
from qi_stats.plan.run.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import pandas as pd

    from qi_stats.codebook import Codebook, Coder, Variable
    from qi_stats.ledger import Record
    from qi_stats.methods import Method
    from qi_stats.plan.schema.analyses import Agreement
    from qi_stats.study import Study

Codes: TypeAlias = "list[str | None]"

OVERLAP, PAIRS, DISAGREEMENTS = "overlap", "pairs", "disagreements"
COUNT_OVERLAP = "qi_stats.stats:count_overlap"
PAIR_CODINGS = "qi_stats.stats:pair_codings"
LIST_DISAGREEMENTS = "qi_stats.stats:list_disagreements"
NO_VALUE = "no value"

UNTESTED = frozenset({"se_null", "z", "p"})
"""What a test of no agreement beyond chance gives; there is none for AC1 and AC2."""
GWET = "qi_stats.stats:gwet_ac"
VALUES = frozenset({"proportion", "coefficient", "alpha"})
"""Names of the statistic that is the measure itself, which goes by the measure's own words."""


@dataclass(frozen=True, slots=True)
class CodedRows:
    """The rows that two reviewers coded.

    Attributes
    ----------
    scope
        The analysis with all rows that its filter keeps.
    names
        What identifies each row.
    first, second
        Analysis frames of the rows with each reviewer's codes.
    consensus
        The same with what they settled on, and None where nobody wrote that down.
    settled
        For each row, whether the consensus has it.
    """

    scope: Scope
    names: list[str]
    first: pd.DataFrame
    second: pd.DataFrame
    consensus: pd.DataFrame | None
    settled: list[bool]


def assess_agreement(analysis: Agreement, study: Study) -> Iterator[Record]:
    """Yield how many rows were coded twice, and for each variable how far the codes agree."""
    frame = select_rows(study.frame(analysis.table), analysis.cohort)
    scope = Scope(analysis, frame, study)
    marks = study.recodings["second"].rows[analysis.table][frame.index]
    block = add_codings(replace(scope.block((), OVERLAP, len(frame)), path=(OVERLAP,)), scope)
    given = {"coded_twice": Named(marks, "coded_twice")}
    yield from record_call(block, call_method(COUNT_OVERLAP, given))
    rows = _select_rows(scope, frame[marks])
    for variable in analysis.variables:
        yield from _compare_codes(variable, rows)


def add_codings(block: Block, scope: Scope) -> Block:
    """Return what records have in common, with the digests of the further codings too."""
    study = scope.study
    coding = study.codebook.codings[scope.analysis.table]
    names = [coding.source(coder) for coder in coding.files]
    digests = {**block.inputs.sha256, **{name: study.inputs[name] for name in names}}
    inputs = Inputs(block.inputs.table, block.inputs.columns, block.inputs.where, digests)
    return replace(block, inputs=inputs)


def _select_rows(scope: Scope, first: pd.DataFrame) -> CodedRows:
    """Return the rows of `first`, which were coded twice, under each coder."""
    table, study = scope.analysis.table, scope.study
    key = list(study.codebook.tables[table].key)
    names = [", ".join(map(str, one)) for one in first[key].itertuples(index=False, name=None)]
    if not may_name_rows(study.codebook, table):
        names = [f"row {number + 1}" for number in first.index]
    frames: dict[Coder, pd.DataFrame] = {
        coder: study.recodings[coder].frames[table].loc[first.index]
        for coder in study.codebook.codings[table].files
    }
    settled = [False] * len(names)
    if "consensus" in frames:
        settled = list(study.recodings["consensus"].rows[table][first.index])
    return CodedRows(scope, names, first, frames["second"], frames.get("consensus"), settled)


def may_name_rows(codebook: Codebook, table: str) -> bool:
    """Return whether a reader may see the key of a row: the rows are no records, or it is said."""
    known = codebook.variables(table)
    named = all(known[name].identifier for name in codebook.tables[table].key)
    return named or codebook.provenance != "observed"


def _compare_codes(variable: Variable, rows: CodedRows) -> Iterator[Record]:
    """Yield the records of one variable, over the rows where both reviewers gave a value."""
    first, second = (_read_codes(frame, variable) for frame in (rows.first, rows.second))
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    shared = replace(
        add_codings(rows.scope.block((variable,), PAIRS, len(pairs)), rows.scope),
        subject=Subject(variable=variable.name),
    )
    given = _name_codes(variable, first, second)
    block = replace(shared, path=(variable.name, PAIRS))
    yield from record_call(block, call_method(PAIR_CODINGS, given))
    given = _name_codes(variable, *([pair[i] for pair in pairs] for i in (0, 1)))
    given["levels"] = Named(_list_levels(variable), f"levels({variable.name})")
    for coefficient in COEFFICIENTS:
        if _fits(coefficient, variable):
            yield from _measure(coefficient, variable, given, shared)
    yield from _list_disagreements(variable, rows, shared)


def _measure(
    coefficient: Method, variable: Variable, given: Mapping[str, Any], shared: Block
) -> Iterator[Record]:
    """Yield the records of one measure of agreement."""
    call = call_method(coefficient.function, {**given, **coefficient.arguments})
    path = (variable.name, coefficient.name)
    for record in record_call(replace(shared, path=path, context=coefficient.name), call):
        if record.stat_name in VALUES:
            yield replace(record, stat_label=coefficient.label)
        elif coefficient.function != GWET or record.stat_name not in UNTESTED:
            yield record


def _list_disagreements(variable: Variable, rows: CodedRows, shared: Block) -> Iterator[Record]:
    """Yield each row that was coded differently, with the codes as the files have them."""
    shown = [_show_codes(frame, variable) for frame in (rows.first, rows.second)]
    given: dict[str, Any] = {
        "rows": Named(rows.names, "rows"),
        **_name_codes(variable, *shown),
    }
    if rows.consensus is not None:
        codes = _show_codes(rows.consensus, variable)
        chosen = [
            (code or NO_VALUE) if settled else None
            for code, settled in zip(codes, rows.settled, strict=True)
        ]
        given["consensus"] = Named(chosen, f"consensus {variable.name}")
    block = replace(shared, path=(variable.name, DISAGREEMENTS), context=DISAGREEMENTS)
    yield from record_call(block, call_method(LIST_DISAGREEMENTS, given))


def _name_codes(
    variable: Variable, first: Sequence[str | None], second: Sequence[str | None]
) -> dict[str, Any]:
    return {
        "first": Named(first, f"first {variable.name}"),
        "second": Named(second, f"second {variable.name}"),
    }


def _fits(coefficient: Method, variable: Variable) -> bool:
    fitting: Mapping[str, bool] = {
        "any": True,
        "ordered": variable.ordered or variable.is_numeric,
        "number": variable.is_numeric,
    }
    return fitting[coefficient.needs]


def _list_levels(variable: Variable) -> tuple[str, ...]:
    """Return every level that could be chosen; of a whole number, those of its range."""
    if variable.range is None:
        return variable.level_names
    low, high = (int(bound) for bound in variable.range)
    return tuple(str(number) for number in range(low, high + 1))


def _read_codes(frame: pd.DataFrame, variable: Variable) -> Codes:
    """Return a column as level names or whole numbers in words, None where there is no value."""
    column = frame[variable.name]
    return [
        str(value) if known else None for value, known in zip(column, column.notna(), strict=True)
    ]


def _show_codes(frame: pd.DataFrame, variable: Variable) -> Codes:
    """Return a column as the file has it, with the labels of its codes."""
    codes = _read_codes(frame, variable)
    if not variable.levels:
        return codes
    shown = {one.name: f"{one.code} ({one.label})" for one in variable.levels}
    return [None if code is None else shown[code] for code in codes]
