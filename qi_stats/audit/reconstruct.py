"""One dataset that satisfies every claim that can hold, the same bytes each time.

Among all such datasets the one is taken whose cells have the largest sum of weights drawn with a
seed, so that what the claims leave open looks varied. The optimum is proven, so that it does not
depend on the solver's path.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from ortools.sat.python import cp_model

from qi_stats.audit.constraints import add_claims, count_units
from qi_stats.audit.rows import RowModel
from qi_stats.audit.rules import add_rules
from qi_stats.audit.search import search_dataset
from qi_stats.audit.tables import render_files
from qi_stats.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qi_stats.audit.claims import Claim, Claims
    from qi_stats.audit.tables import Dataset
    from qi_stats.codebook import Codebook
    from qi_stats.plan import Plan

SEED = 2017
HEAVIEST = 1000
ROUGH_GAP = 0.05


def reconstruct(codebook: Codebook, claims: Claims, plan: Plan, seed: int = SEED) -> Dataset:
    """Return rows for each table of the codebook that satisfy all claims that do not give way.

    Raises
    ------
    InputError
        If no rows satisfy them, or a claim gives way although it could hold.
    """
    check_yielding(codebook, claims, plan)
    standing = claims.standing()
    rows = build_model(codebook, standing, standing)
    weigh_cells(rows, seed)
    search_dataset(rows, standing, plan, ROUGH_GAP)
    dataset = search_dataset(rows, standing, plan)
    if dataset is None:
        raise InputError(
            "claims",
            "claims that no dataset satisfies together",
            "claims that can hold at once",
            "let one of them give way, and say why (gives_way: {to: […], why: …})",
        )
    return dataset


def reconstruct_files(
    codebook: Codebook, claims: Claims, plan: Plan, seed: int = SEED
) -> dict[str, str]:
    """Return the text of each table's CSV file, by file name; see `reconstruct`."""
    return render_files(codebook, reconstruct(codebook, claims, plan, seed))


def check_yielding(codebook: Codebook, claims: Claims, plan: Plan) -> None:
    """Refuse a claim that gives way although it can hold with those it gives way to.

    Raises
    ------
    InputError
        If there is such a claim.
    """
    for claim in claims:
        if claim.gives_way is None:
            continue
        together = [claim, *(claims.by_name[name] for name in claim.gives_way.to)]
        rows = build_model(codebook, together, claims.standing())
        if search_dataset(rows, together, plan) is not None:
            raise InputError(
                f"claims › {claim.name} › gives_way",
                "a claim that gives way although it can hold with those it names",
                "claims that contradict it",
                "remove gives_way, or name the claims that it contradicts",
            )


def build_model(
    codebook: Codebook, claims: Iterable[Claim], sizes: Iterable[Claim]
) -> RowModel:
    """Return the model of all datasets that keep the codebook's rules and satisfy `claims`.

    `sizes` are the claims that tell how many rows a table without a parent has.
    """
    rows = RowModel(codebook, count_units(codebook, sizes))
    add_rules(rows)
    add_claims(rows, claims)
    return rows


def weigh_cells(rows: RowModel, seed: int) -> None:
    """Let the model prefer the dataset whose stored cells weigh most, by weights of `seed`."""
    draw = random.Random(seed)  # noqa: S311 - variety, not secrecy
    cells, weights = [], []
    for name, slots in rows.slots.items():
        stored = [one.name for one in rows.codebook.table(name).stored if not one.sequence]
        for slot in slots:
            for cell in (one for key in stored for one in slot.cells.get(key, {}).values()):
                cells.append(cell)
                weights.append(draw.randrange(-HEAVIEST, HEAVIEST))
    rows.solver_model.maximize(cp_model.LinearExpr.weighted_sum(cells, weights))
