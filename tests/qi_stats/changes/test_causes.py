"""Causes are found by recomputing, one exchange after the other."""

import shutil
from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_stats.changes.causes import End, find_causes, list_steps
from qi_stats.changes.dependencies import describe_dependencies
from qi_stats.changes.prose import compare_chapters
from qi_stats.changes.rows import describe_rows
from qi_stats.ledger import Ledger, save_ledger

TINY = Path(__file__).parents[2] / "fixtures" / "tiny"
OLD_CODE = """\
import shutil, sys
shutil.copy("recorded.json", sys.argv[sys.argv.index("--out") + 1])
"""


@pytest.fixture
def sources(tmp_path):
    """Two folders of sources, with data that a test may change."""
    for name in ("old", "new"):
        shutil.copytree(TINY, tmp_path / name / "data")
        (tmp_path / name / "requirements.lock").write_text("scipy==1.16.0 \\\n    --hash=x\n")
    code = tmp_path / "old" / "qi_stats" / "cli"
    code.mkdir(parents=True)
    (code / "__init__.py").touch()
    (code.parent / "__init__.py").touch()
    (code / "__main__.py").write_text(OLD_CODE)
    return tmp_path / "old", tmp_path / "new"


@pytest.fixture
def find(sources, make_record):
    """A function that finds causes where a data folder's ledger is what `compute` makes of it."""

    def run(recorded, again, compute):
        old, new = sources
        save_ledger(Ledger(again), old / "recorded.json")

        def carry_out(data, out):
            save_ledger(Ledger(compute(data)), out / "ledger.json")

        ends = End(Ledger(recorded), old), End(Ledger(compute(new / "data")), new)
        return find_causes(*ends, carry_out, lambda _: None)

    return run


def count_bytes(make_record, extra=0):
    def compute(data):
        for name in ("residents.csv", "visits.csv", "plan.yaml"):
            size = len((data / name).read_bytes())
            yield make_record(f"{name.partition('.')[0]}.size.n", size + extra)

    return compute


def add_row(path, row):
    path.write_text(path.read_text().rstrip("\n") + f"\n{row}\n")


def test_each_file_answers_for_its_own_numbers(sources, find, make_record):
    compute = count_bytes(make_record)
    before = list(compute(sources[0] / "data"))
    add_row(sources[1] / "data/residents.csv", "R9,1,1,9,1,0,,")
    (sources[1] / "data/plan.yaml").write_text("analyses: {}\n")
    causes, notes = find(before, before, compute)

    assert causes == {"residents.size.n": ["1 row of Residents added"], "plan.size.n": ["the plan"]}
    assert notes == ()


def test_code_is_told_from_dependencies(sources, find, make_record):
    recorded = [make_record("a.x.n", 1), make_record("b.x.n", 1)]
    again = [make_record("a.x.n", 2), make_record("b.x.n", 1)]
    now = [make_record("a.x.n", 2), make_record("b.x.n", 5)]
    (sources[1] / "requirements.lock").write_text("scipy==1.17.0 \\\n    --hash=x\n")
    causes, _ = find(recorded, again, lambda _: now)

    assert causes == {"a.x.n": ["dependencies: scipy 1.16.0 → 1.17.0"], "b.x.n": ["the code"]}


def test_old_code_that_does_not_run_is_not_told_apart(sources, find, make_record):
    (sources[0] / "qi_stats/cli/__main__.py").write_text("raise SystemExit('no such package')")
    causes, notes = find([make_record("a.x.n", 1)], [], lambda _: [make_record("a.x.n", 2)])

    assert causes["a.x.n"][0].startswith("the code, or dependencies")
    assert notes == (
        "the old release's code: no such package; code and dependencies are not told apart",
    )


