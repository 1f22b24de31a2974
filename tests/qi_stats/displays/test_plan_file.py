"""Mistakes in the shells of tables and figures are named with their line."""

import pytest

from qi_files.errors import InputError
from qi_stats.displays import load_displays


def _damage(project, old, new):
    path = project / "data" / "plan.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_shells_are_read_by_kind(mock_displays):
    kinds = {name: shell.kind for name, shell in mock_displays.tables.items()}

    assert kinds == {"people": "summary", "coding": "coding", "tests": "inference"}
    assert mock_displays.analyses["people"].model_extra["question"] == "Who waited?"


def test_an_unknown_key_is_named_with_the_nearest(mock_project):
    path = _damage(mock_project, "    total: people.n", "    totals: people.n")

    with pytest.raises(InputError, match=r"plan\.yaml:\d+") as caught:
        load_displays(path)

    assert "totals" in str(caught.value)
    assert "did you mean “total”?" in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kind: flow", "kind: flowchart"),
        ("after: north}", "after: nowhere}"),
        ("{label: In the south, count: people.ward.south.n, after: all}", "{label: A, count: a.n}"),
        ("count: people.n", "count: people"),
        ("  ratios:", "  Odds Ratios:"),
        ("sides: [Less, More]", "limits: [0.1, 0.9]"),
    ],
    ids=["kind", "unknown step", "two first steps", "no key", "id", "limits beside one"],
)
def test_an_impossible_figure_is_refused(mock_project, old, new):
    path = _damage(mock_project, old, new)

    with pytest.raises(InputError, match=r"plan\.yaml:\d+"):
        load_displays(path)
