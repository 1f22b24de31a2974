"""P values of counts by the test that a paper names, and by all of them."""

import math

import pytest

from qi_stats.audit.consistency.count_tests import list_count_p, list_unconditional

from .texts import TALL, count, ranks

SMALL = [[4, 4], [12, 1]]
"""Boschloo's P is .030 or .053 by Fisher's P, .037 or .042 doubled, as the margin is fixed."""


@pytest.fixture
def counts():
    found = {"guests": False, "all": {"text": "21", "kind": "count", "of": "{table: guests}"}}
    for level, n, tall in (("red", "8", "4"), ("blue", "13", "12")):
        found[level] = count(n, f"{{house: {level}}}")
        found[f"{level}_tall"] = count(tall, TALL, f"{{house: {level}}}")
    return found


def p(text, **more):
    return {"text": text, "kind": "p", "of": "{table: guests, variables: [tall, house]}", **more}


@pytest.mark.parametrize(
    ("text", "more", "rank"),
    [
        (".04", {"test": "boschloo"}, "question"),
        (".05", {"test": "boschloo"}, "question"),
        (".30", {"test": "boschloo"}, "impossible"),
        (".047", {"test": "fisher"}, None),
        (".095", {"test": "fisher"}, None),
        (".030", {"test": "fisher"}, "impossible"),
        (".030", {}, None),
        (".30", {}, "ambiguous"),
        (".047", {"test": "fisher", "sides": 1}, None),
        (".095", {"test": "fisher", "sides": 1}, "conclusion"),
        (".0135", {"test": "pearson", "sides": 1}, None),
        (".30", {"test": "student"}, None),
    ],
)
def test_p_values_by_the_test_that_is_named(examine, counts, text, more, rank):
    fisher = {one.p for one in list_count_p(SMALL, "fisher")}
    assert min(fisher) == pytest.approx(0.0475, abs=5e-5)
    found = [one for one in ranks(examine(**counts, p=p(text, **more))) if one[1] == "p"]
    assert found == ([(rank, "p")] if rank else [])


def test_the_finding_names_orderings_and_margins(examine, counts):
    (found,) = examine(**counts, p=p(".04", test="boschloo"))
    for name in ("by Fisher's two-sided P, groups fixed", "doubled, outcomes fixed", "0.0525"):
        assert name in found[2]


def test_walds_test_is_that_of_the_log_odds_ratio():
    (wald,) = list_count_p([[10, 40], [30, 20]], "wald")
    z = math.log(6) / math.sqrt(1 / 10 + 1 / 40 + 1 / 30 + 1 / 20)
    assert wald.p == pytest.approx(math.erfc(z / math.sqrt(2)), rel=1e-12)
    (one_sided,) = list_count_p([[10, 40], [30, 20]], "wald", 1)
    assert one_sided.p == pytest.approx(wald.p / 2, rel=1e-12)


@pytest.mark.parametrize("table", [[[200, 200], [100, 300]], [[1, 2, 3], [4, 5, 6]]])
def test_tables_without_the_tests_of_one_margin(table):
    assert list(list_unconditional(table)) == []


@pytest.mark.parametrize(("df", "text", "rank"), [("1", "<.05", None), ("2", ".087", "ambiguous")])
def test_degrees_of_freedom_of_chi_square(examine, counts, df, text, rank):
    claim = p(text, statistic=f"{{chi2: '4.89', df: '{df}'}}")
    found = [one for one in ranks(examine(**counts, p=claim)) if one[0] == "ambiguous"]
    assert found == ([(rank, "p")] if rank else [])
