"""What the report says of the agreement with R is about the reference values that there are."""

import json
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROWS = json.loads((ROOT / "results" / "agreement-with-r.json").read_text(encoding="utf-8"))
HEADERS = {
    header["script"]: header
    for path in sorted((ROOT / "tests" / "reference").glob("*.json"))
    for header in [json.loads(path.read_text(encoding="utf-8"))["header"]]
}
CERTIFIED = {"tests/reference/michelson.R"}
"""Scripts whose values are compared with certified ones, not with ours."""
AUDIT = {"tests/reference/count_intervals.R", "tests/reference/summaries.R"}
"""Scripts with whose values the tests of the audit compare, which is no statistic of the report."""


def test_every_reference_file_is_compared_with():
    assert {row["script"] for row in ROWS} == set(HEADERS) - CERTIFIED - AUDIT


def test_the_audits_tests_read_their_reference_files():
    tests = [
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("qi_stats/audit/**/*.py")
    ]

    assert all(any(f"{Path(name).stem}.json" in text for text in tests) for name in AUDIT)


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['statistic']}" for row in ROWS])
def test_a_row_names_the_program_that_made_its_values(row):
    header = HEADERS[row["script"]]

    assert (row["r"], row["packages"]) == (header["r"], header["packages"])
    assert row["cases"] > 0
    assert row["numbers"] > 0


def test_every_statistic_has_a_module_that_is_tested():
    tests = Path(__file__).parent / "stats"

    for module in {row["module"] for row in ROWS}:
        *rooms, name = module.split(".")
        place = tests.joinpath(*rooms)
        assert any((folder / f"test_{name}.py").is_file() for folder in (place, place / name)), (
            module
        )
