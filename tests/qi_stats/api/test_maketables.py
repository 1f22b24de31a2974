"""Models of a regression in maketables' plug-in format: attributes by name, values of the records.

The format: https://github.com/py-econometrics/maketables/blob/main/PLUGIN_EXTRACTOR_FORMAT.md
"""

import math

import pandas as pd
import pytest

import qi_stats as qi

ROWS = pd.DataFrame(
    {
        "fell": [0, 0, 1, 0, 1, 1, 0, 1, 0, 1],
        "age": [60, 70, 65, 72, 80, 90, 66, 71, 85, 77],
        "ward": ["east", "west"] * 5,
    }
)


@pytest.fixture(scope="module")
def fit():
    return qi.logistic(ROWS, "fell ~ ward + age", methods=["ml", "firth"])


def test_each_method_is_a_model(fit):
    assert [model.method for model in fit.models] == ["ml", "firth"]
    assert qi.compare(ROWS, "age", by="ward").models == ()


def test_the_coefficients_are_those_of_the_records(fit):
    table = fit.models[0].__maketables_coef_table__

    assert list(table.index) == ["intercept", "ward", "age"]
    assert list(table.columns) == ["b", "se", "t", "p", "ci95l", "ci95u"]
    for column, name in {"b": "coefficient", "se": "se", "t": "z", "p": "p"}.items():
        assert table.loc["age", column] == fit[f"ml.age.{name}"]
    assert (table.loc["age", "ci95l"], table.loc["age", "ci95u"]) == (
        fit["ml.age.low"],
        fit["ml.age.high"],
    )


def test_figures_of_the_model_go_by_the_words_of_maketables(fit):
    model = fit.models[0]

    assert model.__maketables_stat__("N") == 10
    assert model.__maketables_stat__("c_statistic") == fit["ml.c_statistic"]
    assert fit.models[1].__maketables_stat__("aic") is None
    assert model.__maketables_depvar__ == "fell"
    assert model.__maketables_var_labels__["ward"] == "ward, west"
    assert set(model.__maketables_stat_labels__) < set(model.__maketables_default_stat_keys__)
    linear = qi.linear(ROWS, "age ~ ward").models[0]
    assert linear.__maketables_stat__("r2") == linear.result["ols.r_squared"]


def test_what_separation_leaves_without_a_number_is_missing():
    rows = pd.DataFrame({"y": [0, 0, 0, 1, 1, 1], "x": [1, 2, 3, 4, 5, 6]})
    models = qi.logistic(rows, "y ~ x").models

    assert math.isnan(models[0].__maketables_coef_table__.loc["x", "b"])
    assert [model.method for model in models] == ["ml", "exact", "firth"]  # they stand in
