"""A dataset written as files."""

from qi_stats.audit.reconstruct.files import compare_files, render_files, write_files


def test_cells_are_codes_and_empty_without_a_value(codebook):
    guest = {"guest": "G01", "score": 3, "house": "blue", "tall": "no"}
    files = render_files(codebook, {"guests": [guest], "calls": []})

    assert files == {
        "guests.csv": "guest,score,house,tall,happy,reason,calls,note\nG01,3,2,0,,,,\n",
        "calls.csv": "guest,call,minutes\n",
    }


def test_files_are_written_and_compared_by_the_byte(tmp_path):
    files = {"a.csv": "x\n1\n", "b.csv": "y\n2\n"}

    assert compare_files(tmp_path, files) == ("a.csv", "b.csv")
    assert write_files(tmp_path, files) == ("a.csv", "b.csv")
    assert write_files(tmp_path, files) == ()
    (tmp_path / "b.csv").write_bytes(b"y\r\n2\r\n")
    assert compare_files(tmp_path, files) == ("b.csv",)
