"""The public functions: documented, sourced, and quick to import."""

from __future__ import annotations

import inspect
import subprocess
import sys

import pytest

from qi_stats import stats


@pytest.mark.parametrize("name", stats.__all__)
def test_each_function_says_what_it_takes_gives_refuses_and_where_it_comes_from(name):
    text = inspect.getdoc(getattr(stats, name))

    for section in ("Parameters", "Returns", "Raises", "References"):
        assert f"{section}\n{'-' * len(section)}\n" in text, section


@pytest.mark.parametrize("name", stats.__all__)
def test_options_can_be_given_by_name_only(name):
    kinds = inspect.signature(getattr(stats, name)).parameters.values()

    assert all(each.kind is each.KEYWORD_ONLY for each in kinds if each.default is not each.empty)


def test_group_comparisons_load_without_the_slow_libraries():
    slow = "pandas", "statsmodels", "scipy.stats", "matplotlib"
    code = f"import sys, qi_stats.stats; print([each for each in {slow} if each in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert found.stdout == "[]\n"
