"""A slip of a transcription is not laid on the authors."""

from dataclasses import replace

from qi_stats.audit.checks.findings import Finding
from qi_stats.audit.checks.transcribed import UNCHECKED, attribute_spelling

SPELLING = Finding("typographic", ("guests",), "It is odd.")


def read_transcribed(claims):
    return replace(claims, source={**claims.source, "read_from": "transcription"})


def attribute(claims, finding=SPELLING):
    return next(attribute_spelling(claims, [finding])).message


def test_spelling_in_a_transcription_is_told_as_its_own(load):
    assert attribute(read_transcribed(load())) == f"It is odd. {UNCHECKED}"


def test_spelling_that_was_checked_in_print_is_the_authors(load):
    claims = read_transcribed(load())
    checked = replace(claims.by_name["guests"], checked="Publisher's page 3")
    claims = replace(claims, by_name={"guests": checked})

    assert attribute(claims) == "It is odd."


def test_a_publication_that_was_read_itself_needs_no_word(load):
    assert attribute(load()) == "It is odd."


def test_a_finding_about_numbers_stays_as_it_is(load):
    finding = replace(SPELLING, rank="contradiction")

    assert attribute(read_transcribed(load()), finding) == "It is odd."
