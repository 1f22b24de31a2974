"""What is given away and gathered: dictionaries, workbooks, decisions of two reviewers, keys."""

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from qi_files.errors import InputError
from qi_stats.cli import main
from qi_stats.codebook import load_codebook
from qi_stats.intake.dictionary import render_frictionless, render_redcap, render_table
from qi_stats.intake.keys import list_parts, render_keys
from qi_stats.intake.readers.redcap import read_dictionary

ROOT = Path(__file__).parents[3]
REVIEWERS = Path(__file__).parents[2] / "fixtures" / "reviewers"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    shutil.copytree(REVIEWERS, tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    return Path()


@pytest.fixture
def codebook(project):
    return load_codebook(project / "data" / "codebook.yaml")


def test_a_redcap_dictionary_says_on_reading_what_the_codebook_says(project, codebook):
    path = project / "dictionary.csv"
    path.write_text(render_redcap(codebook), encoding="utf-8")
    fields = read_dictionary(path)
    for table in codebook.tables.values():
        for one in codebook.columns(table.name):
            assert fields[one.name].label == one.label
            if one.levels:
                words = {str(level.code): level.label for level in one.levels}
                assert dict(fields[one.name].choices) == words


def test_a_frictionless_package_has_every_column_and_key(codebook):
    package = json.loads(render_frictionless(codebook))
    for resource, table in zip(package["resources"], codebook.tables.values(), strict=True):
        names = [one.name for one in codebook.columns(table.name)]
        assert [field["name"] for field in resource["schema"]["fields"]] == names
        assert resource["schema"]["primaryKey"] == list(table.key)


def test_a_plain_table_has_a_line_for_each_variable(codebook):
    lines = render_table(codebook).splitlines()
    assert len(lines) >= 1 + sum(len(one.variables) for one in codebook.tables.values())


def test_a_workbook_gives_the_rows_back_as_they_were(project):
    before = {path.name: path.read_text(encoding="utf-8") for path in project.glob("data/*.csv")}
    assert main(["workbook", "entry.xlsx"]) == 0
    cells = openpyxl.load_workbook("entry.xlsx")["charts"].iter_rows()
    assert all(cell.data_type != "f" for row in cells for cell in row)
    assert main(["workbook", "entry.xlsx", "--back"]) == 0
    after = {path.name: path.read_text(encoding="utf-8") for path in project.glob("data/*.csv")}
    assert {name: text.split() for name, text in after.items()} == {
        name: text.split() for name, text in before.items()
    }


def test_a_workbook_offers_the_codes_and_freezes_its_head(project):
    main(["workbook", "entry.xlsx", "--empty"])
    book = openpyxl.load_workbook(project / "entry.xlsx")
    assert book.sheetnames[-1] == "Codebook"
    assert any(name.endswith("(second)") for name in book.sheetnames)
    sheet = book[book.sheetnames[0]]
    assert sheet.freeze_panes == "B2"
    assert sheet.max_row == 1
    assert any(one.type == "list" for one in sheet.data_validations.dataValidation)


def test_a_workbook_that_lost_a_column_is_refused_and_nothing_written(project):
    main(["workbook", "entry.xlsx"])
    book = openpyxl.load_workbook(project / "entry.xlsx")
    book[book.sheetnames[0]].delete_cols(2)
    book.save("entry.xlsx")
    before = {path: path.read_bytes() for path in project.glob("data/*.csv")}
    assert main(["workbook", "entry.xlsx", "--back"]) == 2
    assert before == {path: path.read_bytes() for path in project.glob("data/*.csv")}


FIRST = "id,pain,fall\nA,1,0\nB,2,1\nC,3,0\n"
SECOND = "id,pain,fall\nC,3,1\nB,1,1\nD,9,9\n"


def test_what_two_reviewers_coded_differently_is_settled_and_kept(project):
    Path("a.csv").write_text(FIRST, encoding="utf-8")
    Path("b.csv").write_text(SECOND, encoding="utf-8")
    assert main(["adjudicate", "a.csv", "b.csv", "--out", "d.xlsx"]) == 0
    book = openpyxl.load_workbook("d.xlsx")
    lines = [[cell.value for cell in row[:4]] for row in book.active.iter_rows(min_row=2)]
    assert lines == [["B", "pain", "2", "1"], ["C", "fall", "0", "1"]]
    assert main(["adjudicate", "a.csv", "b.csv", "--decisions", "d.xlsx"]) == 2
    for row, code in ((2, "1"), (3, "0")):
        book.active.cell(row, 5, code)
        book.active.cell(row, 6, "K. Lee")
    book.save("d.xlsx")
    assert main(["adjudicate", "a.csv", "b.csv", "--decisions", "d.xlsx"]) == 0
    settled = Path("a-consensus.csv").read_text(encoding="utf-8")
    assert settled == "id,pain,fall\nB,1,1\nC,3,0\n"
    assert "K. Lee" in Path("a-decisions.csv").read_text(encoding="utf-8")


def test_reviewers_with_nothing_in_common_are_told_so(project):
    from qi_stats.intake.adjudicate import find_disagreements

    Path("a.csv").write_text(FIRST, encoding="utf-8")
    Path("b.csv").write_text("id,pain\nX,1\nY,2\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"no row of a\.csv"):
        find_disagreements(Path("a.csv"), Path("b.csv"))


def test_double_data_entry_becomes_two_files_and_agrees_with_itself(draft):
    from qi_stats.intake.bring import render_rows

    table = draft("id,pain,fall\n1--1,Mild,Yes\n1--2,Mild,No\n2--1,None,No\n2--2,None,No\n")
    assert render_rows(table).splitlines()[1:] == ["1,Mild,Yes", "2,None,No"]
    assert render_rows(table, second=True).splitlines()[1:] == ["1,Mild,No", "2,None,No"]


def test_a_second_reviewers_columns_beside_the_first(draft):
    from qi_stats.intake.bring import render_rows

    text = "id,pain,pain_r2,sex\n1,Mild,None,M\n2,None,None,F\n3,Mild,Mild,F\n4,Mild,Mild,M\n"
    table = draft(text, second="_r2")
    assert table.coded == ("pain",)
    assert render_rows(table).splitlines() == [
        "id,pain,sex", "1,Mild,M", "2,None,F", "3,Mild,F", "4,Mild,M"
    ]  # fmt: skip
    assert render_rows(table, second=True).splitlines() == [
        "id,pain", "1,None", "2,None", "3,Mild", "4,Mild"
    ]  # fmt: skip


def test_the_page_of_keys_is_what_the_schema_says():
    page = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    assert page == render_keys(), "run `qi-stats keys --out docs/keys.md`"


def test_every_kind_of_entry_says_what_it_is_for():
    parts = list_parts()
    assert len(parts) > 30
    assert [part.name for part in parts if not part.purpose or not part.keys] == []
