"""What a book tells indexes of scholarly works about itself."""

import json
from dataclasses import replace

from qi_press.config.model import Author
from qi_press.formats.html.citation_data import list_citation_tags, write_linked_data


def test_the_tags_tell_what_the_book_knows_and_nothing_else(project):
    told = replace(
        project, authors=(Author("Ada", ("Harbour Office",)), Author("Ben")), keywords=("a", "b")
    )

    assert list_citation_tags(told) == (
        ("citation_title", "Beds & <wards>: A report"),
        ("citation_author", "Ada"),
        ("citation_author_institution", "Harbour Office"),
        ("citation_author", "Ben"),
        ("citation_publication_date", "2026/03/01"),
        ("citation_language", project.lang),
        ("citation_keywords", "a; b"),
    )


def test_the_address_of_the_pdf_is_that_of_the_version(project):
    shared = replace(project, site_url="https://x.example/book")
    released = replace(shared, permalink="https://x.example/book/v1.0.0/")
    assert [one.path for one in shared.downloads] == ["beds.pdf"]

    assert dict(list_citation_tags(shared))["citation_pdf_url"] == (
        "https://x.example/book/beds.pdf"
    )
    assert dict(list_citation_tags(released))["citation_pdf_url"] == (
        "https://x.example/book/v1.0.0/beds.pdf"
    )


def test_linked_data_cannot_leave_its_element_and_makes_nothing_up(project):
    text = write_linked_data(replace(project, title="</script><b>&"))
    facts = json.loads(text)

    assert not {"<", ">", "&"} & set(text)
    assert facts["name"] == "</script><b>&: A report"
    assert facts["author"] == [{"@type": "Person", "name": "A. Writer"}]
    assert set(facts) == {"@context", "@type", "name", "author", "datePublished", "inLanguage"}
