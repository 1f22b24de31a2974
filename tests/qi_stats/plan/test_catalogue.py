"""The catalogue has every method and function, each with a source, and is committed as it is."""

from pathlib import Path

from qi_stats import stats
from qi_stats.methods import COEFFICIENTS, COMPARISONS, PAIRED, REGRESSIONS
from qi_stats.plan.catalogue import OTHERS, list_catalogue, render_catalogue

ROOT = Path(__file__).parents[3]


def test_every_method_of_a_plan_and_every_public_function_is_listed_once():
    entries = list_catalogue()
    named = [entry.name for entry in entries if entry.name]
    further = [entry.function.partition(":")[2] for entry in entries if entry.group == OTHERS]

    regressions = [one for methods in REGRESSIONS.values() for one in methods]
    planned = [*COMPARISONS, *PAIRED, *regressions, *COEFFICIENTS]
    assert named == [one.name for one in planned]
    assert len(set(further)) == len(further)
    assert set(stats.__all__) == {entry.function.partition(":")[2] for entry in entries} & set(
        stats.__all__
    )


def test_every_entry_has_words_and_a_source():
    assert [e.function for e in list_catalogue() if not e.label or not e.source] == []


def test_the_committed_catalogue_is_the_current_one():
    committed = (ROOT / "results" / "methods.json").read_text(encoding="utf-8")

    assert committed == render_catalogue(), "run qi-stats methods --out results/methods.json"
