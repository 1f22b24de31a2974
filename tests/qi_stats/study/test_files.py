"""Whatever bytes a file holds, the user gets a table or an explanation, never a crash."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qi_files.errors import InputError
from qi_stats.study import load_study
from qi_stats.study.files import read_text_table

PIECES = st.sampled_from(
    ["person_id", "visit", "at_ease", "minutes", "A1", "A2", "1", "2", "0", "-1", "1e9", "9" * 30,
     "NaN", "None", "=1+1", " ", ",", ",", ",", "\n", "\n", "\r\n", '"', ";", "\0", "é", "\ufeff"]
)  # fmt: skip
ONE_FOLDER = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40
)


def test_lines_are_those_of_the_file(tmp_path):
    """Line 2 is blank, and the cell of line 3 goes on to line 4."""
    (tmp_path / "x.csv").write_text('a,b\n\n"x\ny",1\nz,2\n', encoding="utf-8")
    table = read_text_table(tmp_path, "x.csv")
    assert table.cells == (("x\ny", "1"), ("z", "2"))
    assert table.lines == (3, 5)


def test_a_file_outside_the_folder_is_not_opened(tmp_path):
    with pytest.raises(InputError, match="a file inside this folder"):
        read_text_table(tmp_path, "../x.csv")


def catch(call):
    """Return what `call` returns, or the InputError that it raises; let others through."""
    try:
        return call()
    except InputError as error:
        return error


@ONE_FOLDER
@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_explained(tmp_path, data):
    (tmp_path / "x.csv").write_bytes(data)
    result = catch(lambda: read_text_table(tmp_path, "x.csv"))
    explained = isinstance(result, InputError) and "x.csv" in result.where
    assert explained or all(len(row) == len(result.header) for row in result.cells)


@ONE_FOLDER
@given(st.lists(PIECES, max_size=30).map("".join))
def test_any_rows_are_loaded_or_explained(ward, ward_codebook, rows):
    """Only three visits agree with the people's numbers of visits."""
    text = f"person_id,visit,at_ease,minutes\n{rows}"
    (ward / "visits.csv").write_text(text, encoding="utf-8", newline="")
    result = catch(lambda: load_study(ward, ward_codebook))
    assert isinstance(result, InputError) or len(result.frame("visits")) == 3
