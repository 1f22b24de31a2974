"""A plan carried out before there are data: every record that it will have, and no value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.plan.run.run import run_plan
from qi_stats.study import Study

if TYPE_CHECKING:
    import pandas as pd

    from qi_stats.codebook import Codebook
    from qi_stats.ledger import Ledger
    from qi_stats.plan.schema.analyses import Plan


def run_without_rows(plan: Plan, codebook: Codebook) -> Ledger:
    """Carry out the plan on tables that are empty.

    Where two reviewers are to be compared, there is nothing to lay out without rows: those
    analyses have no records.
    """
    frames = {name: _empty_frame(codebook, name) for name in codebook.tables}
    planned = plan.narrow(plan.ids)
    return run_plan(planned, Study(codebook, dict.fromkeys(codebook.tables, ""), frames))


def _empty_frame(codebook: Codebook, table: str) -> pd.DataFrame:
    import pandas as pd

    known = codebook.variables(table).values()
    names = [*(one.name for one in known), *(one.kind_column for one in known if one.kinds)]
    return pd.DataFrame({name: pd.Series(dtype=object) for name in names})
