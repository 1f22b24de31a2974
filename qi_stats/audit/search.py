"""Datasets whose tests come out as claimed: solve, run the plan, rule out, solve again."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from qi_stats.audit.claims import INFERENTIAL
from qi_stats.audit.rows import admits
from qi_stats.audit.solve import solve_model
from qi_stats.audit.tables import read_tables, render_files
from qi_stats.audit.verdicts import judge_claim
from qi_stats.plan import run_plan
from qi_stats.study import load_study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from qi_stats.audit.claims import Claim, Target
    from qi_stats.audit.rows import Literal, RowModel, Slot, Value
    from qi_stats.audit.tables import Dataset
    from qi_stats.codebook import Codebook, Condition
    from qi_stats.ledger import Ledger
    from qi_stats.plan import Plan


def search_dataset(
    rows: RowModel, claims: Iterable[Claim], plan: Plan, gap: float = 0.0
) -> Dataset | None:
    """Return a solution of the model in which the claims of tests hold; None if there is none.

    Parameters
    ----------
    rows
        The model. Cross-tables that fail on the way stay ruled out in it.
    claims
        Claims of which those of tests are asked of each solution; the others are the model's.
    plan
        The analyses that answer them.
    gap
        How far the objective may stay below its optimum, as a share of it; 0 proves the optimum.
    """
    tests = [claim for claim in claims if claim.kind in INFERENTIAL]
    asked = select_analyses(plan, tests)
    while True:
        is_true = solve_model(rows.solver_model, gap)
        if is_true is None:
            return None
        dataset = read_tables(rows, is_true)
        failed = list_failed(rows.codebook, dataset, tests, asked)
        if not failed:
            return dataset
        for target in failed:
            rule_out(rows, target, is_true)


def select_analyses(plan: Plan, tests: Iterable[Claim]) -> Plan:
    """Return the plan with those analyses only that answer one of `tests`."""
    wanted = {claim.key.partition(".")[0] for claim in tests if claim.key is not None}
    return replace(plan, analyses=tuple(one for one in plan.analyses if one.id in wanted))


def list_failed(
    codebook: Codebook, dataset: Dataset, tests: list[Claim], plan: Plan
) -> tuple[Target, ...]:
    """Return what the claims of tests are about that the plan refutes on the dataset."""
    if not tests:
        return ()
    ledger = analyse_dataset(codebook, dataset, plan)
    failed = [claim for claim in tests if judge_claim(claim, ledger).outcome != "reproduced"]
    return tuple(dict.fromkeys(claim.target for claim in failed if claim.target is not None))


def analyse_dataset(codebook: Codebook, dataset: Dataset, plan: Plan) -> Ledger:
    """Return the ledger of the plan on the dataset, read and validated as any study is."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in render_files(codebook, dataset).items():
            (Path(folder) / name).write_text(text, encoding="utf-8", newline="\n")
        return run_plan(plan, load_study(Path(folder), codebook))


def rule_out(rows: RowModel, target: Target, is_true: Callable[[Literal], bool]) -> None:
    """Forbid the cross-table that the target's two variables have in a solution."""
    seen = count_pairs(rows, target, is_true)
    crossed = rows.cross(target.table, target.variables, target.where)
    counts = tuple(seen.get(pair, 0) for pair in crossed)
    rows.solver_model.add_forbidden_assignments(list(crossed.values()), [counts])


def count_pairs(
    rows: RowModel, target: Target, is_true: Callable[[Literal], bool]
) -> dict[tuple[Value, Value], int]:
    """Return how often each pair of values of the target's two variables is in a solution."""
    counts: dict[tuple[Value, Value], int] = {}
    for slot in rows.slots[target.table]:
        left, right = (_read_value(slot, one, is_true) for one in target.variables)
        selected = is_true(slot.present) and _meets_all(slot, target.where, is_true)
        if selected and left is not None and right is not None:
            counts[left, right] = counts.get((left, right), 0) + 1
    return counts


def _meets_all(
    slot: Slot, conditions: tuple[Condition, ...], is_true: Callable[[Literal], bool]
) -> bool:
    values = [(one, _read_value(slot, one.variable, is_true)) for one in conditions]
    return all(value is not None and admits(one, value) for one, value in values)


def _read_value(slot: Slot, variable: str, is_true: Callable[[Literal], bool]) -> Value | None:
    cells, _ = slot.find_cells(variable)
    return next((value for value, one in cells.items() if is_true(one)), None)
