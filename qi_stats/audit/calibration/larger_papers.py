"""Invented papers of 20 to 5,000 people with the numbers that the small ones lack.

They print counts with χ², *G* or Fisher's *P*, a ratio or difference and a percentage with their
intervals by one of several formulas, means of two groups with their difference, its standard error
and interval, one-sided tests, three groups with *F*, a correlation, a scale of nine items with its
limits, medians, and a paired test. Each is written as YAML and read again without a codebook. Which
errors are detectable is not known here, so that only false alarms are bounds; of changed digits it
is counted how many are noticed.
"""

from __future__ import annotations

import json
import random
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.paper.audit import examine_paper

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    import numpy as np

    from qi_stats.audit.checks.findings import Finding

    Values: TypeAlias = np.ndarray

Claims: TypeAlias = "dict[str, dict[str, Any]]"
_SIZES = ((10, 60), (60, 400), (400, 2500))
_FACES = ("text", "low", "high", "t", "f", "chi2", "g", "r", "se")


def write_larger(seed: int, number: int) -> Claims:
    """Return the claims of the paper of this number, as the keys of a file of claims."""
    draw = random.Random(f"larger {seed} {number}")  # noqa: S311 - a simulation
    low, high = _SIZES[number % len(_SIZES)]
    sizes = [draw.randint(low, high) for _ in range(2)]
    claims: Claims = {"n": _claim(str(sum(sizes)), "count", {})}
    for group, n in zip("ab", sizes, strict=True):
        claims[f"n_{group}"] = _claim(str(n), "count", {"where": {"group": group}})
    for add in (_add_counts, _add_means, _add_three, _add_items, _add_pair):
        claims |= add(draw, sizes)
    return claims


def audit_larger(claims: Claims) -> tuple[Finding, ...]:
    """Return the findings on the claims, written and read again without a codebook."""
    document = {"source": {"authors": "Nobody", "title": "An invented paper"}, "claims": claims}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.yaml"
        path.write_text(json.dumps(document), encoding="utf-8")
        return examine_paper(load_claims(path), has_levels=False)


def change_digit(claims: Claims, draw: random.Random) -> Claims:
    """Return the claims with one digit of one printed number changed."""
    spots = [(name, *face) for name, one in claims.items() for face in _list_faces(one)]
    name, *keys, text = draw.choice(spots)
    place = draw.choice([n for n, one in enumerate(text) if one.isdigit()])
    digit = draw.choice([one for one in "0123456789" if one != text[place]])
    changed = json.loads(json.dumps(claims))
    entry = changed[name]
    for key in keys[:-1]:
        entry = entry[key]
    entry[keys[-1]] = text[:place] + digit + text[place + 1 :]
    return changed  # type: ignore[no-any-return]


