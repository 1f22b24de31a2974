"""A study so small that every dataset of it can be listed: people in hats, and their walks.

`list_people` lists what one person can be like, by the codebook's words and without its code;
`list_datasets` every group of a few such persons.
"""

from collections.abc import Callable
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest

from qi_stats.audit import Claims, load_claims
from qi_stats.codebook import Codebook, load_codebook
from qi_stats.plan import Plan, load_plan

CODEBOOK = """\
title: People in hats
provenance: reconstructed
unit: {table: people, singular: person, plural: people}
tables:
  people:
    label: People
    file: people.csv
    rows: one row per person
    key: [person]
    variables:
      person: {label: Number, type: id, pattern: 'P\\d'}
      hat: {label: Hat, type: category,
            levels: {red: {code: 1, label: Red}, blue: {code: 2, label: Blue}}}
      age: {label: Age, type: integer, range: [1, 3]}
      keen: {label: Keen, type: binary}
      why: {label: Why not, type: category, only_if: {keen: no},
            levels: {rain: {code: 1, label: Rain}, dogs: {code: 2, label: Dogs}}}
      red_and_keen: {label: Red and keen, type: binary, derived: {is: {hat: red, keen: yes}}}
      walked: {label: Walked, type: binary, derived: {exists: walks}}
  walks:
    label: Walks
    file: walks.csv
    rows: one row per walk
    parent: people
    at_most: 1
    key: [person]
    variables:
      long: {label: Was long, type: binary}
rules:
  - {name: The keen walk, table: people, if: {keen: yes}, then: {walked: yes}}
  - {name: Only the old go far, table: walks, if: {long: yes}, then: {age: [2, 3]}}
"""

PLAN = """\
analyses:
  people: {title: People, kind: describe, table: people, variables: [hat, age, keen, why, walked],
           counted: [age]}
  walks: {title: Walks, kind: describe, table: walks, variables: [long]}
  keen_by_hat: {title: Keen by hat, kind: compare, table: people, variable: keen, by: hat,
                groups: [red, blue], methods: [fisher, phi]}
  age_by_hat: {title: Age by hat, kind: compare, table: people, variable: age, by: hat,
               groups: [red, blue], methods: [welch]}
"""

NAMES = ("hat", "age", "keen", "why", "walked", "long")


def list_people():
    """Return each kind of person as a dict; `why` and `long` are None where they do not apply."""
    found = []
    for hat, age, keen, why, long in product(
        ("red", "blue"), (1, 2, 3), ("yes", "no"), ("rain", "dogs", None), ("yes", "no", None)
    ):
        if (why is None) != (keen == "yes"):
            continue  # a reason is given by those who are not keen
        if keen == "yes" and long is None:
            continue  # the keen walk
        if long == "yes" and age == 1:
            continue  # only the old go far
        walked = "no" if long is None else "yes"
        found.append(dict(zip(NAMES, (hat, age, keen, why, walked, long), strict=True)))
    return found


def list_datasets(n):
    """Return every group of `n` persons, whatever their order."""
    return list(combinations_with_replacement(list_people(), n))


def claim(kind, text, of, more=""):
    """Return the YAML of a claim."""
    return f"{{text: '{text}', place: T, says: S, kind: {kind}, key: people.hat.n, {of}{more}}}"


def count(text, where):
    return claim("count", text, f"of: {{table: people, where: {{{where}}}}}")


@pytest.fixture
def codebook(tmp_path: Path) -> Codebook:
    path = tmp_path / "codebook.yaml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return load_codebook(path)


@pytest.fixture
def plan(tmp_path: Path, codebook: Codebook) -> Plan:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return load_plan(path, codebook)


@pytest.fixture
def load(tmp_path: Path, codebook: Codebook) -> Callable[..., Claims]:
    """Return a function that reads claims about `n` people, each given as its YAML by name."""

    def load_texts(n: int, **claims: str) -> Claims:
        lines = ["source: {authors: A Writer, title: A title}", "claims:"]
        everybody = claim("count", n, "of: {table: people}")
        lines += [f"  {name}: {text}" for name, text in {"everybody": everybody, **claims}.items()]
        path = tmp_path / "published.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return load_claims(path, codebook)

    return load_texts
