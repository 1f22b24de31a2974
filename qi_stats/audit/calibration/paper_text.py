"""The invented papers as text: two tables, and sentences in the style of a journal.

A table of "n (%)" and "mean (SD)" cells, one of two groups with a P value, and sentences with a
statistic and a ratio. Percentages without counts, ranges, and the name of a test stand in neither,
as in many papers.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from qi_stats.audit.calibration.papers import LEVELS
from qi_stats.audit.paper.audit import audit_paper

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qi_stats.audit.calibration.errors import Changed
    from qi_stats.audit.calibration.papers import Paper
    from qi_stats.audit.checks.findings import Finding
    from qi_stats.audit.claims.model import Claim

_SIGNS = {"t": "t", "z": "z", "f": "F"}
_WORDS = {True: "was associated significantly", False: "was not associated significantly"}


def audit_text(paper: Paper, changed: Changed | None = None) -> tuple[Finding, ...]:
    """Return the findings on the paper, written as Markdown and read as any paper is."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "paper.md"
        path.write_text(write_text(paper, changed), encoding="utf-8")
        return audit_paper(path).findings


def write_text(paper: Paper, changed: Changed | None = None) -> str:
    """Return the paper, some of its claims `changed`, as Markdown."""
    claims = {**paper.claims, **(changed or {})}
    texts = {name: one.text for name, one in claims.items()}
    return "\n".join(
        [*_write_counts(texts), "", *_write_groups(texts), "", *_write_sentences(claims), ""]
    )


def _write_counts(texts: Mapping[str, str]) -> list[str]:
    def share(name: str) -> str:
        return f"{texts[f'{name}_n']} ({texts[f'{name}_percent'].rstrip('%')})"

    return [
        f"| Characteristic | All (n = {texts['n']}) |",
        "|---|---|",
        "| Wing, n (%) | |",
        *(f"| {level} | {share(level)} |" for level in LEVELS["wing"]),
        f"| Smokers, n (%) | {share('smokers')} |",
        f"| Score, mean (SD) | {texts['score_mean']} ({texts['score_sd']}) |",
    ]


def _write_groups(texts: Mapping[str, str]) -> list[str]:
    arms = LEVELS["arm"]
    heads = " | ".join(f"Arm {one} (n = {texts[f'arm_{one}_n']})" for one in arms)
    cells = " | ".join(f"{texts[f'wait_{one}_mean']} ({texts[f'wait_{one}_sd']})" for one in arms)
    return [
        f"| Outcome | {heads} | P value |",
        "|---|---|---|---|",
        f"| Wait, mean (SD) | {cells} | {texts['wait_p']} |",
    ]


def _write_sentences(claims: Mapping[str, Claim]) -> list[str]:
    slope, ratio, word = claims["slope_p"], claims["ratio"], claims["slope_word"]
    statistic, bounds = slope.reported.statistic, ratio.reported.bounds
    lines = [
        f"Of the smokers, {claims['treated_n'].text} of {claims['smokers_n'].text} "
        f"({claims['treated_percent'].text.rstrip('%')}%) were treated."
    ]
    if statistic is not None:
        degrees = ", ".join(one.text for one in statistic.df)
        sign = _SIGNS[statistic.test] + (f"({degrees})" if degrees else "")
        says = _WORDS[word.kind.bears_out(word, 0.0) is True]
        p = _show_p(slope)
        lines.append(f"Score {says} with wait, {sign} = {statistic.value.text}, p {p}.")
    if bounds is not None:
        interval = f"95% CI, {bounds.low.text}-{bounds.high.text}"
        lines.append(
            f"The odds ratio was {ratio.text} ({interval}; P {_show_p(claims['ratio_p'])})."
        )
    return lines


def _show_p(claim: Claim) -> str:
    return claim.text if claim.text[0] in "<>" else f"= {claim.text}"
