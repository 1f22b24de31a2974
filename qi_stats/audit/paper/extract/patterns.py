"""How journals print statistics, as regular expressions over plain characters.

Every repetition is bounded, so that no text takes long.
"""

from __future__ import annotations

import re

NUMBER = r"-?(?:\d{1,3}(?:,\d{3}){1,4}(?!\d)(?:\.\d{1,8})?|\d{1,9}(?:\.\d{1,8})?|\.\d{1,8})"
WHOLE = r"(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,9})"
POWER = r"(?:\s?[xX]\s?10\s?\^?\(?\s?(?P<power>-?\d{1,3})\)?|[eE](?P<exponent>-?\d{1,3}))?"
WORDS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen|twenty"
)
DF = r"\d{1,6}(?:\.\d{1,4})?"
RELATION = r"(?:[=<>]|equals|(?:was |is )?(?:less than|below)|(?:was |is )?(?:greater than|above))"
GAP = r"[\s,;:]{0,4}"

P = re.compile(
    r"(?<![A-Za-z0-9])(?:one-(?:sided|tailed) |two-(?:sided|tailed) )?[Pp](?![a-zA-Z]*\s?\()"
    rf"(?:[- ]?values?)?\s?(?:trend|adj|corr)?\s?(?P<relation>{RELATION})\s?=?\s?"
    rf"(?P<p>0?\.\d{{1,10}}|[01](?:\.\d{{1,10}})?(?![\d])|\d(?:\.\d{{1,4}})?(?=\s?[xXeE])){POWER}"
)
_AFTER = rf"\s?(?P<relation>[=<>])\s?(?P<value>{NUMBER})"
_OPEN, _CLOSE = r"\s?[\(\[]\s?(?:df\s?=\s?)?", r"\s?[\)\]]"
_LATER = rf"[\s,;(\[]{{1,4}}(?:df|DF|d\.f\.|degrees of freedom)\s?(?:=|:)?\s?(?P<df>{DF})"
_COUNTED = rf"[\s,;(\[]{{1,4}}(?P<df>{DF})\s(?:df|degrees of freedom)"
_NOT_WORD = r"(?<![A-Za-z0-9'\-])"
_CHI = r"(?:χ|[Cc]hi|\\chi|(?<![A-Za-z])X(?=\s?\^?2))[- ]?(?:\^?\{?2\}?|squared?)"

TESTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("t", re.compile(rf"{_NOT_WORD}[tT]{_OPEN}(?P<df>{DF}){_CLOSE}{_AFTER}")),
    ("t", re.compile(rf"{_NOT_WORD}[tT]\s?(?P<df>\d{{1,5}}(?:\.\d{{1,3}})?){_AFTER}")),
    ("t", re.compile(rf"{_NOT_WORD}[tT]{_AFTER}(?:{_LATER}|{_COUNTED.replace('<df>', '<df0>')})")),
    ("f", re.compile(rf"{_NOT_WORD}F{_OPEN}(?P<df>{DF})\s?[,;]\s?(?P<df2>{DF}){_CLOSE}{_AFTER}")),
    ("f", re.compile(rf"{_NOT_WORD}F\s?(?P<df>\d{{1,4}})\s?[,;]\s?(?P<df2>{DF}){_AFTER}")),
    ("f", re.compile(rf"{_NOT_WORD}F{_AFTER}{_LATER}\s?[,;]\s?(?P<df2>{DF})")),
    (
        "chi2",
        re.compile(
            rf"{_CHI}{_OPEN}(?P<df>{DF})(?:\s?[,;]\s?[Nn]\s?=\s?(?P<n>{WHOLE}))?{_CLOSE}{_AFTER}"
        ),
    ),
    ("chi2", re.compile(rf"χ\^?2\s?(?P<df>\d{{1,3}}){_AFTER}")),
    (
        "chi2",
        re.compile(rf"{_CHI}(?: test)?{_AFTER}(?:{_LATER}|{_COUNTED.replace('<df>', '<df0>')})"),
    ),
    ("r", re.compile(rf"{_NOT_WORD}r{_OPEN}(?P<df>{DF}){_CLOSE}{_AFTER}")),
    ("r", re.compile(rf"{_NOT_WORD}r\s?(?P<df>\d{{1,5}}){_AFTER}")),
    ("r", re.compile(rf"{_NOT_WORD}r{_AFTER}[\s,;(]{{1,4}}(?:[nN]\s?=\s?(?P<n>{WHOLE}))")),
    ("r", re.compile(rf"{_NOT_WORD}r{_AFTER}{_LATER}")),
    ("z", re.compile(rf"{_NOT_WORD}[zZ](?: ?score)?{_AFTER}")),
)

