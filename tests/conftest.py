"""An invented study whose records are made by hand, so that what is drawn needs no data.

Property tests try the same examples each time, however slow the machine is.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

from qi_stats.codebook import Codebook, load_codebook
from qi_stats.displays import Displays, load_displays
from qi_stats.ledger import Inputs, Ledger, Method, Record, save_ledger

settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")

FIXTURES = Path(__file__).parent / "fixtures"
MOCK = FIXTURES / "mock"


def _make_record(key, stat, fmt="integer", **fields):
    """Return a record with this key; what a test does not name is made up."""
    analysis, *_, name = key.split(".")
    fields.setdefault("stat_label", name.replace("_", " ").capitalize())
    fields.setdefault("identified", "published")
    return Record(
        key=key,
        analysis=analysis,
        stat_name=name,
        stat=stat,
        fmt=fmt,
        inputs=Inputs("people", ()),
        method=fields.pop("method", Method("qi_stats.stats:describe_numbers")),
        **fields,
    )


def _describe_people():
    described = {"context": "describe", "variable": "age"}
    yield _make_record("people.n", 5)
    yield _make_record("people.age.n", 4, **described)
    yield _make_record("people.age.missing", 1)
    yield _make_record("people.age.mean", 50.05, "decimal1")
    yield _make_record("people.age.sd", None, "decimal1", warnings=("There is one value.",))
    yield _make_record("people.age.median", 50, "decimal1")
    yield _make_record("people.age.q1", 40, "decimal1")
    yield _make_record("people.age.q3", 60, "decimal1", identified="bounded", range=(59, 61))
    for variable, counts in (("ward", {"north": 3, "south": 2}), ("smoker", {"yes": 1, "no": 4})):
        yield _make_record(f"people.{variable}.n", 5)
        yield _make_record(f"people.{variable}.missing", 0)
        for level, count in counts.items():
            yield _make_record(f"people.{variable}.{level}.n", count, variable_level=level)
            yield _make_record(f"people.{variable}.{level}.proportion", count / 5, "percent1")
    for value, count in (("1", 3), ("2", 0), ("4", 2)):
        yield _make_record(f"people.waits.{value}.n", count, variable_level=value)


def _infer():
    ml = {"context": "ml", "method": Method("qi_stats.stats:fit_logistic", {"level": 0.9})}
    unsure = {**ml, "identified": "illustrative", "range": (0.1, 9.0)}
    yield _make_record("smoking_on_age.ml.age.odds_ratio", 0.08, "ratio", **unsure)
    yield _make_record("smoking_on_age.ml.age.odds_ratio_low", 0.001, "ratio", **unsure)
    yield _make_record("smoking_on_age.ml.age.odds_ratio_high", 0.83, "ratio", **unsure)
    yield _make_record("smoking_on_age.ml.age.z", -2.1, "decimal2", **ml)
    yield _make_record("smoking_on_age.ml.age.p", 0.0004, "p", **ml)
    gone = {**ml, "warnings": ("The groups are separated.",)}
    for name in ("odds_ratio", "odds_ratio_low", "odds_ratio_high", "z", "p"):
        yield _make_record(f"smoking_on_ward.ml.ward.{name}", None, "ratio", **gone)
    for name, stat in (("difference", -2.0), ("low", -5.25), ("high", 1.25), ("t", -1.5)):
        yield _make_record(f"age_by_smoking.welch.{name}", stat, "decimal2")
    yield _make_record("age_by_smoking.welch.df", 12.34, "decimal1")
    yield _make_record("age_by_smoking.welch.p", 0.031, "p")
    for name, stat in (("f", 4.5), ("df1", 1), ("df2", 22)):
        fmt = "decimal2" if name == "f" else "integer"
        yield _make_record(f"age_by_smoking.levene_mean.{name}", stat, fmt)
    yield _make_record("age_by_smoking.levene_mean.p", 0.045, "p")


@pytest.fixture(scope="session")
def mock() -> Ledger:
    """The invented study's ledger."""
    return Ledger([*_describe_people(), *_infer()])


@pytest.fixture(scope="session")
def make_hostile_ledger() -> Callable[[str], Ledger]:
    """A function that returns the invented study's ledger with one more record, a text."""

    def make(text: str) -> Ledger:
        comment = _make_record("people.comment", text, "text")
        return Ledger([*_describe_people(), *_infer(), comment])

    return make


@pytest.fixture
def make_record() -> Callable[..., Record]:
    """A function that makes a record from key, value and rounding rule."""
    return _make_record


@pytest.fixture
def mock_project(tmp_path: Path, mock: Ledger, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented study as a project; the test's working directory is a chapter folder of it."""
    root = Path(shutil.copytree(MOCK, tmp_path / "mock"))
    save_ledger(mock, root / "results" / "ledger.json")
    (root / "chapters").mkdir()
    monkeypatch.chdir(root / "chapters")
    return root


@pytest.fixture
def mock_codebook(mock_project: Path) -> Codebook:
    """The invented study's codebook."""
    return load_codebook(mock_project / "data" / "codebook.yaml")


@pytest.fixture
def mock_displays(mock_project: Path) -> Displays:
    """The shells of the invented study's tables and figures."""
    return load_displays(mock_project / "data" / "plan.yaml")


@pytest.fixture
def reviewed(tmp_path: Path) -> Path:
    """A copy of the invented study that two reviewers coded; a test may damage it."""
    return Path(shutil.copytree(FIXTURES / "reviewers", tmp_path / "reviewed"))
