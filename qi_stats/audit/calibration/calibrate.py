"""False alarms on clean papers, and the share of planted errors that the audit catches."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qi_stats.audit.calibration.errors import ERRORS, ErrorKind, plant_error
from qi_stats.audit.calibration.oracle import is_possible
from qi_stats.audit.calibration.papers import Paper, write_paper
from qi_stats.audit.checks import examine_claims
from qi_stats.audit.checks.all_at_once import examine_together

if TYPE_CHECKING:
    from qi_stats.audit.calibration.errors import Changed

PAPERS, SEED = 1000, 2017


@dataclass(frozen=True, slots=True)
class CatchRate:
    """What became of the planted errors of one kind.

    Attributes
    ----------
    planted
        Papers in which the error changed a text.
    detectable
        Of these, papers that no data could give.
    caught
        Of the detectable, those in which the audit found a fault.
    overcalled
        Papers that data could give, in which it found one all the same.
    """

    kind: ErrorKind
    planted: int
    detectable: int
    caught: int
    overcalled: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """How the audit did on `papers` invented papers."""

    papers: int
    seed: int
    false_alarms: int
    rates: tuple[CatchRate, ...]

    @property
    def is_perfect(self) -> bool:
        """Whether nothing was found where nothing is wrong, and all that can be found was."""
        missed = sum(one.detectable - one.caught + one.overcalled for one in self.rates)
        return self.false_alarms == 0 and missed == 0


def calibrate(papers: int = PAPERS, seed: int = SEED) -> Calibration:
    """Audit invented papers, clean and with one planted error of each kind at a time.

    Parameters
    ----------
    papers
        How many papers to write.
    seed
        Of the papers and the errors; the same seed gives the same calibration.

    Raises
    ------
    ValueError
        If `papers` is not positive.
    """
    if papers < 1:
        message = f"a calibration needs at least one paper, not {papers}"
        raise ValueError(message)
    written = [write_paper(seed, number) for number in range(papers)]
    alarms = sum(has_fault(paper) for paper in written)
    rates = tuple(_try_error(kind, written, seed) for kind in ERRORS)
    return Calibration(papers, seed, alarms, rates)


def has_fault(paper: Paper, changed: Changed | None = None) -> bool:
    """Return whether the audit finds a fault in the paper."""
    claims = paper.finish(changed)
    return any(one.is_fault for one in examine_claims(claims)) or bool(examine_together(claims))


def _try_error(kind: ErrorKind, papers: list[Paper], seed: int) -> CatchRate:
    planted = detectable = caught = overcalled = 0
    for number, paper in enumerate(papers):
        draw = random.Random(f"{seed} {kind} {number}")  # noqa: S311 - a simulation
        changed = plant_error(kind, paper, draw)
        if not changed:
            continue
        planted += 1
        found = has_fault(paper, changed)
        if is_possible(paper, changed):
            overcalled += found
        else:
            detectable += 1
            caught += found
    return CatchRate(kind, planted, detectable, caught, overcalled)
