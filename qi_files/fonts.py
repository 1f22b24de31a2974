"""Fonts for letters that a main font lacks, from locked packages: the same on every machine.

They are parts of every installation (18 MB of its 1,300) and no extra that one may leave out, so
that the same text gives the same bytes wherever it is set.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

PACKAGES = ("manimgx_fonts", "noto_cjk_sans_jp_regular")
"""Noto for twenty scripts and their signs; then Chinese, Japanese and Korean."""


@cache
def list_font_folders() -> tuple[Path, ...]:
    """Return the folders that hold the fonts, which no import is needed for."""
    specs = [find_spec(name) for name in PACKAGES]
    return tuple(Path(spec.origin).parent for spec in specs if spec and spec.origin)


@cache
def list_fonts() -> tuple[Path, ...]:
    """Return the upright fonts in the order in which a letter is looked for in them."""
    found = [sorted(folder.glob("*.[ot]tf")) for folder in list_font_folders()]
    return tuple(path for paths in found for path in paths if "Italic" not in path.name)
