"""Agreement with R is compared in one place, which also keeps the record of it.

`pytest tests/qi_stats/stats --agreement FILE` writes as JSON, for each statistic that was compared,
its module, the script and program, the number of cases and numbers, and the worst relative
difference. The report shows the file that is committed; without the option each comparison is held
against it.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

REFERENCE = Path(__file__).parents[2] / "reference"
COMMITTED = Path(__file__).parents[3] / "results" / "agreement-with-r.json"
PRINTED = 1e-14  # the reference files hold 15 digits, so smaller differences say nothing
MACHINES = 10  # how much further apart another processor's rounding may bring the two


@dataclass
class Agreement:
    """How far one statistic is from the values of one reference file."""

    module: str
    cases: set[str] = field(default_factory=set)
    numbers: int = 0
    worst: float = 0.0


RECORD = pytest.StashKey[dict[tuple[str, str], Agreement]]()


@pytest.fixture
def agree(request):
    """Return a function that asserts agreement with a reference file, and records it."""
    record = request.config.stash.setdefault(RECORD, {})
    recording = request.config.getoption("--agreement", default=None)
    module = _name_module(request.node.path.relative_to(Path(__file__).parent))

    def compare(statistic, script, found, expected, *, rel, floor=0.0):
        entry = record.setdefault((statistic, script), Agreement(module))
        entry.cases.add(request.node.nodeid)
        for mine, theirs in zip(_flatten(found), _flatten(expected), strict=True):
            assert mine == (theirs if theirs is None else pytest.approx(theirs, rel=rel, abs=floor))
            if theirs and abs(theirs) > floor:
                entry.numbers += 1
                entry.worst = max(entry.worst, abs(mine / theirs - 1))
        if not recording:
            committed = _read_committed().get((statistic, f"tests/reference/{script}.R"))
            assert committed is not None, (
                "run pytest --agreement, as tests/reference/README.md says"
            )
            assert entry.worst <= MACHINES * committed["worst"]

    return compare


def _name_module(path):
    """Return the module that a file of tests mirrors; the room, if the file has its name."""
    *rooms, name = path.with_suffix("").parts
    name = name.removeprefix("test_")
    return ".".join(dict.fromkeys([*rooms, name]))


@cache
def _read_committed():
    """Return what the report says of each statistic, by its name and script."""
    rows = json.loads(COMMITTED.read_text(encoding="utf-8"))
    return {(row["statistic"], row["script"]): row for row in rows}


def _flatten(value):
    """Return numbers in order; a mapping's by its names, so that the order of fields is free."""
    if isinstance(value, Mapping):
        return [each for name in sorted(value) for each in _flatten(value[name])]
    if isinstance(value, Sequence):
        return [each for item in value for each in _flatten(item)]
    return [value]


def pytest_addoption(parser):
    parser.addoption("--agreement", metavar="FILE", help="write how far statistics are from R's")


def pytest_sessionfinish(session, exitstatus):
    target = session.config.getoption("--agreement", default=None)
    if target and exitstatus == pytest.ExitCode.OK:
        rows = [
            _describe(*key, entry)
            for key, entry in sorted(session.config.stash.get(RECORD, {}).items())
        ]
        Path(target).write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", "utf-8")


def _describe(statistic, script, entry):
    header = json.loads((REFERENCE / f"{script}.json").read_text(encoding="utf-8"))["header"]
    worst = max(entry.worst, PRINTED)
    return {
        "statistic": statistic,
        "module": entry.module,
        "script": header["script"],
        "r": header["r"],
        "packages": header["packages"],
        "cases": len(entry.cases),
        "numbers": entry.numbers,
        "worst": float(f"1e{math.ceil(math.log10(worst) - 1e-9)}"),
    }
