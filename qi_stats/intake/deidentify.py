"""What becomes of columns that could identify a person: left out, capped, counted in days."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from qi_stats.intake.drafts import DraftLevel, DraftVariable
from qi_stats.intake.identifiers import CAP, OLDEST, find_rule, is_age
from qi_stats.intake.missing import Gaps
from qi_stats.intake.texts import make_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_stats.intake.interview import Interview

MOST_YEARS = 12
"""Years that are still levels of a category."""
_BIRTH = ("birth", "dob", "born")


def deidentify(
    variables: Sequence[DraftVariable], key: str, interview: Interview
) -> list[DraftVariable]:
    """Return the variables without what identifies a person, as far as it can be seen.

    What is left out, capped or counted anew is asked for first; what people keep is marked
    `kept`. The variable called `key` is dealt with already.
    """
    kept = []
    for variable in variables:
        done = variable if variable.name == key else _treat(variable, interview)
        if done is not None:
            kept.append(done)
    return _treat_dates(kept, interview)


def _treat(variable: DraftVariable, interview: Interview) -> DraftVariable | None:
    present = [text for text in variable.values if text]
    if variable.type == "date":
        return variable
    if variable.type in {"integer", "number"} and is_age(variable.source, variable.label):
        return _cap(variable, interview)
    is_long = variable.type == "text" or any(text.count(" ") > 2 for text in set(present))
    rule = find_rule(variable.source, variable.label, present, is_long=is_long)
    if rule is None and variable.type != "text":
        return variable
    reason = (
        f"{rule.words} (Safe Harbor {rule.letter})" if rule else "free text, which may name people"
    )
    words = f"This column may hold {reason}. Is it to be left out?"
    if interview.ask(variable.source, words, len(present)):
        interview.dropped[variable.source] = reason
        return None
    return replace(variable, identifier="kept")


def _cap(variable: DraftVariable, interview: Interview) -> DraftVariable:
    """Return ages with those above 89 as 90."""
    codes = Gaps(variable.missing).codes
    old = {text: str(CAP) for text in set(variable.values) - codes if text and float(text) > OLDEST}
    if not old:
        return variable
    number = sum(text in old for text in variable.values)
    words = f"Ages above {OLDEST} identify people. Are they to be stored as {CAP}?"
    if not interview.ask(variable.source, words, number):
        return replace(variable, identifier="kept")
    values = tuple(old.get(text, text) for text in variable.values)
    low = variable.range[0] if variable.range else "0"
    note = f"{CAP} stands for {CAP} or more, so that the true mean is the mean here or higher."
    return replace(variable, values=values, identifier="capped", note=note, range=(low, str(CAP)))


def _treat_dates(variables: list[DraftVariable], interview: Interview) -> list[DraftVariable]:
    """Return the variables with each day as a distance from the first contact, and its year."""
    dates = [one for one in variables if one.type == "date"]
    if not dates:
        return variables
    names = ", ".join(one.label for one in dates)
    cells = sum(bool(text) for one in dates for text in one.values)
    words = (
        f"Full dates identify people ({names}). Are they to become days since the first contact, "
        "its year, and the age at it?"
    )
    if not interview.ask("", words, cells):
        marked = {one.name: replace(one, identifier="kept") for one in dates}
        return [marked.get(one.name, one) for one in variables]
    born = [one for one in dates if any(word in one.source.casefold() for word in _BIRTH)]
    anchor = _find_anchor([one for one in dates if one not in born])
    taken = {one.name for one in variables}
    done: list[DraftVariable] = []
    for one in variables:
        if one not in dates:
            done.append(one)
        elif one is anchor:
            done.append(_keep_year(one, taken, interview))
        elif one in born:
            done += [] if anchor is None else [_count_age(one, anchor, taken, interview)]
            interview.dropped[one.source] = "full dates of a person's life (Safe Harbor C)"
        elif anchor is not None:
            done.append(_count_days(one, anchor, taken))
    return done


def _find_anchor(dates: Sequence[DraftVariable]) -> DraftVariable | None:
    """Return the date that is most often the earliest of a row."""
    firsts: Counter[int] = Counter()
    for row in zip(*(one.values for one in dates), strict=True):
        known = [(text, place) for place, text in enumerate(row) if _read(text)]
        if known:
            firsts[min(known)[1]] += 1
    return dates[firsts.most_common(1)[0][0]] if firsts else None


def _read(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _keep_year(variable: DraftVariable, taken: set[str], interview: Interview) -> DraftVariable:
    values = tuple(str(day.year) if (day := _read(one)) else one for one in variable.values)
    years = sorted({one for one in values if one.isdigit()})
    interview.dropped[variable.source] = "full dates (Safe Harbor C); their year is kept"
    name = make_name(f"{variable.name} year", taken)
    kept = replace(
        variable,
        name=name,
        label=f"{variable.label}, year",
        values=values,
        type="integer",
        identifier="year_only",
        range=(years[0], years[-1]),
    )
    if not 2 <= len(years) <= MOST_YEARS:
        return kept
    levels = tuple(DraftLevel(f"year_{year}", int(year), year) for year in years)
    return replace(kept, type="category", range=None, levels=levels, is_ordered=True)


def _count_days(variable: DraftVariable, anchor: DraftVariable, taken: set[str]) -> DraftVariable:
    """Return days from the first contact; a cell that says why it is missing keeps saying so."""
    values = []
    for text, first in zip(variable.values, anchor.values, strict=True):
        day, start = _read(text), _read(first)
        values.append(
            "" if day and not start else str((day - start).days) if day and start else text
        )
    numbers = [int(one) for one in values if one.lstrip("-").isdigit()]
    return replace(
        variable,
        name=make_name(f"{variable.name} days", taken),
        label=f"{variable.label}, days after {anchor.label[:1].lower()}{anchor.label[1:]}",
        type="integer",
        unit="days",
        values=tuple(values),
        range=(str(min(numbers)), str(max(numbers))) if numbers else None,
        is_gappy=variable.is_gappy or "" in values,
        identifier="days_since",
    )


def _count_age(
    born: DraftVariable, anchor: DraftVariable, taken: set[str], interview: Interview
) -> DraftVariable:
    """Return completed years from birth to the first contact."""
    values = []
    for text, first in zip(born.values, anchor.values, strict=True):
        day, at = _read(text), _read(first)
        if day and at:
            years = at.year - day.year - ((at.month, at.day) < (day.month, day.day))
            values.append(str(years))
        else:
            values.append("" if day else text)
    numbers = [int(one) for one in values if one.lstrip("-").isdigit()]
    age = replace(
        born,
        name=make_name("age at first contact", taken),
        label="Age at first contact",
        source="age at first contact",
        type="integer",
        unit="years",
        values=tuple(values),
        range=(str(min(numbers)), str(max(numbers))) if numbers else None,
        is_gappy="" in values,
        identifier="days_since",
    )
    return _cap(age, interview)
