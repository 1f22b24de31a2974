"""The version of a book."""

import pytest

from qi_files.errors import InputError
from qi_press.config.version import read_version


def test_the_version_is_the_package_s(tmp_path):
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "beds"\nversion = "1.2.0"\n')

    assert read_version(tmp_path) == "1.2.0"


def test_a_book_without_a_package_has_no_version(tmp_path):
    assert read_version(tmp_path) == ""


def test_a_package_file_that_is_no_toml_is_refused(tmp_path):
    (tmp_path / "pyproject.toml").write_text("[project\n")

    with pytest.raises(InputError, match=r"pyproject\.toml"):
        read_version(tmp_path)
