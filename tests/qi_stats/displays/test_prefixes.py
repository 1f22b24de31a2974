"""Shells that name records by the beginning of their keys are checked before they are drawn."""

import pytest

from qi_files.errors import InputError
from qi_stats.displays import check_displays, load_displays
from qi_stats.displays.usage import find_analyses

SHELLS = """\
families:
  all: {title: All, members: [people.age.p, smoking_on_age.ml.age.p]}
tables:
  family:
    kind: records
    title: Family
    stub: Test
    columns: [{label: P, stat: p}]
    rows:
      - {prefix: families.all.people.age.p, label: Age}
      - {prefix: smoking_on_age.ml, label: Smoking}
figures:
  moves:
    kind: moves
    title: Moves
    series: [{prefix: age_by_smoking.welch.recoded, label: Welch}]
"""


@pytest.fixture
def check(mock_project, mock_codebook):
    """Return a function that checks shells beside the analyses of the invented study."""
    path = mock_project / "data" / "plan.yaml"
    analyses = path.read_text(encoding="utf-8").partition("tables:")[0]

    def check_text(text):
        path.write_text(analyses + text, encoding="utf-8")
        displays = load_displays(path)
        check_displays(displays, path, mock_codebook)
        return displays

    return check_text


def test_analyses_and_families_are_known(check):
    displays = check(SHELLS)

    assert find_analyses(displays.figures["moves"]) == {"age_by_smoking"}
    assert "smoking_on_age" in find_analyses(displays.tables["family"])


@pytest.mark.parametrize(
    ("old", "new", "trail"),
    [
        ("prefix: smoking_on_age", "prefix: smoking_on_ages", "rows › 2 › prefix"),
        ("prefix: age_by_smoking", "prefix: age_by_smokin", "series › 1 › prefix"),
        ("prefix: families", "prefix: planning", "rows › 1 › prefix"),
    ],
)
def test_what_is_not_there_is_answered_with_its_place(check, old, new, trail):
    with pytest.raises(InputError, match=r"plan\.yaml:\d+") as caught:
        check(SHELLS.replace(old, new))

    assert trail in str(caught.value)
