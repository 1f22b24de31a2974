"""What the plan's file says of times to an event, some of which are not yet over."""

from __future__ import annotations

from typing import Literal

from qi_stats.plan_file.analyses import BaseSpec, Groups, Word


class FollowUpSpec(BaseSpec):
    """Share of rows without the event as time goes by, by Kaplan and Meier, in all or by group.

    Attributes
    ----------
    time, event
        How long a row was followed, and whether the event ended it; the others are censored.
    by, groups
        Variable whose levels are compared by the log-rank test, and which of them.
    """

    kind: Literal["follow_up"]
    time: Word
    event: Word
    by: Word | None = None
    groups: Groups = None
