"""Files as they should not be: each is taken with a note, or refused in plain words.

No traceback, no hang, nothing half-written, and no patient's value in a message: every file holds
the word SECRET in a cell.
"""

import io
import os
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qi_files.errors import InputError
from qi_stats.intake import Choices, Start, accept, draft_files, start_project, write_drafts
from qi_stats.intake.layout import find_table
from qi_stats.intake.sheet import Grid

ROWS = "id,age,sex,note\n1,40,Male,SECRET one\n2,50,Female,SECRET two\n3,60,Male,x\n4,61,Male,y\n"
GOOD = ROWS.encode()


def book(*rows, **sheets) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for name, state in sheets.items():
        made.create_sheet(name).sheet_state = state
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def table(head=("id", "age", "sex"), *more) -> bytes:
    return book(head, (1, 40, "Male"), (2, 50, "Female"), (3, 60, "Male"), (4, 66, "Male"), *more)


def archive(**parts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def text(old: str, new: str) -> bytes:
    assert old in ROWS
    return ROWS.replace(old, new).encode()


def column(name: str, *cells: str) -> bytes:
    lines = [f"{i},{'Male' if i % 2 else 'Female'},{cell}" for i, cell in enumerate(cells, start=1)]
    return "\n".join([f"id,sex,{name}", *lines, ""]).encode()


CSV = {
    # encodings
    "utf-8 with a mark": b"\xef\xbb\xbf" + GOOD,
    "utf-16 with a mark": ROWS.encode("utf-16"),
    "utf-16 little-endian without a mark": ROWS.encode("utf-16-le"),
    "utf-16 big-endian without a mark": ROWS.encode("utf-16-be"),
    "utf-32 with a mark": ROWS.encode("utf-32"),
    "windows-1252": ROWS.replace("one", "über").encode("cp1252"),
    "latin letters in names": ROWS.replace("age", "Größe").encode(),
    "two encodings in one file": GOOD + "5,50,Männlich,z\n".encode("cp1252"),
    "random bytes": bytes(range(256)) * 20,
    "one NUL": GOOD.replace(b"40", b"4\x000"),
    "many NULs": b"\x00" * 500,
    "a control character in a cell": GOOD.replace(b"Male", b"Ma\x1ble"),
    "a zero-width space in a cell": text("Female", "Fem\u200bale"),
    "a right-to-left mark in a cell": text("Female", "\u202eFemale"),
    "a no-break space around a cell": text("Female", "\u00a0Female\u00a0"),
    "letters in decomposed form": text("Female", "Fe\u0301male"),
    "an emoji": text("one", "\U0001f600"),
    "only a mark": b"\xef\xbb\xbf",
    # ends of lines
    "windows line ends": GOOD.replace(b"\n", b"\r\n"),
    "old mac line ends": GOOD.replace(b"\n", b"\r"),
    "mixed line ends": GOOD.replace(b"\n", b"\r\n", 2),
    "no last line end": GOOD.rstrip(),
    "blank lines": GOOD.replace(b"\n", b"\n\n"),
    "a form feed": GOOD + b"\x0c\n",
    "lines of commas": GOOD + b",,,\n,,,\n",
    "only line ends": b"\n\n\n",
    "only spaces": b"   \n  \n",
    # delimiters and quotation marks
    "semicolons": GOOD.replace(b",", b";"),
    "tabs": GOOD.replace(b",", b"\t"),
    "bars": GOOD.replace(b",", b"|"),
    "spaces as delimiter": GOOD.replace(b",", b"  "),
    "a quotation mark left open": GOOD.replace(b"SECRET one", b'"SECRET one'),
    "a quotation mark in a cell": GOOD.replace(b"SECRET one", b'a "SECRET" one'),
    "quoted commas": GOOD.replace(b"SECRET one", b'"SECRET, one"'),
    "quoted line ends": GOOD.replace(b"SECRET one", b'"SECRET\none"'),
    "all cells quoted": b'"id","age"\n"1","40"\n"2","50"\n"3","9"\n',
    "excel's sep line": b"sep=,\n" + GOOD,
    "one column": b"age\n40\n50\n60\n",
    "a row that is too long": GOOD + b"5,50,Male,z,extra,more\n",
    "a row that is too short": GOOD + b"5,50\n",
    "a very long cell": GOOD.replace(b"SECRET one", b"SECRET " * 20_000),
    "a long line": GOOD.replace(b"SECRET one", b"SECRET " * 200),
    "5,001 columns": (",".join(f"c{i}" for i in range(5001)) + "\n" + "1," * 5000 + "1\n").encode(),
    # names of columns
    "no names": GOOD.partition(b"\n")[2],
    "names twice": GOOD.replace(b"age", b"sex"),
    "a column without a name": GOOD.replace(b"age", b""),
    "all names empty": GOOD.replace(b"id,age,sex,note", b",,,"),
    "names with spaces": GOOD.replace(b"age", b"  age at  visit "),
    "names of digits": GOOD.replace(b"id,age,sex,note", b"1,2,3,4"),
    "names that are years": b"ward,2021,2022,2023\nA,4,5,6\nB,7,8,9\nC,1,2,3\n",
    "a name that is a formula": GOOD.replace(b"age", b"=cmd()"),
    "a name with markup": GOOD.replace(b"age", b"<script>alert(1)</script>"),
    "a name in another script": GOOD.replace(b"age", "возраст".encode()),
    "a name of signs": GOOD.replace(b"age", b"%$#!"),
    "a very long name": GOOD.replace(b"age", b"age " * 200),
    "a name that YAML reads": GOOD.replace(b"age", b"yes: [no, {a: b}]"),
    "a name with a line end": GOOD.replace(b"age", b'"age\nyears"'),
    "a name that is a keyword": GOOD.replace(b"age", b"null"),
    # rows around the table
    "title rows": b"Register\nof 2024\n\n" + GOOD,
    "forty title rows": b"title\n" * 40 + GOOD,
    "sixty title rows": b"title\n" * 60 + GOOD,
    "a footnote": GOOD + b"\n* SECRET means nothing\n",
    "a row of sums": GOOD + b"Total,211,,\n",
    "names repeated": GOOD + GOOD,
    "names only": GOOD.partition(b"\n")[0] + b"\n",
    "one row": b"id,age,sex\n1,40,Male\n",
    "two rows": b"id,age,sex\n1,40,Male\n2,50,Female\n",
    "the same rows twice": GOOD + GOOD.partition(b"\n")[2],
    # missing values
    "blanks": GOOD.replace(b"40", b""),
    "an empty column": GOOD.replace(b"40", b"")
    .replace(b"50", b"")
    .replace(b"6", b"")
    .replace(b"1,Male,y", b",Male,y"),
    "N/A in numbers": text("40", "N/A"),
    "every word for missing": column("age", "1", "2", "NA", ".", "unknown", "refused", "-", "5"),
    "999 in ages": column("age", "40", "50", "60", "999", "45", "41"),
    "-9 in ages": column("age", "40", "50", "60", "-9", "45", "41"),
    "only missing values": column("age", "N/A", "N/A", "N/A"),
    "Excel's errors": column("age", "1", "2", "#REF!", "#N/A", "5", "#DIV/0!"),
    # numbers
    "decimal commas": GOOD.replace(b",", b";").replace(b"40", b"4,5"),
    "thousands": column("cost", '"1,200"', '"3,400"', '"12,000"', "5"),
    "percent signs": column("share", "5%", "10%", "20%", "30%"),
    "units in cells": column("weight", "70 kg", "81.5 kg", "90 kg", "66kg"),
    "two units in cells": column("weight", "70 kg", "81.5 lb", "90 kg", "66kg"),
    "a sign before numbers": column("change", "+1", "-2", "+3", "4"),
    "leading zeros": column("code", "001", "002", "010", "100"),
    "exponents": column("titer", "1e3", "2E4", "1e-2", "3"),
    "huge numbers": column("n", "1e308", "2e307", "1", "2"),
    "numbers beyond floating point": column("n", "1e999", "2", "3", "4"),
    "long whole numbers": column("n", "12345678901234567890", "2", "3", "4"),
    "nan and inf": column("n", "nan", "inf", "-inf", "4"),
    "65 and over": column("age", "64", "65+", "70", "71", *["60"] * 20),
    "numbers with letters O": column("age", "4O", "50", "60", *["61"] * 20),
    "fractions": column("dose", "1/2", "1/4", "3/4"),
    "ranges": column("dose", "1-2", "3-4", "5-6"),
    "arabic digits": column("age", "٤٠", "٥٠", "٦٠"),
    "0.0 and 1.0": column("died", "0.0", "1.0", "0.0", "1.0"),
    # dates
    "days first or months first": column("seen on", "03/04/2024", "05/06/2024", "07/08/2024"),
    "days first": column("seen on", "13/04/2024", "05/06/2024", "07/08/2024"),
    "months first": column("seen on", "04/13/2024", "05/06/2024", "07/08/2024"),
    "two-digit years": column("seen on", "13/04/24", "05/06/24", "07/08/24"),
    "months in words": column("seen on", "13-Apr-2024", "5-Jun-2024", "7-Aug-2024"),
    "days that do not exist": column("seen on", "2024-02-30", *["2024-03-01"] * 20),
    "times of day": column("seen on", "2024-02-03 10:30", "2024-02-04 11:00", "2024-02-05 09:15"),
    "dates and a word": column("seen on", "last week", *["2024-03-01"] * 20),
    "dates before 1000": column("seen on", "0024-02-03", "2024-02-04", "2024-02-05"),
    "numbers of days since 1900": column("seen on", "45000", "45001", "45002"),
    # words
    "spellings": column("fall", "Yes", "yes", "Y", "No", "no", "N"),
    "yes and no in part": column("fall", "Yes", "No", "Maybe", "Yes", "No", "Yes"),
    "one word only": column("fall", "Yes", "Yes", "Yes"),
    "a formula in a cell": column("plan", "=1+1", "=1+1", "@SUM", "@SUM"),
    "markup in cells": column("plan", "<b>a</b>", "<b>a</b>", "x", "x"),
    "levels of signs": column("plan", "+", "++", "+", "++", "+"),
    "levels that differ in case of a letter": column("plan", "A", "a", "B", "b", "A", "B"),
    "a hundred levels": column("plan", *[f"p{i}" for i in range(100)] * 2),
    "YAML in cells": column("plan", "{a: b}", "{a: b}", "- x", "- x", "'", "'"),
    "double data entry": b"id,age\n1--1,40\n1--2,41\n2--1,50\n2--2,50\n",
    "double data entry, half": b"id,age\n1--1,40\n1--2,41\n2--1,50\n",
    "record numbers twice": GOOD.replace(b"2,50", b"1,50"),
    "record numbers missing": GOOD.replace(b"\n2,50", b"\n,50"),
}
OTHER = {
    "nothing at all": ("x.csv", b""),
    "a picture called csv": ("x.csv", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
    "a PDF called csv": ("x.csv", b"%PDF-1.7\n" + bytes(range(256)) * 8),
    "a web page called xls": ("x.xls", b"<table><tr><td>id</td></tr></table>"),
    "a table of text called xlsx": ("x.xlsx", GOOD),
    "a workbook called csv": ("x.csv", table()),
    "a workbook in capitals": ("X Y é.XLSX", table()),
    "half a workbook": ("x.xlsx", table()[:2000]),
    "a workbook with a broken middle": ("x.xlsx", table().replace(b"xl/", b"xx/")),
    "an archive that is no workbook": ("x.xlsx", archive(a="b")),
    "an archive that lists a huge file": ("x.xlsx", archive(xl__workbook="0" * 3_000_000)),
    "an old workbook's first bytes": (
        "x.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 2000,
    ),
    "an empty workbook": ("x.xlsx", book()),
    "a workbook of names only": ("x.xlsx", book(("id", "age"))),
    "a workbook with hidden sheets": ("x.xlsx", book(("id", "age"), (1, 2), (2, 3), a="hidden")),
    "a workbook with a formula": ("x.xlsx", table(("id", "age", "sex"), (5, "=1+1", "Male"))),
    "a workbook with a wrong formula": ("x.xlsx", table(("id", "a", "s"), (5, "=A1/0", "Male"))),
    "a workbook with truth values": (
        "x.xlsx",
        book(("id", "ok"), (1, True), (2, False), (3, True)),
    ),
    "a workbook with times": ("x.xlsx", book(("id", "t"), (1, "10:30"), (2, "11:00"), (3, "9:15"))),
    "an SPSS file of text": ("x.sav", GOOD),
    "an SPSS file cut short": ("x.sav", b"$FL2@(#) SPSS DATA FILE" + b"\x00" * 50),
    "a Stata file of text": ("x.dta", GOOD),
    "a SAS file of text": ("x.sas7bdat", GOOD),
    "a SAS transport file of text": ("x.xpt", GOOD),
    "a portable file of text": ("x.por", GOOD),
    "a name without an end": ("rows", GOOD),
    "a document": ("x.docx", archive(word__document="x")),
    "a database": ("x.mdb", b"\x00\x01\x00\x00Standard Jet DB"),
    "a file called json": ("x.json", b'{"a": 1}'),
}
KINDS = {**{name: ("x.csv", data) for name, data in CSV.items()}, **OTHER}


def test_there_are_enough_of_them():
    assert len(KINDS) >= 120


@pytest.mark.parametrize("name", KINDS)
def test_a_file_is_taken_or_refused_in_plain_words(name, tmp_path):
    file, data = KINDS[name]
    (tmp_path / file).write_bytes(data)
    out = tmp_path / "data"
    try:
        (drafted,) = draft_files([tmp_path / file], accept, Choices())
        write_drafts([drafted], out, "Trial")
    except InputError as error:
        refused = error
    else:
        refused = None
    if refused is not None:
        assert "SECRET" not in str(refused)
        assert all(line for line in (refused.found, refused.expected, refused.do))
        assert not out.exists()
        return
    assert (tmp_path / file).read_bytes() == data
    check_written(drafted, out)


def check_written(drafted, out) -> None:
    """Require a codebook that fits its rows, and that no cell a spreadsheet would run is there."""
    from qi_stats.codebook import load_codebook
    from qi_stats.study import load_study

    study = load_study(out, load_codebook(out / "codebook.yaml"))
    assert len(study.frame(drafted.name)) == len(drafted.numbers) - len(drafted.second)
    told = " ".join(drafted.notes) + " ".join(one.words for one, _ in drafted.asked)
    assert "SECRET" not in told
    for path in out.glob("*.csv"):
        for cell in path.read_text(encoding="utf-8").replace("\n", ",").split(","):
            assert not cell.startswith(("=", "@")), path.name


@pytest.mark.parametrize("kind", ["pipe", "folder", "loop", "nothing", "unreadable"])
def test_what_is_no_file_is_told_at_once(kind, tmp_path):
    path = tmp_path / "x.csv"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "unreadable":
        path.write_bytes(GOOD)
        path.chmod(0)
        if os.access(path, os.R_OK):
            pytest.skip("this user reads everything")
    with pytest.raises(InputError):
        draft_files([path], accept, Choices())


def test_a_project_is_written_whole_or_not_at_all(tmp_path):
    (tmp_path / "x.csv").write_bytes(GOOD)
    tables = draft_files([tmp_path / "x.csv"], accept, Choices())
    with pytest.raises(InputError, match="nobody"):
        start_project(tables, tmp_path / "review", Start("T", "2026-01-01", outcome="nobody"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["x.csv"]


def test_what_is_there_is_not_written_over(tmp_path):
    (tmp_path / "x.csv").write_bytes(GOOD)
    tables = draft_files([tmp_path / "x.csv"], accept, Choices())
    write_drafts(tables, tmp_path / "data", "T")
    with pytest.raises(InputError, match="there already"):
        write_drafts(tables, tmp_path / "data", "T")


@settings(max_examples=150)
@given(data=st.binary(max_size=400))
def test_any_bytes_are_taken_or_refused(data, tmp_path_factory):
    path = tmp_path_factory.getbasetemp() / "fuzz.csv"
    path.write_bytes(data)
    try:
        draft_files([path], accept, Choices())
    except InputError:
        return


CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["", "1", "2.5", "N/A", "yes", "No", "2024-01-31", "=1", "999", "Male", "1,000", "5%"]
)


@settings(max_examples=60)
@given(cells=st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=12))
def test_any_cells_make_a_study_that_its_own_codebook_accepts(cells, tmp_path_factory):
    import csv

    folder = tmp_path_factory.mktemp("cells")
    with (folder / "x.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([["one", "two", "three"], *cells])
    try:
        (drafted,) = draft_files([folder / "x.csv"], accept, Choices())
    except InputError:
        return
    write_drafts([drafted], folder / "data", "T")
    check_written(drafted, folder / "data")


@given(rows=st.lists(st.lists(st.sampled_from(["", "a", "b", "1"]), max_size=5), max_size=12))
def test_a_table_is_found_or_refused_on_any_sheet(rows):
    grid = Grid("x", "", tuple(map(tuple, rows)), tuple(range(1, len(rows) + 1)))
    try:
        sheet = find_table(grid)
    except InputError:
        return
    assert sheet.columns
    assert all(len(column.values) == len(sheet.numbers) for column in sheet.columns)
