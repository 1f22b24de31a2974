"""One dataset that satisfies every claim that can hold, the same bytes each time.

Among all such datasets the one is taken whose cells have the largest sum of weights drawn with a
seed, so that what the claims leave open looks varied: first over the variables that tests are
about, then over the others. Each optimum is proven, so that it does not depend on the solver's
path.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from qi_files.errors import InputError
from qi_stats.audit.feasible.model.constraints import add_claims, count_units, find_bounds
from qi_stats.audit.feasible.model.solver import solve_rows
from qi_stats.audit.reconstruct.rows import RowModel
from qi_stats.audit.reconstruct.rules import add_rules
from qi_stats.audit.reconstruct.search import search_solution
from qi_stats.audit.reconstruct.tables import read_tables, render_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qi_stats.audit.claims.model import Claim, Claims
    from qi_stats.audit.feasible.model.domains import Literal
    from qi_stats.audit.feasible.model.solver import Solution
    from qi_stats.audit.reconstruct.tables import Dataset
    from qi_stats.codebook import Codebook
    from qi_stats.plan import Plan

SEED = 2017
HEAVIEST = 1_000_000
ROUGH_GAP = 0.5


def reconstruct(codebook: Codebook, claims: Claims, plan: Plan, seed: int = SEED) -> Dataset:
    """Return rows for each table of the codebook that satisfy all claims that do not give way.

    Raises
    ------
    InputError
        If no rows satisfy them all.
    """
    standing = claims.standing()
    rows = build_model(codebook, standing, standing)
    draw = random.Random(seed)  # noqa: S311 - variety, not secrecy
    tested = list_tested(codebook, standing)
    weigh_cells(rows, tested, draw)
    search_solution(rows, standing, plan, ROUGH_GAP)  # rules out most tables that fail, fast
    solution = search_solution(rows, standing, plan)
    if solution is None:
        raise InputError(
            "claims",
            "claims that no dataset satisfies together",
            "claims that can hold at once",
            "let one of them give way, and say why (gives_way: {to: […], why: …})",
        )
    fix_cells(rows, tested, solution)
    others = {(t.name, v) for t in codebook.tables.values() for v in t.variables} - tested
    weigh_cells(rows, others, draw)
    return read_tables(rows, solve_rows(rows.solver_model) or solution)


def reconstruct_files(
    codebook: Codebook, claims: Claims, plan: Plan, seed: int = SEED
) -> dict[str, str]:
    """Return the text of each table's CSV file, by file name; see `reconstruct`."""
    return render_files(codebook, reconstruct(codebook, claims, plan, seed))


def build_model(codebook: Codebook, claims: Iterable[Claim], sizes: Iterable[Claim]) -> RowModel:
    """Return the model of all datasets that keep the codebook's rules and satisfy `claims`.

    `sizes` are the claims that tell how many rows a table without a parent has.
    """
    held = tuple(claims)
    rows = RowModel(codebook, count_units(codebook, sizes), find_bounds(held))
    add_rules(rows)
    add_claims(rows, held)
    return rows


def list_tested(codebook: Codebook, claims: Iterable[Claim]) -> set[tuple[str, str]]:
    """Return the variables that claims of tests are about, each with the table that it is of."""
    targets = [one.target for one in claims if one.kind.is_test and one.target is not None]
    return {
        (codebook.variable(target.table, name).table, name)
        for target in targets
        for name in target.variables
    }


def weigh_cells(rows: RowModel, columns: set[tuple[str, str]], draw: random.Random) -> None:
    """Let the model prefer the dataset whose cells in `columns` weigh most, by drawn weights."""
    cells = list(iterate_cells(rows, columns))
    weights = [draw.randrange(-HEAVIEST, HEAVIEST) for _ in cells]
    rows.solver_model.maximize(cp_model.LinearExpr.weighted_sum(cells, weights))


def fix_cells(rows: RowModel, columns: set[tuple[str, str]], solution: Solution) -> None:
    """Let the cells in `columns` have the values of `solution` from now on."""
    for cell in iterate_cells(rows, columns):
        rows.solver_model.add(cell == int(solution(cell)))


def iterate_cells(rows: RowModel, columns: set[tuple[str, str]]) -> Iterator[Literal]:
    """Yield the Booleans of all cells in `columns`, (table, variable), in the model's order."""
    for table, slots in rows.slots.items():
        for slot in slots:
            for name, cells in slot.cells.items():
                if (table, name) in columns:
                    yield from cells.values()
