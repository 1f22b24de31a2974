"""The proof of a highest peak: its bounds hold at random places, and it never vouches wrongly."""

from __future__ import annotations

import numpy as np
import pytest

from qi_stats.stats.regression import likelihood as module
from qi_stats.stats.regression.likelihood import (
    FIRTH,
    LogisticLikelihood,
    maximise,
    maximise_widely,
)
from qi_stats.stats.regression.single_peak import (
    _bound_curvature,
    _bound_weights,
    is_highest_peak,
)


def invent(seed, n=60, k=3, spread=1.0):
    rng = np.random.default_rng(seed)
    X = np.linalg.qr(np.column_stack([np.ones(n), rng.normal(size=(n, k)) * spread]))[0]
    y = (rng.random(n) < 1 / (1 + np.exp(-X @ rng.normal(size=k + 1) * 4))).astype(float)
    return LogisticLikelihood(y, X, FIRTH)


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
def test_a_proved_peak_is_above_every_place_that_is_tried(seed):
    likelihood = invent(seed)
    peak = maximise(likelihood, {})
    assert is_highest_peak(likelihood, {}, peak)

    rng = np.random.default_rng(seed)
    for reach in (0.1, 1, 5, 20, 60):
        for step in rng.normal(size=(40, 4)):
            assert likelihood.value(peak.beta + reach * step) < peak.value


@pytest.mark.parametrize("seed", range(5))
def test_the_bound_of_the_curvature_holds_within_its_reach(seed):
    likelihood = invent(seed)
    beta = maximise(likelihood, {}).beta
    rng = np.random.default_rng(seed)
    for _ in range(20):
        other = beta + rng.normal(size=len(beta)) * 2
        moved = np.abs(likelihood.X @ (other - beta))
        bounds = _bound_weights(likelihood.X @ beta, moved)
        weights = _bound_curvature(likelihood.X, *bounds, FIRTH)
        bound = (likelihood.X * weights[:, np.newaxis]).T @ likelihood.X

        left = np.linalg.eigvalsh(likelihood.curvature(other) - bound)[0]
        assert left > -1e-12


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("spread", [1.0, 8.0])
def test_the_wide_search_finds_no_more_than_what_is_proved(seed, spread, monkeypatch):
    likelihood = invent(seed, n=25, spread=spread)
    quick = maximise_widely(likelihood, {0: 1.0})
    monkeypatch.setattr(module, "is_highest_peak", lambda *_: False)

    assert maximise_widely(likelihood, {0: 1.0}).value == pytest.approx(quick.value, rel=1e-12)


def test_a_lower_peak_is_never_proved():
    """Two peaks: the outlying row pulls one way, the others another."""
    X = np.column_stack([np.ones(8), [1, 2, 3, 4, 5, 6, 7, 400]])
    y = np.array([0.0, 0, 0, 1, 0, 1, 1, 0])
    likelihood = LogisticLikelihood(y, np.linalg.qr(X)[0], FIRTH)
    best = maximise_widely(likelihood, {})
    starts = np.random.default_rng(1).normal(size=(60, 2)) * 15
    peaks = [module._climb(likelihood, {}, start) for start in starts]

    for peak in peaks:
        if peak is not None and peak.value < best.value - 1e-9:
            assert not is_highest_peak(likelihood, {}, peak)


def test_what_has_no_free_coefficient_or_no_value_is_not_proved():
    likelihood = invent(1, k=1)

    assert not is_highest_peak(likelihood, {0: 0.0, 1: 0.0}, maximise(likelihood, {}))
    far = module.Maximum(np.array([0.0, 1e6]), -np.inf)
    assert not is_highest_peak(likelihood, {}, far)