def _list_faces(claim: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the keys that lead to each printed number of a claim, with its text."""
    for key, value in claim.items():
        if isinstance(value, dict) and key in {"interval", "statistic"}:
            yield from ((key, *face) for face in _list_faces(value))
        elif key in _FACES and any(map(str.isdigit, str(value))) and claim.get("kind") != "limits":
            yield key, value


def _claim(text: str, kind: str, of: dict[str, Any], **more: object) -> dict[str, Any]:
    about = {"table": "people", **of}
    return {"text": text, "place": "T", "says": "S", "kind": kind, "of": about, **more}


def _show(value: float, places: int) -> str:
    return f"{value:.{places}f}"


def _show_p(p: float) -> str:
    return f"{p:.3f}" if 0.001 <= p < 0.9995 else "<.001" if p < 0.5 else ">.999"


def _interval(bounds: Sequence[float], places: int) -> dict[str, str]:
    return {"low": _show(bounds[0], places), "high": _show(bounds[1], places)}


def _add_counts(draw: random.Random, sizes: list[int]) -> Claims:
    import numpy as np
    from scipy import stats

    from qi_stats.stats import proportion

    events = [sum(draw.random() < risk for _ in range(n)) for n, risk in zip(
        sizes, (draw.uniform(0.1, 0.9), draw.uniform(0.1, 0.9)), strict=True)]  # fmt: skip
    events = [min(max(one, 1), n - 1) for one, n in zip(events, sizes, strict=True)]
    table = [[one, n - one] for one, n in zip(events, sizes, strict=True)]
    of = {"where": {"ill": "yes"}, "denominator": {"group": "a"}}
    found = {f"ill_{group}": _claim(str(one), "count", {**of, "denominator": {"group": group}})
             for group, one in zip("ab", events, strict=True)}  # fmt: skip
    share = proportion(events[0], sizes[0], interval=draw.choice(("wilson", "clopper_pearson")))
    bounds = [100 * (one or 0.0) for one in (share.low, share.high)]
    text = f"{100 * events[0] / sizes[0]:.1f}%"
    found["share"] = _claim(text, "percent", of, interval=_interval(bounds, 1))
    test = {"variables": ["ill", "group"]}
    kind, text, bounds = draw.choice(_EFFECTS)(table)
    found["effect"] = _claim(text, kind, test, interval=_interval(bounds, 2))
    name = draw.choice(("chi2", "g", "fisher"))
    if name == "fisher":
        found["ill_p"] = _claim(_show_p(float(stats.fisher_exact(np.array(table))[1])), "p", test)
        return found
    way: Literal["log-likelihood", "pearson"] = "log-likelihood" if name == "g" else "pearson"
    size, p, *_ = stats.chi2_contingency(table, correction=False, lambda_=way)
    statistic = {name: _show(size, 2), "df": "1"}
    found["ill_p"] = _claim(_show_p(float(p)), "p", test, statistic=statistic)
    return found


def _take_odds(table: list[list[int]]) -> tuple[str, str, list[float]]:
    from qi_stats.stats import odds_ratio

    found = odds_ratio(table)
    return "ratio", _show(found.odds_ratio or 0.0, 2), [found.low or 0.0, found.high or 0.0]


def _take_exact(table: list[list[int]]) -> tuple[str, str, list[float]]:
    from qi_stats.stats import fisher_exact

    found = fisher_exact(table)
    return "ratio", _show(found.odds_ratio or 0.0, 2), [found.low or 0.0, found.high or 0.0]


def _take_risks(table: list[list[int]]) -> tuple[str, str, list[float]]:
    from qi_stats.stats import risk_ratio

    found = risk_ratio(table)
    return "ratio", _show(found.risk_ratio or 0.0, 2), [found.low or 0.0, found.high or 0.0]


def _take_difference(table: list[list[int]]) -> tuple[str, str, list[float]]:
    from qi_stats.stats import risk_difference

    found = risk_difference(table)
    return "difference", _show(found.difference or 0.0, 2), [found.low or 0.0, found.high or 0.0]


_EFFECTS: tuple[Callable[[list[list[int]]], tuple[str, str, list[float]]], ...] = (
    _take_odds,
    _take_exact,
    _take_risks,
    _take_difference,
)


def _describe(name: str, values: Values, of: dict[str, Any], places: int) -> Claims:
    import numpy as np

    numbers = {"mean": values.mean(), "sd": values.std(ddof=1), "median": np.median(values)}
    return {
        f"{name}_{kind}": _claim(_show(float(one), places), kind, of)
        for kind, one in numbers.items()
    }


def _draw_normal(draw: random.Random, n: int, middle: float, spread: float) -> Values:
    import numpy as np

    return np.array([draw.gauss(middle, spread) for _ in range(n)])


def _add_means(draw: random.Random, sizes: list[int]) -> Claims:
    import numpy as np
    from scipy import stats

    first, second = (_draw_normal(draw, n, draw.uniform(49, 53), 8) for n in sizes)
    found: Claims = {}
    for group, values in (("a", first), ("b", second), ("", np.concatenate([first, second]))):
        where = {"where": {"group": group}} if group else {}
        found |= _describe(f"weight_{group or 'all'}", values, {"variable": "weight", **where}, 2)
    test = stats.ttest_ind(first, second, equal_var=draw.random() < 0.5)
    bounds, gap = test.confidence_interval(0.95), float(first.mean() - second.mean())
    error = _show(abs(gap / test.statistic), 2)
    about = {"variables": ["weight", "group"]}
    found["gap"] = _claim(
        _show(gap, 2), "difference", about, interval=_interval(bounds, 2), se=error
    )
    sides = draw.choice((1, 2))
    found["weight_p"] = _claim(_show_p(float(test.pvalue) * sides / 2), "p", about, sides=sides)
    other = _draw_normal(draw, sum(sizes), 0, 1)
    r, p = stats.pearsonr(np.concatenate([first, second]), other)
    statistic = {"r": _show(float(r), 2), "df": str(sum(sizes) - 2)}
    about = {"variables": ["weight", "other"]}
    found["r"] = _claim(_show_p(float(p)), "p", about, statistic=statistic)
    return found


def _add_three(draw: random.Random, sizes: list[int]) -> Claims:
    from scipy import stats

    groups = [_draw_normal(draw, sizes[0], draw.uniform(9, 11), 3) for _ in range(3)]
    found: Claims = {}
    for name, values in zip(("low", "mid", "top"), groups, strict=True):
        where = {"where": {"dose": name}}
        of = {"variable": "pain", "n": sizes[0], **where}
        found |= _describe(f"pain_{name}", values, of, 2)
    f, p = stats.f_oneway(*groups)
    statistic = {"f": _show(float(f), 2), "df1": "2", "df2": str(3 * sizes[0] - 3)}
    about = {"variables": ["pain", "dose"]}
    more = {"statistic": statistic} if 3 * sizes[0] - 3 < sum(sizes) else {}
    found["pain_p"] = _claim(_show_p(float(p)), "p", about, test="anova", **more)
    return found


def _add_items(draw: random.Random, sizes: list[int]) -> Claims:
    import numpy as np

    n = min(sizes[0], 60)
    answers = np.array([[draw.choice((1, 2, 3, 3, 4, 4, 5)) for _ in range(9)] for _ in range(n)])
    of = {"variable": "scale", "items": 9, "n": n}
    found = _describe("scale", answers.mean(axis=1), of, 2)
    return {**found, "scale_limits": _claim("1 to 5", "limits", of)}


def _add_pair(draw: random.Random, sizes: list[int]) -> Claims:
    from scipy import stats

    before = _draw_normal(draw, sum(sizes), 20, 4)
    after = before + _draw_normal(draw, sum(sizes), 0.3, 2)
    found = _describe("before", before, {"variable": "before"}, 2)
    found |= _describe("after", after, {"variable": "after"}, 2)
    test = stats.ttest_rel(before, after)
    statistic = {"t": _show(float(test.statistic), 2), "df": str(sum(sizes) - 1)}
    about = {"variables": ["before", "after"]}
    p = _claim(_show_p(float(test.pvalue)), "p", about, test="paired", statistic=statistic)
    change = 100 * (after.mean() - before.mean()) / before.mean()
    computed = {"percent_change": ["before_mean", "after_mean"]}
    about = {"variables": ["after", "group"]}
    gap = _claim(_show(float(change), 1), "difference", about, computed=computed)
    return {**found, "pair_p": p, "change": gap}
