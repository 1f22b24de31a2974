"""Fill a data folder with rows that satisfy what a publication reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qi_files.errors import InputError, quote
from qi_files.paths import show_path
from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.reconstruct.files import compare_files, write_files
from qi_stats.audit.reconstruct.reconstruct import reconstruct_files
from qi_stats.codebook import load_codebook
from qi_stats.plan import load_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def reconstruct_study(
    folder: Path, plan_path: Path, codebook_path: Path, *, write: bool = True
) -> Mapping[Path, bool]:
    """Return for each of the codebook's files in `folder` whether it was other than made now.

    Files that were are written anew, unless `write` is false. The claims are those of
    published.yaml in `folder`.

    Raises
    ------
    InputError
        If a file is unusable, the codebook says that its data were observed (they are never
        written over), or no rows satisfy the claims; no file is touched then.
    """
    codebook = load_codebook(codebook_path)
    if codebook.provenance != "reconstructed":
        raise InputError(
            show_path(codebook_path),
            f"data that are {quote(codebook.provenance)}",
            "provenance: reconstructed",
            "keep your data; only made-up rows can be made again",
        )
    claims = load_claims(folder / "published.yaml", codebook)
    files = reconstruct_files(codebook, claims, load_plan(plan_path, codebook))
    changed = write_files(folder, files) if write else compare_files(folder, files)
    return {folder / name: name in changed for name in files}
