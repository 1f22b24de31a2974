"""Errors of the kinds that papers have, planted one at a time."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from qi_stats.audit.calibration.forward import print_true
from qi_stats.audit.calibration.papers import LEVELS
from qi_stats.rounding import format_number

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from qi_stats.audit.calibration.papers import Paper
    from qi_stats.audit.claims.model import Claim

ErrorKind: TypeAlias = Literal["digit", "swap", "denominator", "truncation", "test", "total"]
Changed: TypeAlias = "dict[str, Claim]"

ERRORS: dict[ErrorKind, str] = {
    "digit": "A digit changed",
    "swap": "Two counts swapped",
    "denominator": "Percentage of a wrong denominator",
    "truncation": "Cut off instead of rounded",
    "test": "P value of another test",
    "total": "Total that does not add up",
}
WHY_NOT: dict[ErrorKind, str] = {
    "digit": "the changed number is one that other data print: with few decimals several means, "
    "SDs or P values fit what stands beside it",
    "swap": "never: a count and its percentage fix one another",
    "denominator": "both denominators give the same printed percentage",
    "truncation": "other data print the same text when rounded, or the number ends in a half, "
    "which programs that compute with binary numbers round down as often as up",
    "test": "the other test's P value is one that data behind the same printed summaries give",
    "total": "never: all parts are printed",
}


def plant_error(kind: ErrorKind, paper: Paper, draw: random.Random) -> Changed:
    """Return the claims of the paper that the error changes; none where it changes no text."""
    return _PLANTERS[kind](paper, draw)


def _change(paper: Paper, texts: dict[str, str]) -> Changed:
    return {
        name: replace(paper.claims[name], text=text)
        for name, text in texts.items()
        if paper.claims[name].text != text
    }


def _change_digit(paper: Paper, draw: random.Random) -> Changed:
    printed = [one for one in paper.claims.values() if any(map(str.isdigit, one.text))]
    claim = draw.choice(printed)
    spots = [place for place, one in enumerate(claim.text) if one.isdigit()]
    spot = draw.choice(spots)
    digit = draw.choice([one for one in "0123456789" if one != claim.text[spot]])
    return _change(paper, {claim.name: claim.text[:spot] + digit + claim.text[spot + 1 :]})


def _swap_counts(paper: Paper, draw: random.Random) -> Changed:
    first, second = draw.sample(LEVELS["wing"], 2)
    names = f"{first}_n", f"{second}_n"
    texts = [paper.claims[name].text for name in names]
    return _change(paper, dict(zip(names, reversed(texts), strict=True)))


def _change_denominator(paper: Paper, draw: random.Random) -> Changed:
    """Print the share of a subgroup as a share of all, or a share of all as one of fewer."""
    name = draw.choice(("treated", "smokers"))
    total = paper.sizes["n"] if name == "treated" else paper.sizes["n"] - 1
    share = Fraction(100 * paper.sizes[name], total)
    _, places = paper.true[f"{name}_percent"]
    return _change(paper, {f"{name}_percent": print_true(share, places, paper.policy)})


def _truncate(paper: Paper, draw: random.Random) -> Changed:
    cut = {
        name: print_true(value, places, "truncation")
        for name, (value, places) in paper.true.items()
    }
    names = [name for name, text in cut.items() if text != paper.claims[name].text]
    name = draw.choice(names) if names else None
    return {} if name is None else _change(paper, {name: cut[name]})


def _change_test(paper: Paper, draw: random.Random) -> Changed:
    name = draw.choice(list(paper.wrong_p))
    p = draw.choice(paper.wrong_p[name])
    return _change(paper, {name: format_number(p, "p")})


def _change_total(paper: Paper, draw: random.Random) -> Changed:
    """Print one count too high or too low, with the percentage that belongs to it."""
    level, n = draw.choice(LEVELS["wing"]), paper.sizes["n"]
    count = int(paper.claims[f"{level}_n"].text)
    other = count + draw.choice([one for one in (-2, -1, 1, 2) if 0 <= count + one <= n])
    _, places = paper.true[f"{level}_percent"]
    share = print_true(Fraction(100 * other, n), places, paper.policy)
    return _change(paper, {f"{level}_n": str(other), f"{level}_percent": share})


_PLANTERS: dict[ErrorKind, Callable[[Paper, random.Random], Changed]] = {
    "digit": _change_digit,
    "swap": _swap_counts,
    "denominator": _change_denominator,
    "truncation": _truncate,
    "test": _change_test,
    "total": _change_total,
}
