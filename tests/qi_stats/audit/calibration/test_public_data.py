"""Papers computed from public data that installed packages ship: nothing in them is called wrong.

Each data set gives two groups by the median of its last number. Means, SDs, shares, correlations
and tests are computed by scipy and printed in the styles of six journals; a table has the same.
"""

import math
from functools import cache
from pathlib import Path

import great_tables
import numpy as np
import pandas as pd
import pytest
import statsmodels
from scipy import stats

from qi_stats.audit.paper.audit import audit_paper

FOLDERS = {
    Path(statsmodels.__file__).parent / "datasets": "*/*.csv",
    Path(great_tables.__file__).parent / "data": "*.csv",
}
THIN = "\u2009"


@cache
def load_sets():
    """Return up to two columns of numbers and a group of each data set with 12 rows or more."""
    found = {}
    for folder, pattern in FOLDERS.items():
        for path in sorted(folder.glob(pattern)):
            frame = pd.read_csv(path, encoding="latin-1", nrows=4000, engine="python", sep=None)
            numbers = frame.select_dtypes("number").dropna(axis="columns", how="all").dropna()
            numbers = numbers.loc[:, numbers.nunique() > 1]
            if len(numbers) >= 12 and numbers.shape[1] >= 2:
                by = numbers.iloc[:, -1] > numbers.iloc[:, -1].median()
                if min(by.sum(), (~by).sum()) >= 5:
                    found[path.stem] = numbers.iloc[:, :1].assign(by=by, last=numbers.iloc[:, -1])
    return found


def show(value, places):
    return f"{value:.{places}f}"


def show_p(p, zero):
    text = "< .001" if p < 0.001 else f"= {p:.3f}".replace("0.", ".", 1)
    if p > 0.999:
        text = "> .999"
    return text.replace(" .", " 0.") if zero else text


def write_sentences(frame, style):
    first, second = (frame.iloc[:, 0][frame["by"] == one] for one in (True, False))
    n1, n2, zero = len(first), len(second), style not in {"APA", "AMA"}
    word = (
        "differed significantly"
        if stats.ttest_ind(first, second).pvalue < 0.05
        else "did not differ"
    )
    t = stats.ttest_ind(first, second)
    r = stats.pearsonr(frame.iloc[:, 0], frame["last"])
    share = 100 * n1 / (n1 + n2)
    spread = first.std()
    if not np.isfinite(t.statistic) or spread == 0:
        return
    df = n1 + n2 - 2
    yield f"The groups {word}, t({df}) = {show(t.statistic, 2)}, p {show_p(t.pvalue, zero)}."
    yield f"As a variance, F(1, {df}) = {show(t.statistic**2, 2)}, p {show_p(t.pvalue, zero)}."
    yield f"They were correlated, r({df}) = {show(r.statistic, 2)}, p {show_p(r.pvalue, zero)}."
    yield f"Of all, {n1} of {n1 + n2} units ({show(share, 1)}%) were high."
    yield f"It was high (M = {show(first.mean(), 2)}, SD = {show(spread, 2)}, n = {n1})."
    chance = first > first.median()
    a, b = int(chance.sum()), n1 - int(chance.sum())
    c = int((second > first.median()).sum())
    if min(a, b, c, n2 - c) > 0:
        log, error = math.log(a * (n2 - c) / b / c), math.sqrt(1 / a + 1 / b + 1 / c + 1 / (n2 - c))
        ends = [math.exp(log + side * stats.norm.ppf(0.975) * error) for side in (-1, 1)]
        p = 2 * stats.norm.sf(abs(log) / error)
        low, high = (show(one, 2) for one in ends)
        ratio, p = show(math.exp(log), 2), show_p(p, zero)
        yield f"The odds ratio was {ratio} (95% CI, {low}-{high}; P {p})."


def set_type(text, style):
    if style == "Lancet":
        text = text.replace("-", "–")
        return "".join(
            "·" if one == "." and text[n + 1 : n + 2].isdigit() else one
            for n, one in enumerate(text)
        )
    if style == "comma":
        return "".join(
            "," if one == "." and text[n + 1 : n + 2].isdigit() else one
            for n, one in enumerate(text.replace(", ", "; ").replace("CI; ", "CI: "))
        )
    if style == "AMA":
        return text.replace("p ", "P ").replace("(M =", "(mean =").replace("(mean =", "(M =")
    return text.replace("p = ", "P=") if style in {"BMJ", "NEJM"} else text


def test_there_are_thirty_data_sets():
    assert len(load_sets()) >= 30


@pytest.mark.parametrize("style", ["APA", "AMA", "Lancet", "BMJ", "NEJM", "comma"])
def test_computed_papers_pass_in_every_style(tmp_path, style):
    path = tmp_path / "paper.txt"
    lines = [one for frame in load_sets().values() for one in write_sentences(frame, style)]
    path.write_text("\n".join(set_type(one, style) for one in lines), encoding="utf-8")
    done = audit_paper(path)
    assert [one.message for one in done.findings if one.is_fault] == []
    assert len(done.reading.found) >= 0.95 * len(lines)


def test_tables_of_computed_papers_pass(tmp_path):
    for name, frame in load_sets().items():
        first, second = (frame.iloc[:, 0][frame["by"] == one] for one in (True, False))
        high = [int((one > frame.iloc[:, 0].median()).sum()) for one in (first, second)]
        cells = [f"{one.mean():.2f} ({one.std():.2f})" for one in (first, second)]
        counts = [
            f"{k} ({100 * k / len(one):.1f})" for k, one in zip(high, (first, second), strict=True)
        ]
        p = stats.ttest_ind(first, second).pvalue
        text = (
            f"Variable\tHigh (n = {len(first)})\tLow (n = {len(second)})\tP\n"
            f"Size, mean (SD)\t{cells[0]}\t{cells[1]}\t{show_p(p, True).replace('= ', '')}\n"
            f"Large, n (%)\t{counts[0]}\t{counts[1]}\t\n"
        )
        path = tmp_path / f"{name}.tsv"
        path.write_text(text, encoding="utf-8")
        assert [one.message for one in audit_paper(path).findings if one.is_fault] == [], name
