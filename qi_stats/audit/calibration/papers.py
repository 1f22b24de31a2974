"""Invented small papers from known data, correctly rounded.

A paper counts people by wing, season, smoking and treatment, describes a score from 0 to 10,
compares the waits of two groups by a t test, and prints one more test statistic and one ratio with
its interval. What it prints comes from data drawn with a seed; nothing is drawn twice.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from scipy import special

from qi_stats.audit.calibration.forward import Root, make_exact, print_true
from qi_stats.audit.claims.kinds import KINDS, SIGNIFICANCE
from qi_stats.audit.claims.model import Claim, Claims, Reported, Target
from qi_stats.audit.consistency import read_bounds, read_statistic
from qi_stats.audit.consistency.t_test import Method
from qi_stats.codebook import Codebook, Condition, Level, Table, Unit, Variable
from qi_stats.rounding import format_number
from qi_stats.stats import student_t, welch_t

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.audit.consistency.p_value import Test
    from qi_stats.audit.consistency.printed import Policy

LEVELS = {
    "wing": ("north", "south", "west"),
    "season": ("spring", "summer", "autumn", "winter"),
    "smoker": ("no", "yes"),
    "treated": ("no", "yes"),
    "arm": ("a", "b"),
}
SMALLEST, LARGEST, TOP = 12, 30, 10


@dataclass(slots=True)
class Paper:
    """A paper in the making: its claims, and what lies behind their texts.

    Attributes
    ----------
    policy
        How its numbers are rounded.
    claims
        By name.
    true
        Value and number of decimals behind a text, for shares, means and SDs.
    wrong_p
        P values of other tests than the one that is named, by the name of the claim.
    sizes
        How many people there are, by condition: "n", "smoker", …
    """

    policy: Policy
    claims: dict[str, Claim] = field(default_factory=dict)
    true: dict[str, tuple[Fraction | Root, int]] = field(default_factory=dict)
    wrong_p: dict[str, tuple[float, ...]] = field(default_factory=dict)
    sizes: dict[str, int] = field(default_factory=dict)

    def add(
        self, name: str, kind: str, text: str, target: Target, reported: Reported | None = None
    ) -> None:
        """Add a claim."""
        words = name.replace("_", " ").capitalize()
        self.claims[name] = Claim(
            name,
            "",
            text,
            "Table",
            words,
            KINDS[kind],
            target=target,
            reported=reported or Reported(),
        )

    def add_true(
        self, name: str, kind: str, value: Fraction | Root, places: int, target: Target
    ) -> None:
        """Add a claim whose text is the value, rounded by the paper's policy."""
        self.true[name] = value, places
        self.add(name, kind, print_true(value, places, self.policy), target)

    def add_p(
        self, name: str, p: float | None, target: Target, reported: Reported | None = None
    ) -> None:
        """Add a P value in the style of the report."""
        self.add(name, "p", format_number(p, "p"), target, reported)

    def finish(self, changed: dict[str, Claim] | None = None) -> Claims:
        """Return the claims, some of them `changed`."""
        return Claims({"title": "An invented paper"}, {**self.claims, **(changed or {})}, CODEBOOK)


def write_codebook() -> Codebook:
    """Return the codebook of all invented papers."""
    kinds = {
        name: Variable(
            name, "people", name, name, "category", only_if=_only_smokers(name),
            levels=tuple(Level(one, code, one) for code, one in enumerate(levels)),
        )
        for name, levels in LEVELS.items()
    }  # fmt: skip
    numbers = {name: Variable(name, "people", name, name, "integer") for name in ("score", "wait")}
    table = Table("people", "People", "people.csv", "one row per person", (), {**kinds, **numbers})
    unit = Unit("people", "person", "people")
    return Codebook(Path("invented"), "Invented", "observed", unit, {"people": table}, ())


def _only_smokers(name: str) -> tuple[Condition, ...]:
    return (Condition("smoker", ("yes",)),) if name == "treated" else ()


CODEBOOK = write_codebook()


def write_paper(seed: int, number: int) -> Paper:
    """Return the paper of this number: the same for the same seed, whatever was drawn before."""
    draw = random.Random(f"{seed} {number}")  # noqa: S311 - a simulation
    paper = Paper(draw.choice(("half_up", "half_even")))
    n = paper.sizes["n"] = draw.randint(SMALLEST, LARGEST)
    paper.add("n", "count", str(n), Target("people"))
    _count_people(paper, draw, n)
    _describe_score(paper, draw, n)
    _compare_groups(paper, draw, n)
    _test_slope(paper, draw)
    _estimate_ratio(paper, draw)
    return paper


def where(variable: str, level: str) -> tuple[Condition, ...]:
    """Return the condition that a variable has this level."""
    return (Condition(variable, (level,)),)


