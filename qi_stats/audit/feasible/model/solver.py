"""CP-SAT, run so that the same model gives the same answer: one thread, a fixed seed."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from ortools.sat.python import cp_model

if TYPE_CHECKING:
    from collections.abc import Callable

    from qi_stats.audit.feasible.model.domains import Literal

    Solution: TypeAlias = Callable[[cp_model.IntVar], bool]
    Reader: TypeAlias = Callable[[Literal], int]

LONGEST_SEARCH = 300.0
"""Deterministic seconds that a search for rows may take."""
QUICK_QUESTION = 0.2
LONGEST_QUESTION = 60.0
"""Deterministic seconds that one question about counts may take: without cuts, which most do not
need, and then with them."""


class SearchTooLongError(RuntimeError):
    """The solver could settle nothing in the deterministic time that it was given."""


def solve_rows(model: cp_model.CpModel, gap: float = 0.0) -> Solution | None:
    """Return a function that gives each Boolean's value in a solution, or None if there is none.

    Parameters
    ----------
    model
        The model; its objective, if it has one, is met up to the relative `gap`.
    gap
        0 proves the optimum.

    Raises
    ------
    SearchTooLongError
        If neither a solution nor its absence could be shown.
    """
    solver = _prepare_solver(gap, LONGEST_SEARCH)
    status = solver.solve(model)
    if status == cp_model.INFEASIBLE:
        return None
    if status != cp_model.OPTIMAL:
        raise _too_long(solver, status)
    return lambda literal: bool(solver.value(literal))


def solve_counts(model: cp_model.CpModel, gap: float = 0.0) -> Reader | None:
    """Return what reads a solution of a model of counts, or None if there is none.

    As `solve_rows`, for models that are small and asked about thousands of times.
    """
    for has_cuts, longest in ((False, QUICK_QUESTION), (True, LONGEST_QUESTION)):
        solver = _prepare_solver(gap, longest)
        solver.parameters.cp_model_probing_level = 0
        solver.parameters.max_presolve_iterations = 1
        solver.parameters.cut_level = int(has_cuts)
        status = solver.solve(model)
        if status == cp_model.INFEASIBLE:
            return None
        if status == cp_model.OPTIMAL:
            return _read_solution(solver)
    raise _too_long(solver, status)


def _prepare_solver(gap: float, longest: float) -> cp_model.CpSolver:
    """Return a solver that gives the same answer on any machine."""
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.linearization_level = 2
    solver.parameters.relative_gap_limit = gap
    solver.parameters.max_deterministic_time = longest
    return solver


def _read_solution(solver: cp_model.CpSolver) -> Reader:
    return lambda number: int(solver.value(number))


def _too_long(solver: cp_model.CpSolver, status: cp_model.CpSolverStatus) -> SearchTooLongError:
    return SearchTooLongError(f"the solver stopped with {solver.status_name(status)}")
