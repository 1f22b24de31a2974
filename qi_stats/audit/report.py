"""The audit of a publication as a file: every claim, its verdict and the reason."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qi_stats.audit.claims import load_claims
from qi_stats.audit.verdicts import OUTCOMES, judge_claims
from qi_stats.codebook import load_codebook
from qi_stats.ledger import load_ledger
from qi_stats.paths import write_atomically

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from qi_stats.audit.claims import Claims
    from qi_stats.audit.verdicts import Verdict

FORMAT = 1
NOTE = "DO NOT EDIT: written by qi-stats audit from published.yaml and the ledger."


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    Attributes
    ----------
    verdicts
        One for each claim, in the order of the claims.
    out
        File of the audit, and whether it was `written`; False when it held the same already.
    """

    verdicts: tuple[Verdict, ...]
    out: Path
    written: bool

    @property
    def counts(self) -> dict[str, int]:
        """How many claims have each outcome, in the order of `OUTCOMES`."""
        return count_outcomes(self.verdicts)

    @property
    def is_clean(self) -> bool:
        """Whether every claim that the records can answer is reproduced."""
        return not any(self.counts[name] for name in ("truncated", "not_reproduced", "conflict"))


def run_audit(folder: Path, plan_path: Path, ledger_path: Path, out: Path) -> Audit:
    """Judge the claims of the publication in `folder`, and write the verdicts to `out`.

    Parameters
    ----------
    folder
        Holds codebook.yaml and published.yaml.
    plan_path
        The plan whose analyses answer the claims of tests.
    ledger_path
        The ledger that answers the claims.
    out
        The file to write.

    Raises
    ------
    InputError
        If a file is unusable, a claim's key is no record of the ledger, or a claim gives way
        although it could hold; `out` is then left as it was.
    """
    from qi_stats.audit.reconstruct import check_yielding
    from qi_stats.plan import load_plan

    codebook = load_codebook(folder / "codebook.yaml")
    claims = load_claims(folder / "published.yaml", codebook)
    verdicts = judge_claims(claims, load_ledger(ledger_path), codebook)
    check_yielding(codebook, claims, load_plan(plan_path, codebook))
    return Audit(verdicts, out, write_atomically(out, render_audit(claims, verdicts)))


def render_audit(claims: Claims, verdicts: Sequence[Verdict]) -> str:
    """Return the audit as JSON: the same text for the same claims and verdicts."""
    document = {
        "note": NOTE,
        "format": FORMAT,
        "source": dict(claims.source),
        "counts": count_outcomes(verdicts),
        "verdicts": [_describe_verdict(one) for one in verdicts],
    }
    return json.dumps(document, indent=1, ensure_ascii=False) + "\n"


def count_outcomes(verdicts: Sequence[Verdict]) -> dict[str, int]:
    """Return how many verdicts have each outcome, in the order of `OUTCOMES`."""
    tally: Mapping[str, int] = Counter(one.outcome for one in verdicts)
    return {name: tally.get(name, 0) for name in OUTCOMES}


def _describe_verdict(verdict: Verdict) -> dict[str, Any]:
    claim = verdict.claim
    entries = {
        "claim": claim.name,
        "place": claim.place,
        "says": claim.says,
        "kind": claim.kind,
        "text": claim.text,
        "recomputed": verdict.recomputed,
        "outcome": verdict.outcome,
        "policies": list(verdict.policies),
        "key": claim.key,
        "reading": claim.reading,
        "reason": verdict.reason,
        "gives_way_to": list(claim.gives_way.to) if claim.gives_way is not None else None,
    }
    return {name: value for name, value in entries.items() if value is not None}
