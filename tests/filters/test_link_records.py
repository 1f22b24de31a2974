"""The Lua filter that links numbers to their rows, run by pandoc alone as both renderers do."""

from pathlib import Path

import pytest

from qi_files.errors import InputError
from qi_press.pandoc.program import run_pandoc
from qi_stats.intake import start

FILTER = Path(__file__).parents[2] / "filters" / "link-records.lua"
NUMBER = '[60.6]{.stat data-key="people.age.mean" data-identified="published"}'
CELL = (
    '`<td><span class="stat" data-key="a.b" data-identified="bounded">1 &amp; 2</span></td>`{=html}'
)


def convert(text, form="html", *options):
    arguments = ["--from", "markdown", "--to", form, "--lua-filter", str(FILTER), *options]
    return run_pandoc(arguments, text.encode(), "test").output.decode().strip()


def test_a_number_becomes_a_plain_link_with_its_card():
    html = convert(NUMBER)

    assert 'href="chapters/all-results.html#people.age.mean"' in html
    assert all(part in html for part in ('class="stat"', 'data-card=""'))


def test_a_cell_of_a_table_keeps_its_text_as_it_stands():
    assert convert(CELL) == (
        '<p><td><a class="stat" href="chapters/all-results.html#a.b" data-card="">'
        "<em>1 &amp; 2</em></a></td></p>"
    )


def test_what_we_derived_stands_in_italics_and_a_sign_that_does_already_stays():
    derived = '[*P* = .03]{.stat data-key="a.b" data-identified="identified"}'

    assert "<em>P</em><em> = .03</em>" in convert(derived)
    assert "<em>" not in convert(NUMBER)
    assert convert(derived, "typst") == "#emph[P]#emph[ = .03]"


def test_a_mark_has_words_for_those_who_hear_the_page():
    assert '>†</sup></span><span class="mark-words"> (bounded)</span>' in convert(
        "[^†^]{.mark-bounded}"
    )


def test_own_reviews_begin_with_the_same_filter():
    started = Path(start.__file__).parent / "project/filters/link-records.lua"

    assert started.read_bytes() == FILTER.read_bytes()


def test_a_key_with_a_hyphen_is_linked_in_a_cell():
    assert "#a.no-to-yes.p" in convert(CELL.replace("a.b", "a.no-to-yes.p"))


def test_the_press_tells_the_way_to_the_root():
    html = convert(NUMBER, "html", "--metadata", "project-offset=..")

    assert 'href="../chapters/all-results.html#people.age.mean"' in html


def test_quarto_tells_the_way_to_the_root(tmp_path):
    stub = tmp_path / "quarto.lua"
    stub.write_text(f'quarto = {{project = {{offset = ".."}}}}\nreturn dofile("{FILTER}")')
    arguments = ["--from", "markdown", "--to", "html", "--lua-filter", str(stub)]
    html = run_pandoc(arguments, NUMBER.encode(), "test").output.decode()

    assert 'href="../chapters/all-results.html#people.age.mean"' in html


@pytest.mark.parametrize("text", ["[x]{.stat}", '[x]{data-key="a.b"}'])
def test_what_is_no_number_of_a_record_stays(text):
    assert "<a" not in convert(text)


@pytest.mark.parametrize("form", ["typst", "docx", "latex"])
def test_print_is_left_alone(form, tmp_path):
    out = tmp_path / "out"
    convert(NUMBER, form, "--output", str(out))

    assert b"all-results" not in out.read_bytes()


@pytest.fixture
def lists(tmp_path):
    """A function that links a number whose lists the settings share out among two chapters."""
    settings = tmp_path / "settings.yml"
    settings.write_text(
        "extensions:\n  link-records:\n"
        "    chapters/counts.qmd: {holds: counts, analyses: [people]}\n"
        "    more/tests.qmd: {holds: tests, analyses: [../visits, x]}\n"
    )
    return lambda text: convert(text, "html", "--metadata-file", str(settings))


@pytest.mark.parametrize(
    ("number", "row"),
    [
        (NUMBER, "chapters/counts.html#people.age.mean"),
        (NUMBER.replace("people", "visits"), "more/tests.html#visits.age.mean"),
        (CELL.replace("a.b", "x.b"), "more/tests.html#x.b"),
    ],
)
def test_a_number_leads_to_the_chapter_that_lists_its_analysis(lists, number, row):
    assert f'href="{row}"' in lists(number)


def test_a_number_that_no_chapter_lists_is_an_error(lists):
    with pytest.raises(InputError, match=r"no chapter lists the record a\.b"):
        lists(CELL)
