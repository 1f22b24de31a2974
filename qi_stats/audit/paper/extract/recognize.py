"""Statistics in running text, as journals print them; what is no whole statistic is listed."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qi_stats.audit.paper.extract import patterns
from qi_stats.audit.paper.extract.characters import read_characters
from qi_stats.audit.paper.extract.found import Found, Number, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FARTHEST = 90
"""Characters between a statistic and the P value that is read with it."""
_STOP = re.compile(r"[.?!]\s+(?=[A-Z(]|[pP]\s?[=<>])")
_RELATIONS = (("<", ("<", "less", "below")), (">", (">", "greater", "above")))


def read_text(text: str) -> Reading:
    """Return the statistics of a text in their order, and places that look like one.

    Examples
    --------
    >>> [one.label for one in read_text("It differed, t(28) = 2.20, p = .036.").found]
    ['t(28)=2.20 p=.036']
    """
    plain = read_characters(text)
    coefficients = list(_find_coefficients(plain))
    found = _keep_apart([*coefficients, *_find_tests(plain), *_find_estimates(plain)])
    found = _keep_apart([*found, *_find_means(plain), *_find_shares(plain)])
    found = _join_p(plain, found)
    spans = [(one.start, one.end) for one in found]
    unread = tuple(
        match.span()
        for match in patterns.LOOKALIKE.finditer(plain)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    )
    return Reading(text, tuple(_add_words(plain, found)), unread)


def _keep_apart(found: Iterable[Found]) -> list[Found]:
    """Return the statistics that no earlier one of the list overlaps, in order of place."""
    kept: list[Found] = []
    for one in found:
        if not any(other.start < one.end and one.start < other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def _find_tests(plain: str) -> Iterator[Found]:
    for name, pattern in patterns.TESTS:
        for match in pattern.finditer(plain):
            groups = match.groupdict()
            df = [one for key in ("df", "df0", "df2") if (one := groups.get(key)) is not None]
            count = groups.get("n")
            if name == "r" and not df and count is not None:
                df = [str(int(count.replace(",", "")) - 2)]
            value = Number(match["value"], match["relation"])
            yield Found("test", *match.span(), test=name, df=tuple(df), value=value, n=count)


def _find_estimates(plain: str) -> Iterator[Found]:
    for name, pattern in patterns.ESTIMATES:
        for match in pattern.finditer(plain):
            end = match.end()
            while plain[end : end + 1] in {")", "]"}:
                end += 1
            yield Found(
                "ratio" if name.endswith("ratio") else "difference",
                match.start(),
                end,
                test=name,
                value=Number(match["value"]),
                low=match["low"],
                high=match["high"],
                level=match["level"] or "95",
            )


def _find_coefficients(plain: str) -> Iterator[Found]:
    for match in patterns.COEFFICIENT.finditer(plain):
        has_test = match["test"] == "z" or match["df"] is not None
        yield Found(
            "coefficient",
            match.start(),
            match.end() if has_test or match["test"] is None else match.start("test"),
            test=match["test"] if has_test else None,
            df=(match["df"],) if has_test and match["test"] == "t" else (),
            value=Number(match["value"]),
            low=match["low"],
            high=match["high"],
            level=match["level"] or "95",
            se=match["se"],
            size=match["size"] if has_test else None,
        )


def _find_means(plain: str) -> Iterator[Found]:
    for pattern in patterns.MEANS:
        for match in pattern.finditer(plain):
            value = Number(match["value"])
            yield Found("mean", *match.span(), value=value, sd=match["sd"], n=match["n"])


def _find_shares(plain: str) -> Iterator[Found]:
    for pattern in patterns.SHARES:
        for match in pattern.finditer(plain):
            groups = match.groupdict()
            found = Found(
                "share",
                *match.span(),
                value=Number(match["count"].lower()),
                total=groups.get("total"),
                percent=groups.get("percent"),
            )
            yield found if found.percent is None else _add_interval(plain, found)


def _add_interval(plain: str, found: Found) -> Found:
    """Return the share with the interval of its percentage, if one follows."""
    after = patterns.INTERVAL_AFTER.match(plain, found.end)
    if after is None:
        return found
    level = after["level"] or "95"
    return replace(found, end=after.end(), low=after["low"], high=after["high"], level=level)


def _join_p(plain: str, found: list[Found]) -> list[Found]:
    """Give each P value to the statistic before it in its sentence, or else list it alone."""
    joined = list(found)
    takers = ("test", "ratio", "difference", "coefficient")
    for match in patterns.P.finditer(plain):
        p = _read_p(match)
        if any(one.start <= match.start() < one.end for one in joined):
            continue
        before = [n for n, one in enumerate(joined) if one.end <= match.start()]
        last = before[-1] if before else None
        if last is not None and joined[last].p is None and joined[last].form in takers:
            between = plain[joined[last].end : match.start()]
            if len(between) <= FARTHEST and not _STOP.search(plain, joined[last].end, match.end()):
                joined[last] = replace(joined[last], p=p, end=match.end())
                continue
        alone = Found("p", *match.span(), p=p)
        joined = sorted([*joined, alone], key=lambda one: one.start)
    return _join_late(plain, joined)


def _join_late(plain: str, found: list[Found]) -> list[Found]:
    """Give a P value that stands right before a statistic without one to that statistic."""
    kept = list(found)
    for first, second in pairwise(found):
        is_near = second.start - first.end <= 4 and not _STOP.search(
            plain[first.end : second.start]
        )
        if first.form == "p" and second.form == "test" and second.p is None and is_near:
            kept.remove(first)
            kept[kept.index(second)] = replace(second, p=first.p, start=first.start)
    return kept


def _read_p(match: re.Match[str]) -> Number:
    relation = next(
        (sign for sign, words in _RELATIONS if any(one in match["relation"] for one in words)), "="
    )
    digits, power = match["p"], match["power"] or match["exponent"]
    if power is not None:
        places = len(digits.partition(".")[2])
        digits = f"{float(f'{digits}e{power}'):.{max(places - int(power), 0)}f}"
    return Number(digits, relation)


def _add_words(plain: str, found: list[Found]) -> Iterator[Found]:
    """Yield the statistics with what their sentence makes of them, if it has no other test."""
    ends = [0, *(match.end() for match in _STOP.finditer(plain)), len(plain)]
    for start, end in pairwise(ends):
        inside = [one for one in found if start <= one.start < end]
        sentence = plain[start:end]
        tests = [one for one in inside if one.p is not None or one.form in {"test", "ratio"}]
        word = None
        if len(tests) == 1:
            rest = _blank(sentence, start, inside)
            no, yes = patterns.NOT_SIGNIFICANT.search(rest), patterns.SIGNIFICANT.search(rest)
            word = "not_significant" if no else "significant" if yes else None
        sides = 1 if len(tests) == 1 and patterns.ONE_SIDED.search(sentence) else 2
        for one in inside:
            yield replace(one, word=word, sides=sides) if one in tests else one


def _blank(sentence: str, start: int, inside: list[Found]) -> str:
    for one in inside:
        first, last = one.start - start, one.end - start
        sentence = sentence[:first] + " " * (last - first) + sentence[last:]
    return sentence
