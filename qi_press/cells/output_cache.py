"""What cells gave last time, kept under `.press/` by the digest of all they depend on."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from qi_press.cache import BUILD_FOLDER, Cache

if TYPE_CHECKING:
    from qi_press.cells.kernel import StepOutputs
    from qi_press.config.model import BookConfig


class OutputCache:
    """Outputs of chapters' cells."""

    def __init__(self, project: BookConfig) -> None:
        self.cache = Cache(project.folder / BUILD_FOLDER / "cells")

    def find(self, digest: str) -> StepOutputs | None:
        """Return what was kept under a digest; None when nothing usable was."""
        content = self.cache.find(digest)
        return None if content is None else tuple(map(tuple, json.loads(content)))

    def keep(self, digest: str, outputs: StepOutputs) -> None:
        """Keep outputs under a digest."""
        self.cache.keep(digest, json.dumps(outputs).encode())
