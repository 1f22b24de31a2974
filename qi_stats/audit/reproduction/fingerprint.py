"""What an audit was made from, so that a reader of its file can tell whether it still holds."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from qi_stats.plan_file import load_plan_file

if TYPE_CHECKING:
    from pathlib import Path

METHOD = 11
"""Raise it when the audit answers differently from the same sources."""


def digest_sources(codebook: Path, claims: Path, plan: Path) -> str:
    """Return a digest of the three files; of the plan's, only what is analysed counts.

    Raises
    ------
    InputError
        If the plan is unusable.
    """
    analyses = load_plan_file(plan).model_dump_json(exclude={"tables", "figures"})
    digest = hashlib.sha256(f"{METHOD}\n{analyses}\n".encode())
    for path in (codebook, claims):
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
