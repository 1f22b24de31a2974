"""Let `python -m qi_stats.cli`, and a renderer that is given this file, do what `qi-stats` does."""

import sys
from pathlib import Path

sys.path[0] = str(Path(__file__).resolve().parents[2])  # the packages beside the chapters

from qi_stats.cli import main  # noqa: E402

sys.exit(main())
