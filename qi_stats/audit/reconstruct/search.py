"""Datasets whose tests come out as claimed: solve, run the plan, rule out, solve again."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qi_stats.audit.claims.verdicts import judge_claim
from qi_stats.audit.feasible.model.solver import solve_rows
from qi_stats.audit.reconstruct.crossing import count_pairs, cross_variables
from qi_stats.audit.reconstruct.tables import read_tables, render_files
from qi_stats.plan import run_plan
from qi_stats.study import load_study

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.claims.model import Claim, Target
    from qi_stats.audit.feasible.model.domains import Literal
    from qi_stats.audit.feasible.model.solver import Solution
    from qi_stats.audit.reconstruct.crossing import Pair
    from qi_stats.audit.reconstruct.rows import RowModel
    from qi_stats.audit.reconstruct.tables import Dataset
    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger
    from qi_stats.plan import Plan


def search_solution(
    rows: RowModel, claims: Iterable[Claim], plan: Plan, gap: float = 0.0
) -> Solution | None:
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
    tests = [claim for claim in claims if claim.kind.is_test]
    asked = select_analyses(plan, tests)
    crossed: dict[Target, dict[Pair, Literal]] = {}
    while True:
        solution = solve_rows(rows.solver_model, gap)
        if solution is None:
            return None
        failed = list_failed(rows.codebook, read_tables(rows, solution), tests, asked)
        if not failed:
            return solution
        for target in failed:
            seen = count_pairs(rows, target, solution)
            if target not in crossed:
                crossed[target] = cross_variables(rows, target)
            counts = crossed[target]
            present = tuple(seen.get(pair, 0) for pair in counts)
            rows.solver_model.add_forbidden_assignments(list(counts.values()), [present])


def select_analyses(plan: Plan, tests: Iterable[Claim]) -> Plan:
    """Return the plan with those analyses only that answer one of `tests`."""
    wanted = {claim.key.partition(".")[0] for claim in tests if claim.key is not None}
    return plan.narrow(wanted)


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
