"""Invented papers to measure the audit with: 200 claims about two groups, and five pages of text.

All numbers come from data drawn with a seed and rounded, so that nothing in them is wrong.
"""

from __future__ import annotations

import json
import random
import statistics
from typing import TYPE_CHECKING

from scipy import stats

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZES = {"smokers": 74, "others": 115}
NUMBERS = {
    "weight": (3000, 700, 0), "age": (23, 5, 0), "score": (12, 4, 0), "stay": (6, 3, 0),
    "pressure": (128, 18, 0), "visits": (3, 2, 0), "height": (168.2, 7.1, 1), "bmi": (26.1, 4.4, 1),
    "glucose": (5.6, 0.9, 1), "pulse": (74, 9, 0),
}  # fmt: skip
"""Middle, spread and decimals of the values."""
LEVELS = {
    "sex": 2, "school": 3, "work": 3, "region": 4, "housing": 3, "insured": 2, "partner": 2,
    "diet": 3, "sport": 3, "drives": 2,
}  # fmt: skip
PARAGRAPH = "This paragraph tells how patients were met and what was said to them. " * 8


def write_claims(seed: int = 13) -> tuple[str, int]:
    """Return a file of claims about two groups, and how many claims it has."""
    draw = random.Random(seed)  # noqa: S311 - a simulation
    claims: dict[str, dict[str, object]] = {"all_n": _claim(sum(SIZES.values()), "count", {})}
    for group, n in SIZES.items():
        claims[f"{group}_n"] = _claim(n, "count", {"where": {"group": group}})
    for name, (middle, spread, places) in NUMBERS.items():
        _describe(claims, name, {
            group: [round(draw.gauss(middle, spread), places) for _ in range(n)]
            for group, n in SIZES.items()
        }, places)  # fmt: skip
    for name, levels in LEVELS.items():
        for group, n in SIZES.items():
            drawn = [draw.randrange(levels) for _ in range(n)]
            for level in range(levels):
                where = {"where": {name: f"level_{level}"}, "denominator": {"group": group}}
                key, count = f"{name}_{level}_{group}", drawn.count(level)
                claims[f"{key}_n"] = _claim(count, "count", where)
                claims[f"{key}_percent"] = _claim(f"{100 * count / n:.1f}%", "percent", where)
    source = {"authors": "Nobody", "title": "An invented paper"}
    text = json.dumps({"source": source, "claims": claims}, indent=1)
    return text, len(claims)


def _claim(text: object, kind: str, of: dict[str, object]) -> dict[str, object]:
    about = {"table": "people", **of}
    return {"text": str(text), "place": "Table 1", "says": "A number", "kind": kind, "of": about}


def _describe(
    claims: dict[str, dict[str, object]], name: str, values: dict[str, list[float]], places: int
) -> None:
    """Add mean, SD and range of each group, and Student's P."""
    for group, drawn in values.items():
        of: dict[str, object] = {"variable": name, "where": {"group": group}}
        of |= {"items": 1} if places == 0 else {}
        numbers = {
            "mean": f"{statistics.mean(drawn):.{places + 1}f}",
            "sd": f"{statistics.stdev(drawn):.{places + 1}f}",
            "minimum": f"{min(drawn):.{places}f}",
            "maximum": f"{max(drawn):.{places}f}",
        }
        for kind, text in numbers.items():
            claims[f"{name}_{group}_{kind}"] = _claim(text, kind, of)
    p = float(stats.ttest_ind(*values.values()).pvalue)
    test = _claim(f"{p:.3f}" if p >= 0.001 else "<.001", "p", {"variables": [name, "group"]})
    claims[f"{name}_p"] = {**test, "test": "student"}


def write_article(seed: int = 13) -> str:
    """Return five pages of text with forty statistics and a table."""
    draw = random.Random(seed)  # noqa: S311 - a simulation
    return "\n\n".join([PARAGRAPH if n % 2 else _state(draw) for n in range(80)])


def _state(draw: random.Random) -> str:
    return " ".join(_list_sentences(draw))


def _list_sentences(draw: random.Random) -> Iterator[str]:
    df, t = draw.randint(10, 200), draw.uniform(0.1, 4)
    p = float(2 * stats.t.sf(round(t, 2), df))
    shown = f"= {p:.3f}" if p >= 0.001 else "< .001"
    yield f"The groups were compared, t({df}) = {t:.2f}, p {shown}."
    n = draw.randint(20, 400)
    count = draw.randint(1, n)
    yield f"Of these, {count} of {n} patients ({100 * count / n:.1f}%) returned."
