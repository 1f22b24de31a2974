"""What an audit was made from, so that a reader of its file can tell whether it still holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qi_files.documents import read_document
from qi_stats.plan.schema.document import PlanDocument

if TYPE_CHECKING:
    from pathlib import Path

METHOD = 8
"""Raise it when the audit answers differently from the same sources."""


def digest_sources(codebook: Path, claims: Path, plan: Path) -> str:
    """Return a digest of the three files; of the plan's, only what is analysed counts.

    Raises
    ------
    InputError
        If the plan is unusable.
    """
    analyses = read_document(plan, PlanDocument).model_dump_json(exclude={"tables", "figures"})
    digest = hashlib.sha256(f"{METHOD}\n{analyses}\n".encode())
    for path in (codebook, claims):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
