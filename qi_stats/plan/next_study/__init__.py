"""What is computed from results: tests adjusted as families, and the size of a next study."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.plan.next_study.multiplicity import adjust_families
from qi_stats.plan.next_study.sample_size import plan_next_study

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qi_stats.ledger import Ledger, Record
    from qi_stats.plan.schema.analyses import Plan


def compute_from_results(plan: Plan, ledger: Ledger) -> Iterator[Record]:
    """Yield the records of families and of planning, which rest on those in the ledger.

    Raises
    ------
    InputError
        If a member of a family is not the key of a P value.
    """
    yield from adjust_families(plan, ledger)
    yield from plan_next_study(plan, ledger)
