"""Authors, in the forms of Quarto's documentation."""

import pytest

from qi_files.errors import InputError
from qi_press.config.authors import read_authors
from qi_press.yamltext import read_yaml


def read(text, key="author"):
    lines = "".join(f"    {line}\n" for line in text.strip().splitlines())
    return read_authors(read_yaml(f"book:\n  {key}:\n{lines}", "_quarto.yml"))


def test_an_author_may_be_a_name_alone():
    assert [author.name for author in read("[Norah Jones, John Hamm]")] == [
        "Norah Jones",
        "John Hamm",
    ]
    assert [author.name for author in read("[Norah Jones]", key="authors")] == ["Norah Jones"]


def test_an_author_with_everything():
    (author,) = read(
        """
- name: Josiah Carberry
  orcid: 0000-0002-1825-0097
  email: josiah@psychoceramics.example
  corresponding: true
  affiliation:
    - name: Brown University
      department: Psychoceramics
      city: Providence
      state: RI
      country: US
"""
    )

    assert author.affiliations == ("Psychoceramics, Brown University, Providence, RI, US",)
    assert author.orcid == "0000-0002-1825-0097"
    assert author.email == "josiah@psychoceramics.example"
    assert author.corresponding


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("{given: Charles, family: Gaulle, non-dropping-particle: de}", "Charles de Gaulle"),
        ("{literal: The Harbour Office}", "The Harbour Office"),
    ],
)
def test_a_name_may_be_given_in_parts(name, shown):
    assert read(f"- name: {name}")[0].name == shown


def test_authors_share_an_affiliation_by_its_id():
    authors = read(
        """
- name: Norah Jones
  affiliations:
    - {id: cmu, name: Carnegie Mellon University}
- name: John Hamm
  affiliations:
    - ref: cmu
"""
    )

    assert authors[0].affiliations == authors[1].affiliations == ("Carnegie Mellon University",)


@pytest.mark.parametrize(
    ("line", "where", "said"),
    [
        ("affiliation: [{ref: none}]", "_quarto.yml:3", "no affiliation has that id"),
        ("orcid: 12-34", "_quarto.yml:4", "ORCID “12-34”"),
    ],
)
def test_a_fault_is_told_with_its_place(line, where, said):
    with pytest.raises(InputError, match=said) as caught:
        read(f"- name: Ada\n  {line}")

    assert caught.value.where == where
