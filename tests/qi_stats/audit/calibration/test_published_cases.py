"""Published cases with known verdicts, each with its source: the audit says the same."""

import csv
import json
from pathlib import Path

import pytest
from scipy import stats

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


def write_groups(test, printed):
    """Return a paper with the mean, SD and size of each group, and the t or F of their test."""
    groups, value = printed.split("|")
    summaries = [one.split(",") for one in groups.split(";")]
    last = sum(int(n) for *_, n in summaries) - len(summaries)
    f = {"f": value, "df1": str(len(summaries) - 1), "df2": str(last)}
    statistic = {"t": value, "df": str(last)} if test == "t" else f
    square = float(value) ** 2 if test == "t" else float(value)
    p = stats.f.sf(square, len(summaries) - 1, last)
    name = {"t": "student", "f": "anova"}[test]
    about = {"table": "diners", "variables": ["taste", "price"]}
    claims = {"p": {"text": f"{p:.1f}", "kind": "p", "of": about, "test": name}}
    claims["p"] |= {"statistic": statistic}
    for number, texts in enumerate(summaries):
        where = {"price": f"price_{number}"}
        of = {"table": "diners", "where": where}
        for kind, text in zip(("mean", "sd", "count"), texts, strict=True):
            value_of = of if kind == "count" else {**of, "variable": "taste"}
            claims[f"{kind}_{number}"] = {"text": text, "kind": kind, "of": value_of}
    listed = {name: {**one, "place": "T", "says": "S"} for name, one in claims.items()}
    return json.dumps({"source": {"authors": "A", "title": "T"}, "claims": listed})


def find_verdict(test, printed, tmp_path):
    parts = printed.split("|")
    if test in {"t", "f"}:
        path = tmp_path / "paper.yaml"
        path.write_text(write_groups(test, printed), encoding="utf-8")
        faults = [one for one in audit_paper(path).findings if one.is_fault]
        return "inconsistent" if faults else "consistent"
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
