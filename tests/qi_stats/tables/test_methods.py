"""Tables of methods name function, source and check; agreement is a power of ten."""

import re

import pytest

from qi_stats.tables.methods import OWN_TESTS, lay_out_agreement, lay_out_methods

METHODS = [
    {
        "group": "Groups",
        "name": "welch",
        "label": "Welch <t> test",
        "module": "two_groups.means",
        "function": "qi_stats.stats:welch_t",
        "source": "Welch (1947).",
    },
    {
        "group": "Further",
        "name": "",
        "label": "Plan a study.",
        "module": "power.means",
        "function": "qi_stats.stats:power_of_means",
        "source": "Cohen (1988).",
    },
    {
        "group": "Further",
        "name": "",
        "label": "Recode charts.",
        "module": "sensitivity.fragility",
        "function": "qi_stats.stats:find_fragility",
        "source": "Walsh (2014).",
    },
]
AGREEMENT = [
    {
        "statistic": "Welch's t test",
        "module": "two_groups.means",
        "script": "tests/reference/means.R",
        "r": "R 4.2",
        "packages": {"car": "3.1"},
        "cases": 2,
        "numbers": 12,
        "worst": 1e-14,
    },
    {
        "statistic": "Power",
        "module": "power",
        "script": "tests/reference/power.R",
        "r": "R 4.2",
        "packages": {},
        "cases": 1,
        "numbers": 1,
        "worst": 1e-07,
    },
]


def read_text(grid):
    return [re.sub(r"<[^>]+>", " ", " | ".join((row.label, *row.cells))) for row in grid.rows]


def test_each_method_has_its_function_its_source_and_its_checks():
    grid = lay_out_methods(METHODS, AGREEMENT)

    assert [" ".join(line.split()) for line in read_text(grid)] == [
        "Welch &lt;t&gt; test welch | welch_t Welch (1947). | R, means.R",
        "Plan a study. | power_of_means Cohen (1988). | R, power.R",
        f"Recode charts. | find_fragility Walsh (2014). | {OWN_TESTS}",
    ]
    assert [row.group for row in grid.rows] == ["Groups", "Further", "Further"]


def test_agreement_is_shown_with_its_cases_and_the_programs_below():
    grid = lay_out_agreement(AGREEMENT)

    assert grid.rows[0].cells[1:] == ("2", "12", "10<sup>−14</sup>")
    assert grid.rows[1].cells[-1] == "10<sup>−7</sup>"
    assert grid.notes[0] == "R 4.2, with car 3.1."


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("R: `t.test(a < b)`.", "R: <code>t.test(a &lt; b)</code>."),
        ("`a`, `b`", "<code>a</code>, <code>b</code>"),
        ("a ` alone", "a ` alone"),
    ],
)
def test_functions_of_r_in_a_source_are_code(source, shown):
    grid = lay_out_methods([{**METHODS[0], "source": source}], ())

    assert grid.rows[0].cells[0].endswith(f"<br>{shown}")
