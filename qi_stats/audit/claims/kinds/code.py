"""The code of a level in the coding scheme: “1 = yes”."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims.model import Kind

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claim
    from qi_stats.codebook import Codebook


class Code(Kind):
    """The code of a variable's level, which the codebook answers."""

    name = "code"
    about = "level"
    quantity = "code"

    def settles(self, claim: Claim) -> bool:
        """Say no: a code is no result."""
        return False

    def look_up(self, claim: Claim, codebook: Codebook) -> int | str | None:
        """Return the codebook's code of the level."""
        target = claim.target
        if target is None or target.variable is None or target.level is None:
            return None
        return codebook.variable(target.table, target.variable).level(target.level).code


class Other(Kind):
    """A statement that nothing can answer."""

    name = "other"
