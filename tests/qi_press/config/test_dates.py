"""Dates, with the keywords and styles of Quarto's documentation."""

import os

import pytest

from qi_files.errors import InputError
from qi_press.config.dates import print_date, read_date, read_epoch
from qi_press.yamltext import read_yaml

DAY = 24 * 60 * 60


def settings(value):
    return read_yaml(f"book:\n  date: {value}\n", "_quarto.yml")


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
        ("ddd, [the] D. MMMM YYYY", "Mon, the 7. March 2005"),
        ("DD.MM.YY", "07.03.05"),
    ],
)
def test_a_date_is_printed_in_quartos_styles(style, shown):
    assert print_date("2005-03-07", style) == shown


def test_no_date_prints_nothing():
    assert print_date("", "long") == ""


def test_last_modified_is_when_the_newest_chapter_was_written(tmp_path):
    files = [tmp_path / name for name in ("a.qmd", "b.qmd")]
    for days, path in enumerate(files):
        path.touch()
        os.utime(path, (days * DAY, days * DAY))

    assert read_date(settings("last-modified"), files) == "1970-01-02"


@pytest.mark.parametrize("value", ["last-modified", "today", "now"])
def test_the_environment_fixes_a_moment(monkeypatch, value):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(31 * DAY))

    assert read_date(settings(value), ()) == "1970-02-01"


@pytest.mark.parametrize("value", ["today", "now", "soon", "2026-02-30"])
def test_a_date_that_no_two_renders_share_is_refused(value):
    with pytest.raises(InputError) as caught:
        read_date(settings(value), ())

    assert caught.value.where == "_quarto.yml:2"


def test_the_environments_moment_is_a_number(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")

    with pytest.raises(InputError, match="SOURCE_DATE_EPOCH"):
        read_epoch()


def test_the_time_of_a_date_is_midnight():
    assert print_date("2005-03-07", "D. MMMM YYYY, HH:mm [h]") == "7. March 2005, 00:00 h"
    assert print_date("2005-03-07", "h:mm a") == "12:00 am"
