"""A paper's claims from any of its files: typed as YAML, or found in its text or tables."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.paths import show_path
from qi_stats.audit.claims.load import load_claims
from qi_stats.audit.extract.documents import read_paper
from qi_stats.audit.extract.entries import build_entries, find_place, render_entries
from qi_stats.audit.extract.recognize import read_text
from qi_stats.audit.extract.table_claims import read_table
from qi_stats.audit.extract.tables import find_tables

if TYPE_CHECKING:
    from qi_stats.audit.claims.model import Claims
    from qi_stats.audit.extract.entries import Entry
    from qi_stats.audit.extract.found import Reading
    from qi_stats.codebook import Codebook

TYPED = frozenset({".yaml", ".yml"})
TABLES = frozenset({".csv", ".tsv"})


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
    reading, entries = _read_all(path, read_paper(path))
    if not entries:
        raise InputError(
            show_path(path),
            "no statistic that is understood",
            "such as “t(28) = 2.20, p = .036”, “10 of 24 (41.7%)”, or a table of “mean (SD)”",
            "type the numbers in: `qi-stats audit --new paper.yaml`",
        )
    text = render_entries(path.name, reading, entries)
    with tempfile.TemporaryDirectory() as folder:
        written = Path(folder) / f"{path.stem}.yaml"
        written.write_text(text, encoding="utf-8")
        claims = load_claims(written, codebook)
    return Source(claims, reading, text)


def _read_all(path: Path, text: str) -> tuple[Reading, dict[str, Entry]]:
    """Return what was found in running text, and the claims of that and of all tables."""
    spans = [(0, len(text))] if path.suffix.lower() in TABLES else find_tables(text)
    running = text
    for start, end in spans:
        blank = re.sub(r"[^\n\f]", " ", text[start:end])
        running = running[:start] + blank + running[end:]
    reading = read_text(running)
    entries, unread = build_entries(reading), list(reading.cells)
    for number, (start, end) in enumerate(spans, start=1):
        place = f"Table {number} ({find_place(text, start)})"
        try:
            table = read_table(text[start:end], place, f"table_{number}")
        except ValueError as error:
            unread.append(f"{place}: {error}")
            continue
        entries |= {f"t{number}_{name}": entry for name, entry in table.entries.items()}
        unread += [f"{place}: {cell}" for cell in table.unread]
    return replace(reading, cells=tuple(unread)), entries
