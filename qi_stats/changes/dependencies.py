"""Which packages two lock files give in other versions."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

LOCK = "requirements.lock"
PINNED = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)", re.MULTILINE)
MOST = 8


def describe_dependencies(old: Path, new: Path) -> str:
    """Return what differs between two lock files in words: "scipy 1.16.1 → 1.16.2"."""
    before, after = _read(old), _read(new)
    names = sorted(name for name in before | after if before.get(name) != after.get(name))
    if not names:
        return "dependencies, though both locks name the same: another machine or Python"
    told = [f"{name} {before.get(name, 'none')} → {after.get(name, 'none')}" for name in names]
    rest = f", and {len(told) - MOST} more" if len(told) > MOST else ""
    return f"dependencies: {', '.join(told[:MOST])}{rest}"


def _read(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    return dict(PINNED.findall(path.read_text(encoding="utf-8", errors="replace")))
