"""The shared mechanism by which any estimate becomes records."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from qi_stats.estimates import Estimate, Statistic, parts, shown, statistics


@dataclass(frozen=True, slots=True, kw_only=True)
class Slope(Estimate):
    name: str
    coefficient: float | None = field(default=None, metadata=shown("Coefficient", "decimal2"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line(Estimate):
    slopes: tuple[Slope, ...] = field(default=(), metadata=parts(by="name"))
    n: int = field(default=0, metadata=shown("n", "integer"))
    columns: tuple[str, ...] = ()


def test_yields_own_statistics_before_those_of_the_parts():
    line = Line(n=3, slopes=(Slope(name="dose", coefficient=1.5), Slope(name="ward")))

    assert list(statistics(line)) == [
        Statistic("n", "n", "integer", 3),
        Statistic("coefficient", "Coefficient", "decimal2", 1.5, "dose"),
        Statistic("coefficient", "Coefficient", "decimal2", None, "ward"),
    ]


def test_fields_without_metadata_are_not_statistics():
    names = {found.name for found in statistics(Line(columns=("dose",), warnings=("Too few.",)))}

    assert names == {"n"}


def test_parts_of_parts_are_joined_with_a_dot():
    @dataclass(frozen=True, slots=True, kw_only=True)
    class Fits(Estimate):
        lines: tuple[Named, ...] = field(default=(), metadata=parts(by="method"))

    fits = Fits(lines=(Named(method="ols", slopes=(Slope(name="dose", coefficient=2.0),)),))

    assert [found.part for found in statistics(fits)] == ["ols", "ols.dose"]


def test_a_part_carries_the_warnings_of_the_whole_and_its_own_each_once():
    slope = Slope(name="dose", warnings=("It is constant.", "Too few values."))
    line = Line(slopes=(slope,), warnings=("Too few values.",))

    assert [found.warnings for found in statistics(line)] == [
        ("Too few values.",),
        ("Too few values.", "It is constant."),
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Line):
    method: str


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_not_finite_is_refused(value):
    with pytest.raises(ValueError, match=r"Slope.coefficient is .*expected None and a warning"):
        list(statistics(Slope(name="dose", coefficient=value)))
