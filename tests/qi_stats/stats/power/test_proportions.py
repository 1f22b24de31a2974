"""Sample sizes for two proportions against enumeration of every size."""

from __future__ import annotations

import pytest

from qi_stats.stats.power.proportions import power_of_proportions, sample_size_proportions


@pytest.mark.parametrize(
    ("p1", "p2", "power", "alpha"),
    [(0, 0.2, 0.9, 0.01), (0, 0.3, 0.99, 0.01), (0.4, 0.9, 0.8, 0.05), (0.6, 1, 0.5, 0.05)],
)
def test_no_smaller_size_has_the_power(p1, p2, power, alpha):
    found = sample_size_proportions(p1=p1, p2=p2, power=power, alpha=alpha)
    powers = [
        power_of_proportions(n1=n, n2=n, p1=p1, p2=p2, alpha=alpha).power
        for n in range(1, found.n + 1)
    ]

    assert powers[-1] == found.power >= power
    assert max(powers[:-1]) < power
