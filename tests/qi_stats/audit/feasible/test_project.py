"""The project's own rows are one of the datasets that are drawn from."""

from pathlib import Path

import pytest

from qi_stats.audit import load_claims
from qi_stats.audit.feasible.feasible_set import Space
from qi_stats.audit.feasible.model.cells import ABSENT, PRESENCE, THERE
from qi_stats.audit.feasible.sampler.invariants import list_demands
from qi_stats.codebook import load_codebook
from qi_stats.plan import load_plan
from qi_stats.study import load_study

DATA = Path(__file__).parents[4] / "data"


@pytest.fixture(scope="module")
def project():
    codebook = load_codebook(DATA / "codebook.yaml")
    claims = load_claims(DATA / "published.yaml", codebook).standing()
    counting = [one for one in claims if not one.kind.is_test]
    return Space(codebook, load_plan(DATA / "plan.yaml", codebook), counting)


def read_units(layout):
    """Return the project's rows as one assignment of all cells for each unit of study."""
    study = load_study(DATA, layout.codebook)
    (root,) = [one for one in layout.codebook.tables.values() if one.parent is None]
    (key,) = root.key
    units = []
    for name in study.frames[root.name][key]:
        rows = {}
        for table, frame in study.frames.items():
            for number, (_, row) in enumerate(frame[frame[key] == name].iterrows()):
                rows[table, () if table == root.name else (number,)] = row
        units.append(
            {cell: read_cell(rows.get(tuple(cell.place)), cell) for cell in layout.domains}
        )
    return units


def read_cell(row, cell):
    if cell.variable == PRESENCE:
        return ABSENT if row is None else THERE
    value = None if row is None else row[cell.variable]
    if value is None or value != value or str(value) == "<NA>":  # noqa: PLR0124 - NaN
        return None
    return value if isinstance(value, str) else int(value)


def test_the_projects_rows_keep_all_rules_and_claims(project):
    units = read_units(project.model.layout)

    for clique in project.model.cliques:
        for unit in units:
            assert tuple(unit[cell] for cell in clique.cells) in clique.profiles
    demands = list(list_demands(project.model, project.claims))
    assert len(demands) > 30
    for demand in demands:
        shares = [demand.add_up(tuple(unit[cell] for cell in demand.cells)) for unit in units]
        assert demand.accepts(tuple(map(sum, zip(*shares, strict=True))))
