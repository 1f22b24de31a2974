"""An analysis that can't be carried out: told in the ledger and by the exit code, alone."""

import pytest

from qi_files.errors import InputError
from qi_stats.cli import main
from qi_stats.plan.run import run as runner

PLAN = """\
analyses:
  scores:
    {title: Scores, kind: describe, table: residents, variables: [score]}
  falls:
    {title: Falls, kind: compare, table: residents, variable: score, by: fell, methods: [welch]}
  moods:
    {title: Moods, kind: compare, table: residents, variable: mood, by: fell, methods: [welch]}
families:
  all: {title: All, members: [falls.welch.p, moods.welch.p]}
planning:
  comparisons: [falls]
"""


@pytest.fixture(params=[ValueError("y must hold 0 and 1 only"), MemoryError(), KeyError("x")])
def failing(request, monkeypatch):
    """Let the comparison called `falls` fail."""
    compare = runner.compare_groups

    def fail(analysis, scope):
        if analysis.id == "falls":
            raise request.param
        return compare(analysis, scope)

    monkeypatch.setattr(runner, "compare_groups", fail)
    return type(request.param)


def test_the_others_go_on(run, failing):
    ledger = run(PLAN)

    record = ledger.get("falls.failure")
    words = {
        ValueError: "y must hold 0 and 1 only.",
        MemoryError: "there is not enough memory for it.",
        KeyError: "the program met a fault of its own (KeyError).",
    }
    assert record.stat is None
    assert record.warnings == (f"This analysis could not be carried out: {words[failing]}",)
    assert [one.key for one in ledger.select("falls")] == ["falls.failure"]
    assert ledger.get("moods.welch.p").stat is not None
    assert not ledger.select("families")


def test_what_the_plan_says_wrongly_is_still_refused(run, monkeypatch):
    def refuse(analysis, scope):
        raise InputError("the plan", "this", "that", "mend it")

    monkeypatch.setattr(runner, "compare_groups", refuse)
    with pytest.raises(InputError, match="mend it"):
        run(PLAN)


def test_the_exit_code_says_so_and_the_ledger_is_written(folder, failing, capsys, monkeypatch):
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    monkeypatch.chdir(folder)

    assert main(["run", "--data", ".", "--out", "ledger.json"]) == 1
    assert "falls: This analysis could not be carried out" in capsys.readouterr().out
    assert "falls.failure" in (folder / "ledger.json").read_text(encoding="utf-8")
