"""Fill a data folder with rows that satisfy what a publication reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_stats.audit.claims import load_claims
from qi_stats.audit.reconstruct import reconstruct_files
from qi_stats.codebook import load_codebook
from qi_stats.errors import InputError, quote
from qi_stats.paths import show_path, write_atomically
from qi_stats.plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def reconstruct_study(
    folder: Path, plan_path: Path, codebook_path: Path, published: Path
) -> Mapping[Path, bool]:
    """Write the tables of the codebook to `folder`; return which files were written anew.

    Raises
    ------
    InputError
        If a file is unusable, the codebook says that its data were observed (they are never
        written over), or no rows satisfy the claims; no file is touched then.
    """
    codebook = load_codebook(codebook_path)
    if codebook.provenance == "observed":
        raise InputError(
            show_path(codebook_path),
            f"data that are {quote('observed')}",
            "provenance: reconstructed",
            "keep your data; only made-up rows can be made again",
        )
    claims = load_claims(published, codebook)
    files = reconstruct_files(codebook, claims, load_plan(plan_path, codebook))
    return {folder / name: write_atomically(folder / name, text) for name, text in files.items()}