def test_files_that_need_one_another_are_exchanged_together(sources, find, make_record):
    """A new column can't be read with the old codebook: rows and codebook answer together."""
    old, new = sources
    add_row(new / "data/residents.csv", "R9,1,1,9,1,0,,")
    (new / "data/codebook.yaml").write_text((old / "data/codebook.yaml").read_text() + "\n")

    def compute(data):
        rows, words = (
            len((data / name).read_bytes()) for name in ("residents.csv", "codebook.yaml")
        )
        first = len((old / "data/residents.csv").read_bytes())
        if (rows > first) != (words > len((old / "data/codebook.yaml").read_bytes())):
            raise InputError("data", "an unknown column", "x", "y")
        return [make_record("a.x.n", rows)]

    before = compute(old / "data")
    causes, _ = find(before, before, compute)

    assert causes == {"a.x.n": ["1 row of Residents added with the codebook"]}


def test_what_no_exchange_explains_is_said(sources, find, make_record):
    new = sources[1]
    record = make_record("a.x.n", 1)

    def compute(data):
        return [make_record("a.x.n", 7)] if data == new / "data" else [record]

    causes, _ = find([record], [record], compute)
    assert causes == {"a.x.n": ["not found by recomputing"]}


def test_rows_come_before_what_describes_them(sources):
    for name in ("plan.yaml", "codebook.yaml", "visits.csv"):
        with (sources[1] / "data" / name).open("a") as file:
            file.write("\n")
    (sources[1] / "data/README.md").write_text("prose")
    (sources[1] / "data/second.csv").write_text("x")
    files = [step.file for step in list_steps(*(one / "data" for one in sources))]

    assert files == ["second.csv", "visits.csv", "codebook.yaml", "plan.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("1,a\n2,b\n", "1,a\n2,c\n", "1 row of Wards changed"),
        ("1,a\n2,b\n", "1,x\n3,b\n4,b\n", "1 row of Wards changed, 2 added, 1 removed"),
        ("1,a\n", "1,a\n2,b\n3,c\n", "2 rows of Wards added"),
        ("1,a\n", "1,a\r\n", "the file of Wards, its rows the same"),
        ("1,a\n1,b\n", "1,a\n", "rows of Wards"),
    ],
)
def test_rows_are_counted_and_never_shown(tmp_path, old, new, words):
    for name, text in (("old", old), ("new", new)):
        (tmp_path / name).write_text(f"id,secret\n{text}")
    assert describe_rows(tmp_path / "old", tmp_path / "new", ("id",), "Wards") == words


def test_a_table_that_came_is_all_new(tmp_path):
    (tmp_path / "new").write_text("id\n1\n")
    assert describe_rows(tmp_path / "old", tmp_path / "new", ("id",), "W") == "1 row of W added"


def test_locks_are_compared_by_name(tmp_path):
    (tmp_path / "a").write_text("numpy==2.2.0 \\\nscipy==1.16.0\n")
    (tmp_path / "b").write_text("numpy==2.2.0\npandas==3.0.0 ; python_version > '3'\n")
    words = describe_dependencies(tmp_path / "a", tmp_path / "b")

    assert words == "dependencies: pandas none → 3.0.0, scipy 1.16.0 → none"
    assert "the same" in describe_dependencies(tmp_path / "a", tmp_path / "a")


def test_prose_is_compared_by_its_lines_and_code_is_not(tmp_path):
    for name, words, code in (
        ("old", "One.\nTwo.", "x = 1"),
        ("new", "One.\nThree.\nFour.", "x = 2"),
    ):
        (tmp_path / name / "chapters").mkdir(parents=True)
        text = f"# Title {{#sec-a}}\n\n```{{python}}\n{code}\n```\n\n{words}\n"
        (tmp_path / name / "chapters/a.qmd").write_text(text)
        (tmp_path / name / "same.qmd").write_text(f"# Same\n\n```{{python}}\n{code}\n```\n")
    (one,) = compare_chapters(tmp_path / "old", tmp_path / "new")

    assert (one.file, one.title, one.added, one.removed) == ("chapters/a.qmd", "Title", 2, 1)
