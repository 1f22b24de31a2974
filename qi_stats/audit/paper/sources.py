"""A paper's claims from any of its files: typed as YAML, or found in its text or tables."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.extract.documents import read_paper
from qi_stats.audit.extract.entries import build_entries, render_entries
from qi_stats.audit.extract.recognize import read_text

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claims
    from qi_stats.audit.extract.found import Reading
    from qi_stats.codebook import Codebook

TYPED = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Source:
    """The claims of a paper; of one that was read, what was found and the claims as YAML."""

    claims: Claims
    reading: Reading | None = None
    yaml: str | None = None


def load_source(path: Path, codebook: Codebook | None = None) -> Source:
    """Return the claims in a YAML file, or those that the text of a paper states.

    Raises
    ------
    InputError
        If the file is unusable, or nothing in its text is understood.
    """
    if path.suffix.lower() in TYPED:
        return Source(load_claims(path, codebook))
    reading = read_text(read_paper(path))
    entries = build_entries(reading)
    if not entries:
        raise InputError(
            show_path(path),
            "no statistic that is understood",
            "such as “t(28) = 2.20, p = .036” or “10 of 24 (41.7%)”",
            "type the numbers in: `qi-stats audit --new paper.yaml`",
        )
    text = render_entries(path.name, reading, entries)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / f"{path.stem}.yaml"
        written.write_text(text, encoding="utf-8")
        claims = load_claims(written, codebook)
    return Source(claims, reading, text)
