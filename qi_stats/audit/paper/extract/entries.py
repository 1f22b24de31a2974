"""What was found in a text as claims, in the YAML that a reader can complete."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qi_stats.audit.paper.extract.found import Found, Reading

LONGEST_SENTENCE = 160
_HEAD = """\
# Found in {title}. Complete what only a reader can tell, then audit this file:
# what the numbers count (`of`), how many values a mean has (`n`), whether values are whole numbers
# (`items: 1`), the limits of a scale, which claims are about the same people (one `table`).
"""
_UNREAD = "# Not understood; type these in if they matter:\n"
_MEASURES = frozenset({"odds_ratio", "risk_ratio", "risk_difference"})
_WORDS = {"significant": "significant", "not_significant": "not significant"}
Entry = dict[str, Any]


def build_entries(reading: Reading) -> dict[str, Entry]:
    """Return the claims of what was found, by name, in the order of the text.

    Each statistic is about rows and variables of its own, named by its number: that two are about
    the same people is for the reader to say.
    """
    found: dict[str, Entry] = {}
    for number, one in enumerate(reading.found, start=1):
        place = {"place": find_place(reading.text, one.start)}
        says = textwrap.shorten(reading.sentence(one.start, one.end), LONGEST_SENTENCE)
        for name, entry in _BUILDERS[one.form](one, number):
            text = {"text": entry.pop("text"), **place, "says": says or one.label}
            found[f"s{number}_{name}"] = {**text, **entry}
    return found


def find_place(text: str, start: int) -> str:
    """Return where a place lies: its page, if the text has pages, else its line."""
    if "\f" in text:
        return f"Page {text.count(chr(12), 0, start) + 1}"
    return f"Line {text.count(chr(10), 0, start) + 1}"


def _about_test(number: int) -> Entry:
    return {"of": {"table": "text", "variables": [f"outcome_{number}", f"group_{number}"]}}


def _list_p(one: Found, number: int, more: Entry) -> Iterator[tuple[str, Entry]]:
    if one.p is not None:
        yield "p", {"text": one.p.text, "kind": "p", **_about_test(number), **more}
    if one.word is not None:
        about = {**_about_test(number), **({} if one.p is not None else more)}
        yield "word", {"text": _WORDS[one.word], "kind": one.word, **about}


def _build_test(one: Found, number: int) -> Iterator[tuple[str, Entry]]:
    degrees = ("df1", "df2") if len(one.df) > 1 else ("df",)
    value = one.value.text if one.value is not None else ""
    statistic = {one.test or "": value, **dict(zip(degrees, one.df, strict=False))}
    sides = {"sides": 1} if one.sides == 1 else {}
    yield from _list_p(one, number, {"statistic": statistic, **sides})


def _build_estimate(one: Found, number: int) -> Iterator[tuple[str, Entry]]:
    entry = {"text": one.value.text if one.value is not None else "", "kind": one.form}
    interval = {"low": one.low, "high": one.high, "level": float(one.level)}
    measure = {"measure": one.test} if one.test in _MEASURES else {}
    yield "estimate", {**entry, **_about_test(number), "interval": interval, **measure}
    yield from _list_p(one, number, {})


def _build_coefficient(one: Found, number: int) -> Iterator[tuple[str, Entry]]:
    text = one.value.text if one.value is not None else ""
    entry: Entry = {"text": text, "kind": one.form, **_about_test(number), "se": one.se}
    if one.low is not None:
        entry["interval"] = {"low": one.low, "high": one.high, "level": float(one.level)}
    more: Entry = {}
    if one.test is not None and one.size is not None:
        more["statistic"] = {one.test: one.size, **({"df": one.df[0]} if one.df else {})}
    yield "coefficient", {**entry, **more}
    yield from _list_p(one, number, more)


def _build_mean(one: Found, number: int) -> Iterator[tuple[str, Entry]]:
    of: Entry = {"table": "text", "variable": f"value_{number}"}
    if one.n is not None:
        of["n"] = int(one.n.replace(",", ""))
    value = one.value.text if one.value is not None else ""
    yield "mean", {"text": value, "kind": "mean", "of": of}
    yield "sd", {"text": one.sd, "kind": "sd", "of": of}


def _build_share(one: Found, number: int) -> Iterator[tuple[str, Entry]]:
    of: Entry = {"table": f"rows_{number}", "where": {"part": "counted"}}
    if one.total is not None:
        yield "total", {"text": one.total, "kind": "count", "of": {"table": of["table"]}}
    yield "count", {"text": one.value.text if one.value else "", "kind": "count", "of": of}
    if one.percent is not None:
        interval = {"low": one.low, "high": one.high, "level": float(one.level)}
        more = {} if one.low is None else {"interval": interval}
        yield "percent", {"text": f"{one.percent}%", "kind": "percent", "of": of, **more}


def _build_p(one: Found, number: int) -> Iterator[tuple[str, Entry]]:
    yield from _list_p(one, number, {})


_BUILDERS = {
    "test": _build_test,
    "ratio": _build_estimate,
    "difference": _build_estimate,
    "coefficient": _build_coefficient,
    "mean": _build_mean,
    "share": _build_share,
    "p": _build_p,
}


def render_entries(title: str, reading: Reading, entries: Mapping[str, Entry]) -> str:
    """Return the YAML file of claims, with what was not understood as comments at its end."""
    source = {"authors": "Who wrote it", "title": title}
    document = {"source": source, "claims": dict(entries)}
    body = yaml.dump(document, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100)
    listed = "".join(f"#   {textwrap.shorten(one, 110)}\n" for one in reading.list_unread())
    return _HEAD.format(title=title) + body + (_UNREAD + listed if listed else "")


class _Dumper(yaml.SafeDumper):
    """Writes no aliases, which claims refuse."""

    def ignore_aliases(self, data: object) -> bool:
        return True
