"""A shell that names what is not there is told so, with its line, before anything is drawn."""

import pytest

from qi_files.errors import InputError
from qi_stats.displays import check_displays, load_displays


@pytest.fixture
def check(mock_project, mock_codebook):
    """Return a function that checks the plan's file after one change."""
    path = mock_project / "data" / "plan.yaml"

    def check_changed(old="", new=""):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        check_displays(load_displays(path), path, mock_codebook)

    return check_changed


def test_the_mock_study_names_only_what_is_there(check):
    check()


@pytest.mark.parametrize(
    ("old", "new", "trail", "do"),
    [
        (
            "analysis: people\n    total",
            "analysis: peple\n    total",
            "people › analysis",
            "people",
        ),
        ("total: people.n", "total: peopl.n", "people › total", "people"),
        ("{variable: smoker}", "{variable: smokr}", "rows › 5 › variable", "smoker"),
        ("levels: [north]", "levels: [nort]", "levels › 1", "north"),
        ("[people.ward]}", "[people.wards]}", "variables › 1", "people.ward"),
        ("analysis: age_by_smoking", "analysis: age_by_smokin", "blocks › 3", "age_by_smoking"),
        ("{analysis: smoking_on_age,", "{analysis: smoking,", "rows › 1", "smoking_on_age"),
        ("count: people.smoker.no.n", "count: peoples.smoker.no.n", "others › count", "people"),
        ("variable: waits", "variable: wait", "panels › 1 › variable", "waits"),
    ],
)
def test_an_unknown_name_is_answered_with_its_place_and_the_nearest(check, old, new, trail, do):
    with pytest.raises(InputError, match=r"plan\.yaml:\d+") as caught:
        check(old, new)

    assert trail in str(caught.value)
    assert f"did you mean “{do}”?" in str(caught.value)


def test_a_line_may_be_described_by_another_analysis(check):
    with pytest.raises(InputError, match="an analysis of this plan"):
        check("{variable: smoker}", "{variable: smoker, analysis: nobody}")
