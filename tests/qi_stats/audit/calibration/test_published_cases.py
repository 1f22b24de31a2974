"""Published cases with known verdicts, each with its source: the audit says the same."""

import csv
from pathlib import Path

import pytest

from qi_stats.audit import (
    check_debit,
    check_grim,
    check_grimmer,
    check_percent,
    check_t_test,
    read_group,
)
from qi_stats.audit.paper.audit import audit_paper

CASES = Path(__file__).with_name("published_cases.tsv")


def list_cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t"))


def find_verdict(test, printed, tmp_path):
    parts = printed.split("|")
    if test == "text":
        path = tmp_path / "paper.txt"
        path.write_text(f"{printed}.", encoding="utf-8")
        ranks = {one.rank for one in audit_paper(path).findings if one.is_fault}
        if "conclusion" in ranks:
            return "decision error"
        return "inconsistent" if ranks else "consistent"
    if test == "groups":
        groups = (read_group(int(n), mean, sd) for mean, sd, n in (parts[:3], parts[3:6]))
        found = check_t_test(parts[6], *groups, "student")
    elif test == "grimmer":
        found = check_grimmer(*parts[:2], *map(int, parts[2:]))
    else:
        check = {"grim": check_grim, "percent": check_percent, "debit": check_debit}[test]
        found = check(*parts[:-1], int(parts[-1]))
    return "consistent" if found.is_right else "inconsistent"


@pytest.mark.parametrize("case", list_cases(), ids=lambda case: case["printed"])
def test_a_published_case_gets_its_published_verdict(case, tmp_path):
    assert find_verdict(case["test"], case["printed"], tmp_path) == case["verdict"], case["source"]
