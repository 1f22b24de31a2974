"""A tiny invented study that tests damage one piece at a time: people and their visits."""

from pathlib import Path

import pytest

from qi_stats.codebook import Codebook, load_codebook

CODEBOOK = """\
title: Visits to a ward
provenance: observed
unit: {table: people, singular: person, plural: people}
tables:
  people:
    label: People
    file: people.csv
    rows: one row per person
    key: [person_id]
    variables:
      person_id: {label: Number, type: id, pattern: 'A\\d'}
      age: {label: Age, type: integer, unit: years, range: [18, 90]}
      weight: {label: Weight, type: number, unit: kg, missing: true}
      ward:
        label: Ward of admission
        short: Ward
        type: category
        levels:
          north: {code: 1, label: North wing}
          south: {code: 2, label: South wing}
      smoker: {label: Smokes, type: binary}
      packs: {label: Packs a day, type: integer, range: [1, 9], only_if: {smoker: yes}}
      visits: {label: Visits, type: integer}
      seen: {label: Was visited, type: binary}
      joined: {label: Day of joining, type: date, missing: true}
      north_smoker:
        label: Smokes in the north wing
        type: binary
        derived: {is: {ward: north, smoker: yes}}
      visit_count: {label: Rows of visits, type: integer, derived: {count: visits}}
      was_seen: {label: Any row of visits, type: binary, derived: {exists: visits}}
  visits:
    label: Visits
    file: visits.csv
    rows: one row per visit
    parent: people
    at_most: 2
    key: [person_id, visit]
    variables:
      visit: {label: Number of the visit, type: integer, sequence: true}
      at_ease: {label: Was at ease, type: binary}
      minutes: {label: Length, type: integer, unit: minutes, range: [1, 99]}
rules:
  - name: Visits are counted
    table: people
    column: visits
    counts: visits
  - name: Seen means visited
    table: people
    column: seen
    exists: visits
  - name: No smoking in the south wing
    table: people
    if: {ward: south}
    then: {smoker: no}
  - name: Only adults over 20 are visited
    table: visits
    if: {visit: [1, 2]}
    then: {age: {min: 21}}
  - name: A visit takes as long as there are visits, at least
    table: visits
    compare: [minutes, ">=", visits]
    plus: 1
"""

PEOPLE = """\
person_id,age,weight,ward,smoker,packs,visits,seen,joined
A1,30,70.5,1,1,2,2,1,2020-02-29
A2,40,,2,0,,1,1,
A3,50,80,1,0,,0,0,2021-01-01
"""

VISITS = """\
person_id,visit,at_ease,minutes
A1,1,0,20
A1,2,1,30
A2,1,1,40
"""


@pytest.fixture
def ward(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the invented study's folder, which is the working directory of the test."""
    for name, text in (
        ("codebook.yaml", CODEBOOK),
        ("people.csv", PEOPLE),
        ("visits.csv", VISITS),
    ):
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return Path()


@pytest.fixture
def ward_codebook(ward: Path) -> Codebook:
    """Return the invented study's codebook."""
    return load_codebook(ward / "codebook.yaml")
