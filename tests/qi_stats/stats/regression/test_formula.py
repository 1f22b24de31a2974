"""Terms of a model as columns: names, order of levels, interactions."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from qi_stats.stats.regression.formula import build_terms
from qi_stats.stats.regression.linear import fit_linear

FRAME = pd.DataFrame(
    {
        "age": pd.array([30, 41, 52, 63, 70], dtype="Int64"),
        "ward": pd.Categorical(
            ["north", "west", "east", "east", "west"], categories=["west", "north", "east"]
        ),
        "member": pd.Categorical(["no", "yes", "yes", "no", "no"], categories=["no", "yes"]),
        "urgent": [True, False, False, True, False],
        "note": ["a", "b", "c", "d", "e"],
    }
)


def test_factors_are_coded_in_the_order_of_their_categories():
    matrix = build_terms(FRAME, ["age", "ward", "member", "urgent"])

    assert matrix.names == ("age", "ward.north", "ward.east", "member", "urgent")
    assert matrix.references == {"ward": "west", "member": "no"}
    assert matrix.X.tolist() == [
        [30, 1, 0, 0, 1],
        [41, 0, 0, 1, 0],
        [52, 0, 1, 1, 0],
        [63, 0, 1, 0, 1],
        [70, 0, 0, 0, 0],
    ]


def test_interactions_multiply_their_columns():
    matrix = build_terms(FRAME, ["age", "ward", "age:ward", "member:urgent"])

    assert matrix.names[3:5] == ("age:ward.north", "age:ward.east")
    assert matrix.X[:, 4].tolist() == [0, 0, 52, 63, 0]


def test_a_level_without_observations_is_reported_by_the_fit():
    frame = FRAME.assign(ward=FRAME["ward"].cat.add_categories("south"))
    matrix = build_terms(frame, ["ward"])
    fit = fit_linear(y=[1.0, 2, 4, 3, 5], X=matrix.X, names=matrix.names)

    assert matrix.names == ("ward.north", "ward.east", "ward.south")
    assert fit.terms[3].coefficient is None
    assert fit.terms[2].coefficient == pytest.approx((4 + 3) / 2 - (2 + 5) / 2)


def test_names_need_not_be_identifiers():
    frame = FRAME.rename(columns={"age": "age at start", "ward": "1st ward"})

    assert build_terms(frame, ["age at start", "1st ward"]).names == (
        "age at start",
        "1st ward.north",
        "1st ward.east",
    )


def test_a_term_is_a_name_and_never_code():
    with pytest.raises(ValueError, match="no column is named"):
        build_terms(FRAME, ["np.log(age)"])


@pytest.mark.parametrize(
    ("frame", "terms", "message"),
    [
        (FRAME, ["agee"], "'agee'"),
        (FRAME, ["note"], "'note' holds text"),
        (FRAME, [], "no terms"),
        (FRAME.assign(age=[30, 41, None, 63, 70]), ["age"], "missing values"),
    ],
)
def test_invalid_terms_raise(frame, terms, message):
    with pytest.raises(ValueError, match=message):
        build_terms(frame, terms)


def test_the_reference_level_does_not_change_the_fit():
    y = [1.0, 2, 4, 3, 5]
    turned = FRAME.assign(ward=FRAME["ward"].cat.reorder_categories(["east", "west", "north"]))
    first, second = (
        fit_linear(y=y, X=m.X, names=m.names)
        for m in (build_terms(FRAME, ["ward"]), build_terms(turned, ["ward"]))
    )

    assert first.r_squared == pytest.approx(second.r_squared)
    assert np.isclose(first.terms[2].coefficient, -second.terms[1].coefficient)
