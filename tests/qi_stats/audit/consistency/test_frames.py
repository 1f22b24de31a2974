"""Rows of data frames, refused floats, and group sizes from a total."""

import pandas as pd
import polars as pl
import pytest

from qi_stats.audit import check_grim, grim_map, grimmer_map, list_group_sizes, percent_map


@pytest.mark.parametrize("build", [pd.DataFrame, pl.DataFrame])
def test_a_frame_gives_a_frame_of_its_kind(build):
    """145 of 28 is 5.18 and 146 of 28 is 5.21; nothing is 5.19."""
    rows = build({"mean": ["5.19", "5.21"], "n": [28, 28]})
    found = grim_map(rows)
    assert type(found) is type(rows)
    assert list(found["is_right"]) == [False, True]
    assert next(iter(found["roundings"])) == ""
    assert list(found["possible_low"])[1] == pytest.approx(146 / 28)


def test_columns_are_taken_as_they_are():
    found = grimmer_map(
        {"mean": ["2.0", "2.0"], "sd": ["1.0", "0.3"], "n": [3, 3], "items": [1, 1]}
    )
    assert found["is_right"] == [True, False]
    assert percent_map({"percent": ["40"], "total": [5], "count": [2]})["is_right"] == [True]


def test_floats_are_refused_in_plain_words():
    with pytest.raises(TypeError, match=r"3\.5 is a float, which has lost its printed digits"):
        check_grim(3.5, 20)
    with pytest.raises(TypeError, match=r"row 2: 5\.2 is a float"):
        grim_map({"mean": ["5.2", 5.2], "n": [28, 28]})
    with pytest.raises(ValueError, match="no column n; there are mean"):
        grim_map({"mean": ["5.2"]})


def test_sizes_of_two_groups_of_a_known_total():
    """3.50 needs an even number of values, 4.33 one that 3 divides: 4 and 6 of 10."""
    assert list_group_sizes("3.50", "4.33", 10) == ((4, 6),)
    assert list_group_sizes("3.57", "4.33", 10) == ((7, 3),)
