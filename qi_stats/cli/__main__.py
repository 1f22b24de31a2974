"""Let `python -m qi_stats.cli` do what `qi-stats` does."""

import sys

from qi_stats.cli import main

sys.exit(main())
