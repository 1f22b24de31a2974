"""Dates, with the keywords and styles of Quarto's documentation."""

import pytest

from qi_files.errors import InputError
from qi_press.config.dates import print_date, read_date, read_epoch, read_style
from qi_press.diagnostics import Diagnostics
from qi_press.yamltext import read_yaml


def settings(value, style="long"):
    return read_yaml(f"book:\n  date: {value}\n  date-format: {style}\n", "_quarto.yml")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch):
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)


@pytest.mark.parametrize(
    ("style", "shown"),
    [
        ("full", "Monday, March 7, 2005"),
        ("long", "March 7, 2005"),
        ("medium", "Mar 7, 2005"),
        ("short", "3/7/05"),
        ("iso", "2005-03-07"),
    ],
)
def test_a_date_is_printed_in_quartos_styles(style, shown):
    diagnostics = Diagnostics()

    assert read_style(settings("2005-03-07", style), diagnostics) == style
    assert diagnostics.warnings == []
    assert print_date("2005-03-07", style) == shown


def test_no_date_prints_nothing():
    assert print_date("", "long") == ""


def test_another_format_is_reported_and_the_long_one_taken():
    diagnostics = Diagnostics()

    assert read_style(settings("2005-03-07", "DD.MM.YY"), diagnostics) == "long"
    assert [str(found) for found in diagnostics.warnings] == [
        "_quarto.yml:3: “date-format: DD.MM.YY” is not supported, "
        "only full, long, medium, short, iso"
    ]


@pytest.mark.parametrize("value", ["last-modified", "today", "now", "soon", "2026-02-30"])
def test_a_date_that_no_two_renders_share_is_refused(value):
    with pytest.raises(InputError) as caught:
        read_date(settings(value))

    assert caught.value.where == "_quarto.yml:2"


def test_the_environments_moment_is_a_number(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
        read_epoch()
