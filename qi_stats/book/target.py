"""The format that a chapter is run for: Quarto runs it once for each, and says for which."""

from __future__ import annotations

import json
import os
from pathlib import Path

VARIABLE = "QUARTO_EXECUTE_INFO"
"""Names a file that describes the run; the press, which runs a chapter once for all, sets none."""


def is_for_print() -> bool:
    """Say whether this run is for a format without the site's lists, so that none need be made."""
    described = os.environ.get(VARIABLE)
    if not described:
        return False
    try:
        info = json.loads(Path(described).read_bytes())
        return not str(info["format"]["pandoc"]["to"]).startswith("html")
    except (OSError, ValueError, KeyError, TypeError):
        return False
