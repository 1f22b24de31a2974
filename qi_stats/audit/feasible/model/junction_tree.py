"""Overlapping groups of cells that carry every factor, joined into a tree.

A table of counts for each group, equal where two groups overlap, is a table of counts for all cells
together if the groups are the cliques of a triangulated graph: units are matched along the overlap.
That makes the model of all datasets a small one, and exact.

References: Lauritzen and Spiegelhalter (1988), J R Stat Soc B 50:157-224; Dobra and Fienberg
(2000), Proc Natl Acad Sci 97:11885-11892 (decomposable models of counts).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from qi_files.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qi_stats.audit.feasible.model.cells import Cell, Content, Factor

LARGEST_CLIQUE = 200_000


@dataclass(frozen=True, slots=True)
class Clique:
    """A group of cells, the combinations of values that it may have, and its place in the tree.

    `parent` is the number of an earlier clique, None for a root; `shared` the cells in both.
    """

    cells: tuple[Cell, ...]
    profiles: tuple[tuple[Content, ...], ...]
    parent: int | None
    shared: tuple[Cell, ...]


def build_cliques(
    domains: Mapping[Cell, tuple[Content, ...]],
    factors: Sequence[Factor],
    scopes: Iterable[tuple[Cell, ...]],
) -> tuple[Clique, ...]:
    """Return cliques such that each factor and each of `scopes` lies within one of them.

    Parameters
    ----------
    domains
        The possible values of each cell.
    factors
        Demands that a combination of values must meet.
    scopes
        Groups of cells whose joint counts will be asked for.

    Raises
    ------
    InputError
        If a clique has more than `LARGEST_CLIQUE` combinations.
    """
    groups = [factor.cells for factor in factors] + list(scopes)
    found = _triangulate(domains, groups)
    tree = _join_tree(found)
    profiles = [
        tuple(_list_profiles(cells, domains, _select_factors(factors, cells))) for cells, *_ in tree
    ]
    profiles = _keep_supported(tree, profiles)
    return tuple(
        Clique(cells, kept, parent, shared)
        for (cells, parent, shared), kept in zip(tree, profiles, strict=True)
    )


def _triangulate(
    domains: Mapping[Cell, tuple[Content, ...]], groups: Iterable[tuple[Cell, ...]]
) -> list[tuple[Cell, ...]]:
    """Return the maximal cliques after removing cells in the order of the smallest table."""
    order = {cell: number for number, cell in enumerate(domains)}
    near: dict[Cell, set[Cell]] = {cell: set() for cell in domains}
    for group in groups:
        for one, two in combinations(dict.fromkeys(group), 2):
            near[one].add(two)
            near[two].add(one)
    found: list[set[Cell]] = []
    while near:
        weight = {
            cell: (math.prod(len(domains[one]) for one in {cell, *others}), order[cell])
            for cell, others in near.items()
        }
        cell = min(weight, key=lambda one: weight[one])
        others = near.pop(cell)
        for one in others:
            near[one] |= others - {one}
            near[one].discard(cell)
        clique = {cell, *others}
        if not any(clique <= earlier for earlier in found):
            found.append(clique)
    return [tuple(sorted(clique, key=lambda one: order[one])) for clique in found]


def _join_tree(
    cliques: list[tuple[Cell, ...]],
) -> list[tuple[tuple[Cell, ...], int | None, tuple[Cell, ...]]]:
    """Return the cliques from the root on, each joined to the earlier one it shares most with."""
    waiting = list(cliques)
    tree: list[tuple[tuple[Cell, ...], int | None, tuple[Cell, ...]]] = []
    best: dict[tuple[Cell, ...], tuple[int, int | None]] = dict.fromkeys(waiting, (0, None))
    while waiting:
        cells = max(waiting, key=lambda one: best[one][0])
        waiting.remove(cells)
        parent = best[cells][1]
        shared = tuple(one for one in cells if parent is not None and one in tree[parent][0])
        tree.append((cells, parent, shared))
        for other in waiting:
            overlap = len(set(cells) & set(other))
            if overlap > best[other][0]:
                best[other] = (overlap, len(tree) - 1)
    return tree


def _select_factors(factors: Sequence[Factor], cells: tuple[Cell, ...]) -> list[Factor]:
    inside = set(cells)
    return [factor for factor in factors if inside.issuperset(factor.cells)]


def _list_profiles(
    cells: tuple[Cell, ...],
    domains: Mapping[Cell, tuple[Content, ...]],
    factors: list[Factor],
) -> Iterator[tuple[Content, ...]]:
    """Yield every combination of values that meets the factors, cell by cell."""
    place = {cell: number for number, cell in enumerate(cells)}
    due: list[list[Factor]] = [[] for _ in cells]
    for factor in factors:
        due[max(place[cell] for cell in factor.cells)].append(factor)
    open_profiles: list[dict[Cell, Content]] = [{}]
    for cell, checks in zip(cells, due, strict=True):
        longer = ({**one, cell: value} for one in open_profiles for value in domains[cell])
        open_profiles = [one for one in longer if all(check.allows(one) for check in checks)]
        if len(open_profiles) > LARGEST_CLIQUE:
            names = ", ".join(dict.fromkeys(one.variable for one in cells if one.variable))
            raise InputError(
                "codebook",
                f"variables that depend on each other in too many ways: {names}",
                f"at most {LARGEST_CLIQUE} combinations of their values",
                "give them fewer values or narrower ranges, or leave a rule out",
            )
    for profile in open_profiles:
        yield tuple(profile.values())


def _keep_supported(
    tree: list[tuple[tuple[Cell, ...], int | None, tuple[Cell, ...]]],
    profiles: list[tuple[tuple[Content, ...], ...]],
) -> list[tuple[tuple[Content, ...], ...]]:
    """Drop the combinations that fit none of a neighbour's: upward, then downward."""
    kept = list(profiles)
    numbers = [n for n, (_, parent, _) in enumerate(tree) if parent is not None]
    for sequence in (reversed(numbers), numbers):
        for number in sequence:
            cells, parent, shared = tree[number]
            assert parent is not None  # noqa: S101 - filtered above
            ours = {project(one, cells, shared) for one in kept[number]}
            theirs = {project(one, tree[parent][0], shared) for one in kept[parent]}
            both = ours & theirs
            for index, group in ((number, cells), (parent, tree[parent][0])):
                kept[index] = tuple(
                    one for one in kept[index] if project(one, group, shared) in both
                )
    return kept


def project(
    profile: tuple[Content, ...], cells: tuple[Cell, ...], onto: tuple[Cell, ...]
) -> tuple[Content, ...]:
    """Return the values that `profile`, of `cells`, gives to the cells `onto`."""
    return tuple(profile[cells.index(cell)] for cell in onto)
