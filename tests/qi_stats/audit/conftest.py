"""An invented study of guests and their calls, small enough to be counted by hand."""

from collections.abc import Callable
from pathlib import Path

import pytest

from qi_stats.audit import Claims, load_claims
from qi_stats.codebook import Codebook, load_codebook
from qi_stats.plan import Plan, load_plan

CODEBOOK = """\
title: Guests and their calls
provenance: reconstructed
unit: {table: guests, singular: guest, plural: guests}
tables:
  guests:
    label: Guests
    file: guests.csv
    rows: one row per guest
    key: [guest]
    variables:
      guest: {label: Number, type: id, pattern: 'G\\d{2}'}
      score: {label: Score, type: integer, range: [0, 20]}
      house:
        label: House
        type: category
        levels:
          red: {code: 1, label: Red}
          blue: {code: 2, label: Blue}
          green: {code: 3, label: Green}
      tall: {label: Tall, type: binary}
      happy: {label: Happy, type: binary}
      reason: {label: Reason, type: category, only_if: {happy: no},
               levels: {food: {code: 1, label: Food}, noise: {code: 2, label: Noise}}}
      calls: {label: Calls, type: integer, range: [0, 2]}
      note: {label: Note, type: text, missing: true}
      red_and_tall: {label: Red and tall, type: binary, derived: {is: {house: red, tall: yes}}}
      called: {label: Called, type: binary, derived: {exists: calls}}
      call_rows: {label: Rows of calls, type: integer, derived: {count: calls}}
  calls:
    label: Calls
    file: calls.csv
    rows: one row per call
    parent: guests
    at_most: 2
    key: [guest, call]
    variables:
      call: {label: Number of the call, type: integer, range: [1, 2], sequence: true}
      minutes: {label: Minutes, type: integer, range: [1, 9]}
rules:
  - {name: Calls are counted, table: guests, column: calls, counts: calls}
  - {name: The tall are happy, table: guests, if: {tall: yes}, then: {happy: yes}}
  - {name: A call takes longer than there are calls, table: calls,
     compare: [minutes, ">", calls], plus: 1}
"""

GUESTS = "{text: '8', place: Table, says: Guests, kind: count, key: a.b, of: {table: guests}}"


@pytest.fixture
def codebook(tmp_path: Path) -> Codebook:
    path = tmp_path / "codebook.yaml"
    path.write_text(CODEBOOK, encoding="utf-8")
    return load_codebook(path)


@pytest.fixture
def load(tmp_path: Path, codebook: Codebook) -> Callable[..., Claims]:
    """Return a function that reads claims, each given as its YAML mapping by name."""

    def load_texts(**claims: str) -> Claims:
        lines = ["source: {authors: A Writer, title: A title}", "claims:"]
        lines += [f"  {name}: {text}" for name, text in {"guests": GUESTS, **claims}.items()]
        path = tmp_path / "published.yaml"
        path.write_text("\n".join(lines), encoding="utf-8")
        return load_claims(path, codebook)

    return load_texts


PLAN = """\
analyses:
  guests: {title: Guests, kind: describe, table: guests, variables: [score, house, tall, happy]}
  happy_by_tall: {title: Happy by tall, kind: compare, table: guests, variable: happy, by: tall,
                  groups: [yes, no], methods: [welch]}
"""


@pytest.fixture
def plan(tmp_path: Path, codebook: Codebook) -> Plan:
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    return load_plan(path, codebook)