MEASURES: tuple[tuple[str, str], ...] = (
    ("odds_ratio", r"(?:[Aa]djusted |[Cc]rude )?[Oo]dds ratios?|aOR|AOR|OR"),
    ("risk_ratio", r"(?:[Aa]djusted )?(?:[Rr]isk|[Rr]ate|[Pp]revalence) ratios?|"
     r"[Rr]elative risks?|aRR|ARR|RR|IRR"),
    ("hazard_ratio", r"(?:[Aa]djusted )?[Hh]azards? ratios?|aHR|HR"),
    ("risk_difference", r"[Rr]isk difference|RD"),
    ("difference", r"(?:[Mm]ean|[Aa]djusted|[Tt]reatment|[Bb]etween-group) (?:mean )?difference|MD|"
     r"[Dd]ifference in means"),
)  # fmt: skip
_LEVEL = r"(?:(?P<level>\d{2}(?:\.\d)?)\s?%\s?)"
_CI = r"(?:CI|C\.I\.|[Cc]onfidence intervals?(?:\s?[\[\(]CI[\]\)])?|[Cc]onfidence limits|CrI)"
_ENDS = rf"[\[\(]?\s?(?P<low>{NUMBER})\s?%?\s?(?:-|to|,|;|and|–)\s?(?P<high>{NUMBER})(?!\s?\d)"
_LINK = r"(?:\s?\([a-zA-Z]{1,6}\)|\s(?:for|of|in)(?:\s[a-z\-]{1,16}){1,4}?)?"
_LINK += r"(?:\s?[=:,]\s?|\s(?:was|of|were|is)\s|\s)"
INTERVAL = rf"[\s,;:\(\[]{{1,4}}{_LEVEL}?{_CI}?[\s,;:=]{{0,3}}(?:was |of |from )?{_ENDS}"
STRICT_INTERVAL = rf"[\s,;:\(\[]{{0,4}}{_LEVEL}?{_CI}[\s,;:=]{{0,3}}(?:was |of |from )?{_ENDS}"
INTERVAL_AFTER = re.compile(rf"\s?%?{STRICT_INTERVAL}(?:\s?%)?")
ESTIMATES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (
        name,
        re.compile(
            rf"(?<![A-Za-z])(?:{words})(?![A-Za-z]){_LINK}(?P<value>{NUMBER})\s?%?"
            rf"(?:\s[a-z]{{1,12}}){{0,2}}{STRICT_INTERVAL if 'difference' in name else INTERVAL}"
        ),
    )
    for name, words in MEASURES
)

COEFFICIENT = re.compile(
    rf"{_NOT_WORD}(?:[bB]|[Ee]stimate|[Cc]oefficient)\s?=\s?(?P<value>{NUMBER})[\s,;(\[]{{1,4}}"
    rf"(?:SE|S\.E\.|[Ss]tandard error)\s?[=:]?\s?(?P<se>{NUMBER})[\)\]]?"
    rf"(?:{STRICT_INTERVAL}[\)\]]{{0,2}})?"
    rf"(?:[\s,;]{{1,4}}(?P<test>[tz])\s?(?:\(\s?(?P<df>{DF})\s?\))?\s?=\s?(?P<size>{NUMBER}))?"
)
"""A coefficient with its standard error; β is left out, since it can be a standardized one."""

