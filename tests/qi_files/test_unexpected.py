"""What is said of an error that no one foresaw."""

import errno
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_files.unexpected import explain_unexpected
from qi_press import cli
from qi_press.formats import registry


def stumble(*_, **__):
    raise ValueError("no such tide\nand more")


def test_a_fault_of_the_press_is_one_plain_message_that_says_how_to_report_it(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(registry, "load_book", stumble)

    assert cli.main(["check", str(tmp_path)]) == 3

    said = capsys.readouterr().err
    assert said.startswith(
        "qi-press\n  found     a fault of the program itself: ValueError: no such tide\n"
    )
    assert "report it to the makers" in said
    assert "tests/qi_files/test_unexpected.py:" in said
    assert "Traceback" not in said
    assert str(Path(cli.__file__).parents[1]) not in said


@pytest.mark.parametrize("number", [errno.EACCES, errno.EBUSY, errno.ENAMETOOLONG])
def test_what_the_machine_refuses_is_told_with_its_file(tmp_path, monkeypatch, capsys, number):
    def refuse(*_, **__):
        raise OSError(number, "refused", "book/_site")

    monkeypatch.setattr(registry, "load_book", refuse)

    assert cli.main(["check", str(tmp_path)]) == 2
    assert capsys.readouterr().err.startswith("book/_site\n  found     refused\n")


def test_an_error_for_authors_stays_as_it_is():
    error = InputError("a.qmd:1", "one", "two", "three")

    assert explain_unexpected(error) is error
