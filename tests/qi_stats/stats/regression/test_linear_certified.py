"""Least squares against the certified values of NIST's Statistical Reference Datasets.

Data and figures: https://www.itl.nist.gov/div898/strd/lls/lls.shtml
Least squares in exact fractions of these data give the same figures, to every digit written here.
"""

from __future__ import annotations

import numpy as np
import pytest
from statsmodels.datasets import longley

from qi_stats.stats.regression.linear import fit_linear

# fmt: off
NORRIS = np.array([
    0.1, 0.2, 338.8, 337.4, 118.1, 118.2, 888.0, 884.6, 9.2, 10.1, 228.1, 226.5,
    668.5, 666.3, 998.5, 996.3, 449.1, 448.6, 778.9, 777.0, 559.2, 558.2, 0.3, 0.4,
    0.1, 0.6, 778.1, 775.5, 668.8, 666.9, 339.3, 338.0, 448.9, 447.5, 10.8, 11.6,
    557.7, 556.0, 228.3, 228.1, 998.0, 995.8, 888.8, 887.6, 119.6, 120.2, 0.3, 0.3,
    0.6, 0.3, 557.6, 556.8, 339.3, 339.1, 888.0, 887.2, 998.5, 999.0, 778.9, 779.0,
    10.2, 11.1, 117.6, 118.3, 228.9, 229.2, 668.4, 669.1, 449.2, 448.9, 0.2, 0.5,
], dtype=float).reshape(-1, 2)

PONTIUS = np.array([
    0.11019, 0.21956, 0.32949, 0.43899, 0.54803, 0.65694, 0.76562, 0.87487, 0.98292, 1.09146,
    1.20001, 1.30822, 1.41599, 1.52399, 1.63194, 1.73947, 1.84646, 1.95392, 2.06128, 2.16844,
    0.11052, 0.22018, 0.32939, 0.43886, 0.54798, 0.65739, 0.76596, 0.87474, 0.98300, 1.09150,
    1.20004, 1.30818, 1.41613, 1.52408, 1.63159, 1.73965, 1.84696, 1.95445, 2.06177, 2.16829,
], dtype=float)

WAMPLER_3 = np.array([
    760, -2042, 2111, -1684, 3888, 1858, 11379, 17560, 39287, 64382,
    113159, 175108, 273291, 400186, 581243, 811568, 1121004, 1506550, 2002767, 2611612,
    3369180,
], dtype=float)
# fmt: on


def powers(x, degree):
    return np.column_stack([np.asarray(x, dtype=float) ** k for k in range(1, degree + 1)])


def check(fit, coefficients, errors, residual_sd, r_squared, *, digits):
    near = {"rel": 10.0**-digits}
    assert [term.coefficient for term in fit.terms] == pytest.approx(coefficients, **near)
    assert [term.se for term in fit.terms] == pytest.approx(errors, **near)
    assert fit.residual_sd == pytest.approx(residual_sd, **near)
    assert fit.r_squared == pytest.approx(r_squared, **near)


def test_norris_a_line():
    fit = fit_linear(y=NORRIS[:, 0], X=NORRIS[:, 1], names=["x"])

    check(
        fit,
        [-0.262323073774029, 1.00211681802045],
        [0.232818234301152, 0.429796848199937e-03],
        0.884796396144373,
        0.999993745883712,
        digits=12,
    )
    assert fit.f == pytest.approx(5436385.54079785, rel=1e-11)


def test_pontius_a_parabola_whose_last_coefficient_is_tiny():
    x = np.tile(np.arange(1, 21) * 150000.0, 2)

    check(
        fit_linear(y=PONTIUS, X=powers(x, 2), names=["x", "x2"]),
        [0.673565789473684e-03, 0.732059160401003e-06, -0.316081871345029e-14],
        [0.107938612033077e-03, 0.157817399981659e-09, 0.486652849992036e-16],
        0.205177424076185e-03,
        0.999999900178537,
        digits=12,
    )


def test_longley_collinear_covariates():
    data = longley.load()
    fit = fit_linear(y=data.endog, X=data.exog, names=list("abcdef"))

    check(
        fit,
        [
            -3482258.63459582,
            15.0618722713733,
            -0.358191792925910e-01,
            -2.02022980381683,
            -1.03322686717359,
            -0.511041056535807e-01,
            1829.15146461355,
        ],
        [
            890420.383607373,
            84.9149257747669,
            0.334910077722432e-01,
            0.488399681651699,
            0.214274163161675,
            0.226073200069370,
            455.478499142212,
        ],
        304.854073561965,
        0.995479004577296,
        digits=11,  # condition number about 5e9 as measured, about 100 standardised
    )
    assert fit.f == pytest.approx(330.285339234588, rel=1e-11)


def test_wampler_1_a_polynomial_that_fits_exactly():
    x = np.arange(21.0)
    y = sum(x**k for k in range(6))
    fit = fit_linear(y=y, X=powers(x, 5), names=list("abcde"))

    assert [term.coefficient for term in fit.terms] == pytest.approx([1] * 6, rel=1e-8)
    assert fit.r_squared == pytest.approx(1, rel=1e-14)
    assert all(term.se is None for term in fit.terms)


def test_wampler_3_a_polynomial_with_noise():
    check(
        fit_linear(y=WAMPLER_3, X=powers(np.arange(21), 5), names=list("abcde")),
        [1, 1, 1, 1, 1, 1],
        [
            2152.32624678170,
            2363.55173469681,
            779.343524331583,
            101.475507550350,
            5.64566512170752,
            0.112324854679312,
        ],
        2360.14502379268,
        0.999995559025820,
        digits=8,  # the errors are a thousand times the coefficients
    )
