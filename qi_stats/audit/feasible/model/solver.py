"""CP-SAT, run so that the same model gives the same answer: one thread, a fixed seed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_stats.audit.feasible.model.domains import Literal

    Reader: TypeAlias = Callable[[Literal], int]

QUICK_QUESTION = 0.2
LONGEST_QUESTION = 60.0
"""Deterministic seconds that one question about counts may take: without cuts, which most do not
need, and then with them."""


class SearchTooLongError(RuntimeError):
    """The solver could settle nothing in the deterministic time that it was given."""


@dataclass(slots=True)
class Allowance:
    """Deterministic seconds that all questions of one audit together may still take."""

    seconds: float = math.inf


def solve_counts(
    model: cp_model.CpModel, gap: float = 0.0, allowance: Allowance | None = None
) -> Reader | None:
    """Return what reads a solution of a model of counts, or None if there is none.

    Parameters
    ----------
    model
        The model; its objective, if it has one, is met up to the relative `gap`.
    gap
        0 proves the optimum.
    allowance
        What the question takes goes off it.

    Raises
    ------
    SearchTooLongError
        If neither a solution nor its absence could be shown.
    """
    left = Allowance() if allowance is None else allowance
    for has_cuts, longest in ((False, QUICK_QUESTION), (True, LONGEST_QUESTION)):
        solver = _prepare_solver(gap, max(min(longest, left.seconds), 0.0))
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.cut_level = int(has_cuts)
        status = solver.solve(model)
        left.seconds -= solver.response_proto.deterministic_time
        if status == cp_model.INFEASIBLE:
            return None
        if status == cp_model.OPTIMAL:
            return _read_solution(solver)
    raise _too_long(solver, status)


def _prepare_solver(gap: float, longest: float) -> cp_model.CpSolver:
    """Return a solver that gives the same answer on any machine."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.catch_sigint_signal = False  # Ctrl-C is the program's, not the solver's
    solver.parameters.random_seed = 0
    solver.parameters.linearization_level = 2
    solver.parameters.relative_gap_limit = gap
    solver.parameters.max_deterministic_time = longest
    return solver


def _read_solution(solver: cp_model.CpSolver) -> Reader:
    return lambda number: int(solver.value(number))


def _too_long(solver: cp_model.CpSolver, status: cp_model.CpSolverStatus) -> SearchTooLongError:
    return SearchTooLongError(f"the solver stopped with {solver.status_name(status)}")
