"""What `qi_stats.stats` offers: every name is there, and heavy libraries wait for their use."""

from __future__ import annotations

import subprocess
import sys

import pytest

from qi_stats import stats


@pytest.mark.parametrize("name", stats.__all__)
def test_every_public_function_is_documented(name):
    assert getattr(stats, name).__doc__.strip()


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'fit_magic'"):
        stats.fit_magic  # noqa: B018


def test_statsmodels_is_imported_on_first_use_only():
    code = (
        "import sys, qi_stats.stats as s; early = 'statsmodels' in sys.modules; "
        "s.fit_linear; print(early, 'statsmodels' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.split() == ["False", "True"]
