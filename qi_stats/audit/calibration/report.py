"""A calibration as Markdown, for docs/audit-calibration.md."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from qi_stats.audit.calibration.calibrate import calibrate
from qi_stats.audit.calibration.errors import ERRORS, WHY_NOT
from qi_stats.audit.calibration.front_door import audit_typed, is_noticed, try_door
from qi_stats.audit.calibration.larger_papers import audit_larger, change_digit, write_larger
from qi_stats.audit.calibration.paper_text import audit_text
from qi_stats.audit.calibration.papers import write_paper

if TYPE_CHECKING:
    from qi_stats.audit.calibration.calibrate import Calibration
    from qi_stats.audit.calibration.front_door import Door

REPEATED, TYPED = 20, 60
CHANGES = 3
"""Digits that are changed in each larger paper, one at a time."""

_HEAD = """\
# Is the auditor any good?

<!-- Generated: qi-stats audit --calibrate > docs/audit-calibration.md -->

`qi-stats audit --calibrate` writes small papers from data it has drawn itself, rounds their numbers
correctly, and audits them without the data. A fault found in such a paper is a false alarm.
Then it plants one error at a time and audits again.

An error is *detectable* when no data could give the printed text. That is decided without the
tests that the audit uses: every count and every sample of whole numbers that there can be is
listed, and what it gives is computed and compared with the text.
A half may be rounded up, to the even digit, or down, as programs do with binary numbers.

The papers have 12 to 30 people, categories with and without printed counts, a share of a subgroup,
whole numbers from 0 to 10 with mean, SD and range, a *t* test of two groups, one further test
statistic, and a ratio with its Wald interval. Other papers offer other errors; these figures are
about the tests of single numbers and totals, and about papers of this kind. Errors that change no
printed text are not counted.

The tests hold the audit to four more measures, which need no invented papers: published cases with
their published verdicts (GRIM, GRIMMER, DEBIT, statcheck, INSPECT-SR, the re-analyses of the pizza
papers), which all have the same verdict here; papers computed from public data sets in the styles
of six journals, none of which may have a fault; what R computes of its own data sets (intervals of
counts by every formula, differences of means, pairs, coefficients of models), which must pass; and
a set of sentences whose statistics were labelled by hand. Not measured are DEBIT, χ², *r*, items
and analyses of three groups in invented papers, samples above 30, one-sided and corrected *P*
values, and ratios that are not Wald's: of these the first tables say nothing. Larger papers have
some of them, and are read for false alarms.
"""


def render_calibration(calibration: Calibration) -> str:
    """Return the document: the table, why some errors can't be seen, and what the tests repeat.

    With more than `REPEATED` papers the table of the first ones follows, so that a test can
    compare the document with the code in seconds.
    """
    parts = [_HEAD, "## Result\n", _write_table(calibration), _explain(calibration)]
    if calibration.papers > REPEATED:
        parts += [_write_door(calibration.seed, *one) for one in _DOORS]
        parts.append(_write_larger(calibration.seed))
        first = calibrate(REPEATED, calibration.seed)
        parts += [f"## The first {REPEATED} papers\n", "The tests repeat these.\n"]
        parts.append(_write_table(first))
    return "\n".join(parts)


def _write_table(calibration: Calibration) -> str:
    alarms = calibration.false_alarms
    lines = [
        f"{calibration.papers} clean papers (seed {calibration.seed}): {alarms} false alarms.",
        "",
        "| Planted error | Papers | Detectable | Caught | Faults found in possible papers |",
        "|---|--:|--:|--:|--:|",
    ]
    for one in calibration.rates:
        caught = f"{one.caught} of {one.detectable}"
        lines.append(
            f"| {ERRORS[one.kind]} | {one.planted} | {one.detectable} | {caught} "
            f"| {one.overcalled} |"
        )
    return "\n".join(lines) + "\n"


_DOORS: tuple[tuple[str, Door, str], ...] = (
    (
        "## As a reader types them",
        audit_typed,
        "The first {papers} papers, written as YAML without a codebook and read again: {alarms} "
        "false alarms.\nNobody then knows that a variable has no further levels, so that parts "
        "that fall short of their whole are asked about.",
    ),
    (
        "## As text",
        audit_text,
        "The same papers, written as Markdown with two tables and three sentences, and read as any "
        "paper is: {alarms} false alarms.\nA text says less than the claims: percentages without "
        "counts, ranges, the name of the *t* test, and that the interval is Wald's do not stand in "
        "it, and nobody knows that the score is a whole number.\nThe errors are the same as above: "
        "most that are missed could be seen in the claims, and can't in the text; a *P* value that "
        "does not fit its interval is told, but as not recomputable.",
    ),
)


def _write_door(seed: int, heading: str, audit: Door, words: str) -> str:
    papers = [write_paper(seed, number) for number in range(TYPED)]
    alarms, rates = try_door(papers, seed, audit)
    lines = [
        f"{heading}\n",
        words.format(papers=TYPED, alarms=alarms) + "\n",
        "| Planted error | Detectable | Fault found | Fault or question | Faults found in possible "
        "papers |",
        "|---|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {ERRORS[one.kind]} | {one.detectable} | {one.faults} | {one.noticed} "
        f"| {one.overcalled} |"
        for one in rates
    ]
    return "\n".join(lines) + "\n"


def _write_larger(seed: int) -> str:
    papers = [write_larger(seed, number) for number in range(TYPED)]
    alarms = sum(any(found.is_fault for found in audit_larger(one)) for one in papers)
    changed = noticed = 0
    for number, paper in enumerate(papers):
        for change in range(CHANGES):
            draw = random.Random(f"{seed} {number} {change}")  # noqa: S311 - a simulation
            changed += 1
            noticed += is_noticed(audit_larger(change_digit(paper, draw)))
    lines = [
        "## Larger papers\n",
        f"{TYPED} papers of 20 to 5,000 people with χ², *G* and Fisher's test, intervals of "
        "percentages, odds ratios, risk ratios and differences by several formulas, differences of "
        "means, one-sided tests, three groups, a correlation, a scale of nine items, medians, and "
        f"a paired test, written as YAML and read again: {alarms} false alarms.",
        f"Of {changed} changed digits {noticed} are told or asked about; which of the others could "
        "be seen is not known. Most are digits of means, SDs and medians that fit so many people, "
        "and of *t* between two measurements whose correlation is not printed.",
    ]
    return "\n".join(lines) + "\n"


def _explain(calibration: Calibration) -> str:
    planted = sum(one.planted for one in calibration.rates)
    unseen = sum(one.planted - one.detectable for one in calibration.rates)
    lines = [
        "## Errors that nobody could see\n",
        f"Of {planted} planted errors {unseen} can't be detected: other data print the same.\n",
    ]
    lines += [
        f"- *{ERRORS[one.kind]}*, {one.planted - one.detectable} of {one.planted}: "
        f"{WHY_NOT[one.kind]}."
        for one in calibration.rates
    ]
    return "\n".join(lines) + "\n"
