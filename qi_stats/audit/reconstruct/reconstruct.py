"""One dataset that satisfies every claim that can hold, the same bytes each time.

Of all such datasets the one is taken whose counts lie nearest to counts drawn with a seed, so that
what the claims leave open looks varied. That it is the nearest is proven, so that it does not
depend on the solver's path.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_stats.audit.feasible.bounds import MOST_BOUND
from qi_stats.audit.feasible.feasible_set import Space, keep_reproduced
from qi_stats.audit.feasible.model.domains import list_domain
from qi_stats.audit.feasible.model.solver import solve_counts
from qi_stats.audit.feasible.sampler.draws import Drawing
from qi_stats.audit.reconstruct.files import render_files
from qi_stats.audit.reconstruct.rows import assemble_rows

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claims
    from qi_stats.audit.feasible.model.count_model import CountModel
    from qi_stats.audit.feasible.model.solver import Reader
    from qi_stats.audit.feasible.queries import CountTable
    from qi_stats.audit.reconstruct.rows import Dataset
    from qi_stats.codebook import Codebook
    from qi_stats.plan import Plan

SEED = 2017
LIGHTEST = 1_000_000


def reconstruct(codebook: Codebook, claims: Claims, plan: Plan, seed: int = SEED) -> Dataset:
    """Return rows for each table of the codebook that satisfy all claims that do not give way.

    Raises
    ------
    InputError
        If no rows satisfy them all, or a variable has no finite set of values.
    """
    for table in codebook.tables.values():
        for variable in table.stored:
            if variable.type != "id" and not variable.sequence:
                list_domain(codebook, variable)
    space = Space(codebook, plan, claims.standing())
    listed = hold_tests(space)
    draw = random.Random(seed)  # noqa: S311 - variety, not secrecy
    start = find_nearest(space.model, draw)
    if start is None:
        raise InputError(
            "claims",
            "claims that no dataset satisfies together",
            "claims that can hold at once",
            "let one of them give way, and say why (gives_way: {to: […], why: …})",
        )
    walk = next(Drawing(space, plan, (), listed).walk(start, draw))
    return assemble_rows(space.model, walk.units)


def hold_tests(space: Space) -> dict[str, tuple[CountTable, ...]]:
    """Leave only datasets on which the claims of tests come out, where their tables can be listed.

    Returns the tables left to each analysis, whether some dataset has them or not.
    """
    listed: dict[str, tuple[CountTable, ...]] = {}
    for analysis, tests in space.group_tests().items():
        question = space.find_question(analysis)
        tables = None if question is None else space.list_candidates(question, MOST_BOUND)
        if question is not None and tables is not None:
            listed[analysis] = keep_reproduced(question, tables, tests, space.codebook)
            space.hold_tables(question, listed[analysis])
    return listed


def find_nearest(model: CountModel, draw: random.Random) -> Reader | None:
    """Return the solution whose counts lie nearest to drawn ones; None if there is no solution.

    The distance is a sum over all profiles of the differences of counts, each further unit of a
    difference weighing twice as much as the first, by drawn weights that tell equals apart.
    """
    nearest = model.solver_model.clone()
    terms = []
    for clique, counts in zip(model.cliques, model.counts, strict=True):
        size = model.units[model.layout.find_root(clique.cells[0].place.table)]
        drawn = Counter(draw.randrange(len(counts)) for _ in range(size))
        for number, count in enumerate(counts):
            apart, more = (nearest.new_int_var(0, size, "") for _ in range(2))
            same = nearest.get_int_var_from_proto_index(count.index)
            nearest.add(apart >= same - drawn[number])
            nearest.add(apart >= drawn[number] - same)
            nearest.add(more >= apart - 1)
            terms.append(draw.randint(LIGHTEST, 2 * LIGHTEST) * (apart + more))
    nearest.minimize(sum(terms))
    return solve_counts(nearest)


def reconstruct_files(
    codebook: Codebook, claims: Claims, plan: Plan, seed: int = SEED
) -> dict[str, str]:
    """Return the text of each table's CSV file, by file name; see `reconstruct`."""
    return render_files(codebook, reconstruct(codebook, claims, plan, seed))