_N = rf"(?:[\s,;]{{1,3}}(?:[nN]\s?=\s?(?P<n>{WHOLE})))?"
MEANS: tuple[re.Pattern[str], ...] = (
    re.compile(
        rf"(?<![A-Za-z])(?:M|[Mm]eans?)\s?(?:=|:|of|was)?\s?(?P<value>{NUMBER})"
        rf"(?:\s[a-z]{{1,12}}){{0,2}}[\s,;(\[]{{1,3}}(?:SD|S\.D\.|s\.d\.|[Ss]tandard deviation)"
        rf"\s?[=:,]?\s?(?P<sd>{NUMBER})[\)\]]?{_N}"
    ),
    re.compile(
        r"[Mm]ean\s?[\(\[±]{1,2}\s?(?:SD|standard deviation)[\)\]]?[^.;=%\d()]{0,60}?"
        rf"(?P<value>{NUMBER})\s?(?:[\(\[]|±)\s?(?:SD\s?=?\s?)?(?P<sd>{NUMBER})[\)\]]?{_N}"
    ),
    re.compile(
        rf"[Mm]ean[^.;=%\d()]{{0,40}}?(?:was|of|,|is)\s(?P<value>{NUMBER})"
        rf"(?:\s[a-z]{{1,12}}){{0,2}}\s?[\(\[]\s?(?:SD|s\.d\.)\s?[=:,]?\s?(?P<sd>{NUMBER})"
        rf"[\)\]]?{_N}"
    ),
)

_COUNT = rf"(?P<count>{WHOLE}|{WORDS}|{WORDS.title()})"
_TOTAL = rf"(?P<total>{WHOLE})"
_PERCENT = rf"(?P<percent>{NUMBER})\s?(?:%|per ?cent|percent)(?!\s?{_CI})"
_OF = r"\s?(?:/|of(?: the| these| all)?|out of)\s?"
_NOUNS = r"(?:\s[A-Za-z\-]{2,16}){0,4}"
SHARES: tuple[re.Pattern[str], ...] = (
    re.compile(rf"(?<![\d.,/]){_COUNT}{_OF}{_TOTAL}{_NOUNS}\s?[\(\[,;]\s?{_PERCENT}"),
    re.compile(rf"(?<![\d.,]){_PERCENT}{_NOUNS}\s?[\(\[]\s?(?:[nN]\s?=\s?)?{_COUNT}{_OF}{_TOTAL}"),
    re.compile(
        rf"(?<![\d.,/]){_COUNT}\s?[\(\[]\s?{_PERCENT}\s?[\)\]]\s(?:out )?of (?:the )?{_TOTAL}"
    ),
    re.compile(rf"(?<![\d.,/]){_COUNT}{_NOUNS}\s?[\(\[]\s?{_PERCENT}\s?[\)\],;]"),
    re.compile(rf"(?<![\d.,]){_PERCENT}{_NOUNS}\s?[\(\[]\s?[nN]\s?=\s?{_COUNT}\s?[\)\]]"),
    re.compile(rf"[nN]\s?=\s?{_COUNT}\s?[,;]\s?{_PERCENT}"),
    re.compile(rf"(?<![A-Za-z])[nN]\s?=\s?{_COUNT}\s?/\s?{_TOTAL}"),
)

NOT_SIGNIFICANT = re.compile(
    r"\b(?:not|no|nor|neither|without|lack of|failed to)(?!\s(?:only|just))(?:\s[a-z\-]+){0,2}\s"
    r"(?:significan(?:t|tly|ce)|differ(?:ed|ence|ences|ent)?|associated|associations?|"
    r"correlated|effect)\b|\bnon-?significant(?:ly)?\b|\binsignificant(?:ly)?\b",
    re.IGNORECASE,
)
SIGNIFICANT = re.compile(r"(?<!clinically )\bsignificant(?:ly)?\b", re.IGNORECASE)
ONE_SIDED = re.compile(r"\bone-(?:sided|tailed)\b")
LOOKALIKE = re.compile(
    rf"(?<![A-Za-z])(?:t|F|r|z|Z|χ\^?2?|P|p)\s?(?:\([^)]{{1,20}}\)\s?)?[=<>]\s?{NUMBER}|"
    rf"{NUMBER}\s?±\s?{NUMBER}|(?:\d{{2}}\s?%\s?)CI[^.]{{0,3}}{NUMBER}"
)