def _count_people(paper: Paper, draw: random.Random, n: int) -> None:
    places = draw.randint(0, 1)
    for variable in ("wing", "season"):
        drawn = [draw.choice(LEVELS[variable]) for _ in range(n)]
        for level in LEVELS[variable]:
            target = Target("people", where=where(variable, level))
            share = Fraction(100 * drawn.count(level), n)
            if variable == "wing":
                paper.add(f"{level}_n", "count", str(drawn.count(level)), target)
            paper.add_true(f"{level}_percent", "percent", share, places, target)
    smokers = paper.sizes["smokers"] = draw.randint(2, n - 1)
    treated = paper.sizes["treated"] = draw.randint(1, smokers)
    target = Target("people", where=where("smoker", "yes"))
    paper.add("smokers_n", "count", str(smokers), target)
    paper.add_true("smokers_percent", "percent", Fraction(100 * smokers, n), places, target)
    inside = Target("people", where=where("treated", "yes"), denominator=where("smoker", "yes"))
    paper.add("treated_n", "count", str(treated), inside)
    paper.add_true("treated_percent", "percent", Fraction(100 * treated, smokers), places, inside)


def _describe_score(paper: Paper, draw: random.Random, n: int) -> None:
    values = draw_values(draw, n)
    describe(paper, "score", values, Target("people", "score"), draw.randint(1, 2))


def draw_values(draw: random.Random, n: int) -> list[int]:
    """Return whole numbers from 0 to `TOP` that are not all the same."""
    middle, spread = draw.uniform(2, 8), draw.uniform(1, 3)
    drawn = [min(max(round(draw.gauss(middle, spread)), 0), TOP) for _ in range(n)]
    return drawn if len(set(drawn)) > 1 else [*drawn[1:], (drawn[0] + 1) % (TOP + 1)]


def describe(paper: Paper, name: str, values: Sequence[int], target: Target, places: int) -> None:
    """Add mean, SD and range of the values."""
    n = len(values)
    mean = Fraction(sum(values), n)
    variance = sum(((one - mean) ** 2 for one in values), Fraction(0)) / (n - 1)
    paper.add_true(f"{name}_mean", "mean", mean, places, target)
    paper.add_true(f"{name}_sd", "sd", Root(variance), places, target)
    paper.add(f"{name}_minimum", "minimum", str(min(values)), target)
    paper.add(f"{name}_maximum", "maximum", str(max(values)), target)


def _compare_groups(paper: Paper, draw: random.Random, n: int) -> None:
    first = draw.randint(5, n - 5)
    places = draw.randint(1, 2)
    values = []
    for level, size in zip(LEVELS["arm"], (first, n - first), strict=True):
        rows = where("arm", level)
        paper.add(f"arm_{level}_n", "count", str(size), Target("people", where=rows))
        values.append(draw_values(draw, size))
        describe(paper, f"wait_{level}", values[-1], Target("people", "wait", where=rows), places)
    method = draw.choice(get_args(Method))
    found = {"student": student_t(*values), "welch": welch_t(*values)}
    named, other = found.pop(method), found.popitem()[1]
    target = Target("people", variables=("wait", "arm"))
    paper.add_p("wait_p", named.p, target, Reported(test=method))
    normal = 2 * float(special.ndtr(-abs(named.t or 0)))
    paper.wrong_p["wait_p"] = ((other.p or 0), (named.p or 0) / 2, normal)


def _test_slope(paper: Paper, draw: random.Random) -> None:
    """Add a statistic with its P value, and whether the text calls it significant."""
    df = draw.randint(6, paper.sizes["n"] - 2)
    size = draw.uniform(0.2, 4)
    tails = {
        "t": 2 * float(special.stdtr(df, -size)),
        "z": 2 * float(special.ndtr(-size)),
        "f": float(special.fdtrc(2, df, size)),
    }
    test: Test = draw.choice(("t", "z", "f"))
    degrees = {"t": (str(df),), "z": (), "f": ("2", str(df))}[test]
    text = print_true(make_exact(size), 2, paper.policy)
    target = Target("people", variables=("score", "wait"))
    p = tails.pop(test)
    paper.add_p("slope_p", p, target, Reported(read_statistic(test, text, *degrees)))
    paper.wrong_p["slope_p"] = (p / 2, *tails.values())
    word = "significant" if p < SIGNIFICANCE else "not_significant"
    paper.add("slope_word", word, word.replace("_", " "), target)


def _estimate_ratio(paper: Paper, draw: random.Random) -> None:
    log, error = draw.uniform(-1.5, 1.5), draw.uniform(0.2, 0.8)
    reach = float(special.ndtri(0.975)) * error
    ratio, low, high = (
        print_true(make_exact(math.exp(one)), 2, paper.policy)
        for one in (log, log - reach, log + reach)
    )
    target = Target("people", variables=("smoker", "wing"))
    paper.add(
        "ratio", "ratio", ratio, target, Reported(bounds=read_bounds(low, high), formula="wald")
    )
    p = 2 * float(special.ndtr(-abs(log) / error))
    paper.add_p("ratio_p", p, target)
    paper.wrong_p["ratio_p"] = (p / 2, 2 * float(special.stdtr(10, -abs(log) / error)))
