"""The identifiers of HIPAA's Safe Harbor, as far as a column's words and cells can show them.

References
----------
45 CFR 164.514(b)(2)(i), (A) to (R).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Treatment: TypeAlias = Literal["drop", "renumber", "dates", "cap"]
OLDEST = 89
"""Ages above it identify people; they become `CAP`."""
CAP = 90
MOST_READ = 20_000
"""Cells of a column that are read closely; more do not change what is found."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of identifier.

    Attributes
    ----------
    letter, words
        Its letter in the regulation, and what it is.
    header
        Pattern of a column's words that is enough by itself; None where cells decide.
    cell
        Pattern of a cell, and `share` of the cells that have to fit it.
    anywhere
        Pattern that gives it away inside any longer text.
    """

    letter: str
    words: str
    header: str | None = None
    cell: str | None = None
    share: float = 0.6
    anywhere: str | None = None


_NOT = r"(?!.*\b(type|group|category|flag|yn|count|number of|stage|band|class|status|score)\b)"
_MONTHS = r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
RULES = (
    Rule(
        "A",
        "names",
        _NOT + r"((pt|patient|subject|participant|client|mother|father|spouse|contact|doctor|"
        r"physician|provider|nurse|surgeon|clinician|gp|reviewer|veteran|member|guarantor|kin)s?"
        r"('?s)? ?)?((first|last|sur|fore|given|family|middle|maiden|full|legal|preferred) ?)?"
        r"(name|surname|forename|initials)s?( of .*|\d+)?|(patient|veteran|next of kin|physician)",
        r"[A-Z][a-z'’-]+, ?[A-Z][a-z'’-]+( [A-Z]\.?)?|"
        r"([A-Z]\. ?)+[A-Z][a-z'’-]+|"
        r"((Mr|Mrs|Ms|Dr|Prof)\.? )[A-Z][a-z'’-]+( [A-Z][a-z'’-]+)?",
        anywhere=r"\b(Mr|Mrs|Ms|Dr|Prof)\.? [A-Z][a-z]{2,}",
    ),
    Rule(
        "B",
        "addresses and places smaller than a state",
        _NOT + r"(home|street|mailing|postal|residential|work)? ?(address|addr)( line)?s? ?\d*|"
        r"(patient |home )?(street|city|town|county|zip( ?code| ?\+? ?4)?|post ?code|postal code)"
        r"( of residence)?|address.*",
        r"\d{5}-\d{4}|\d+ [A-Z][\w.]*( [A-Z][\w.]*)* (St|Street|Ave|Avenue|Rd|Road|Blvd|Ln|Lane|Dr|"
        r"Drive|Ct|Court|Way|Pl|Place)\.?(,? .*)?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}",
        anywhere=r"\b\d{1,5} [A-Z][a-z]+ (St|Street|Ave|Avenue|Rd|Road|Blvd|Lane|Drive|Court)\b",
    ),
    Rule(
        "D",
        "telephone numbers",
        _NOT + r"(home|work|cell|mobile|contact|emergency|daytime)? ?(tele)?(phone|mobile|cell|tel|"
        r"contact)( ?(no|num|number|nr|#))?\.? ?\d*",
        r"(\+?\d{1,3}[ .-]?)?(\(\d{2,5}\)|\d{3})[ .-]\d{3,4}[ .-]\d{3,4}|\+\d[\d ()-]{7,}",
        anywhere=r"(?<!\d)(\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d)",
    ),
    Rule("E", "fax numbers", r"(home |work )?(tele)?fax( ?(no|num|number|#))?\.?"),
    Rule(
        "F",
        "e-mail addresses",
        r".*\be ?mail\b.*",
        r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}",
        anywhere=r"[\w.+-]+@[\w-]+\.[A-Za-z]{2,}",
    ),
    Rule(
        "G",
        "Social Security numbers",
        r".*\b(ssn|ssn4|last ?4|social security|soc sec|national insurance|nhs)\b.*",
        r"\d{3}-\d{2}-\d{4}",
        anywhere=r"(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)",
    ),
    Rule(
        "H",
        "medical record numbers",
        r".*\b(mrn|emrn|medical record|med rec|(hospital|chart) (no|num|number|id)|"
        r"record (no|num|number)|encounter (id|no|num|number)|visit (id|number)|csn|fin|"
        r"accession( no| number)?|unit number|patient (id|no|num|number))\b.*",
        anywhere=r"\b(MRN|mrn)[ :#]*\d{4,}",
    ),
    Rule(
        "I",
        "health plan numbers",
        r".*\b(insurance|health plan|beneficiary|medicare|medicaid|policy|member|subscriber|payer|"
        r"mbi|hicn)( (plan|health|beneficiary|insurance))? ?(id|no|num|number|#)\b.*|mbi|hicn",
        r"[1-9][AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?[AC-HJKMNP-RT-Y][AC-HJKMNP-RT-Y0-9]\d-?"
        r"[AC-HJKMNP-RT-Y]{2}\d{2}",
    ),
    Rule(
        "J",
        "account numbers",
        r".*\b(account|acct|billing|invoice|iban|bank|credit card|card)( ?(id|no|num|"
        r"number)\b| ?#).*"
        r"|iban|account",
        r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}|\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}",
    ),
    Rule(
        "K",
        "certificate and license numbers",
        r".*\b(license|licence|certificate|passport|driver'?s?( license)?|dea|npi)"
        r"( ?(id|no|num|number|#))\b.*|npi|passport|driver'?s? licen[sc]e",
    ),
    Rule(
        "L",
        "vehicle numbers",
        r".*\b(vin|vehicle (id|identification|serial|no|number).*|license plate|number plate|plate)"
        r"( ?(no|num|number|#))?",
        r"[A-HJ-NPR-Z0-9]{17}",
    ),
    Rule(
        "M",
        "device numbers",
        r".*\b(device|implant|pacemaker|pump|serial|udi|lot)( (id|serial|identifier))?"
        r"( ?(id|no|num|number|#))\b.*|udi|device (id|serial|identifier)|serial",
        r"\(01\)\d{14}.*",
    ),
    Rule(
        "N",
        "web addresses",
        r".*\b(url|website|web (page|site|address)|homepage|facebook|twitter|linked ?in)\b.*",
        r"(https?://|www\.)\S+",
        anywhere=r"(https?://|www\.)\S+",
    ),
    Rule(
        "O",
        "IP addresses",
        r"(.* )?(ip|ip ?addr(ess)?|mac addr(ess)?)",
        r"(\d{1,3}\.){3}\d{1,3}|([0-9a-fA-F]{0,4}:){4,7}[0-9a-fA-F]{0,4}|([0-9A-F]{2}:){5}[0-9A-F]{2}",
        anywhere=r"(?<![\d.])(\d{1,3}\.){3}\d{1,3}(?![\d.])",
    ),
    Rule(
        "P",
        "biometric identifiers",
        r".*\b(fingerprint|finger print|voice ?print|retina scan|retinal scan|iris scan|biometric|"
        r"face id|genome|genotype sequence)s?\b.*",
    ),
    Rule(
        "Q",
        "photographs",
        r".*\b(photo|photograph|picture|image|portrait|headshot)s?( (file|path|url|name))?",
        r".*\.(jpe?g|png|gif|tiff?|bmp|heic|dcm)",
    ),
    Rule(
        "C",
        "full dates of a person's life",
        r".*\b(dob|date of birth|birth ?date|birthday|date of death|dod|death date)\b.*",
        r"\d{4}-\d{2}-\d{2}( .*)?|\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d{2})|\d{1,2}[ -]"
        + _MONTHS
        + r"[ -]\d{2,4}",
        anywhere=r"(?<!\d)\d{1,2}[/.-]\d{1,2}[/.-](19|20)\d{2}(?!\d)|(?<!\d)(19|20)\d{2}-\d{2}-\d{2}(?!\d)",
    ),
    Rule(
        "R",
        "other numbers of one person",
        r".*\b(user ?name|login|user id|employee (id|no|num|number)|badge|student id|guid|uuid|"
        r"barcode|veteran id|edipi|icn|device fingerprint)\b.*",
        r"[0-9a-fA-F]{8}-([0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}",
    ),
)
AGE = re.compile(r"(^|.*\b)age\b(?!.*\b(group|band|category|class)\b).*", re.IGNORECASE)
_COMPILED = tuple(
    (
        rule,
        re.compile(rule.header, re.IGNORECASE) if rule.header else None,
        re.compile(rule.cell, re.IGNORECASE if rule.letter in {"C"} else 0) if rule.cell else None,
        re.compile(rule.anywhere) if rule.anywhere else None,
    )
    for rule in RULES
)
UNDETECTED = (
    "names in free text without a title such as Mr or Dr",
    "names and places in a column whose own name says nothing",
    "record numbers that are not called so and look like any number",
    "voices, faces and fingerprints that are not called so",
    "a rare disease, job or event by which somebody is known",
)
"""What no look at columns and cells can find; people have to."""


def find_rule(name: str, label: str, values: Sequence[str], *, is_long: bool) -> Rule | None:
    """Return the kind of identifier that a column holds, if one can be seen.

    Parameters
    ----------
    name, label
        Words at the column's head.
    values
        Its cells, without empty ones.
    is_long
        Whether the cells are sentences, in which an identifier may stand anywhere.
    """
    heads = {_plain(name), _plain(label)}
    cells = values[:MOST_READ]
    for rule, header, cell, anywhere in _COMPILED:
        if header is not None and cells and any(header.fullmatch(head) for head in heads):
            return rule
        if cell is not None and cells:
            fitting = sum(cell.fullmatch(one) is not None for one in cells)
            if fitting >= rule.share * len(cells):
                return rule
        if is_long and anywhere is not None and any(anywhere.search(one) for one in cells):
            return rule
    return None


def is_age(name: str, label: str) -> bool:
    """Return whether a column of numbers holds ages, by its words."""
    return any(AGE.fullmatch(_plain(head)) for head in (name, label))


def _plain(words: str) -> str:
    """Return a column's head as words: underscores, humps and signs become spaces."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
    return re.sub(r"[^a-z0-9'#]+", " ", parted.casefold()).strip()
