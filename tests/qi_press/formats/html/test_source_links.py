"""Links from a page to its source."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from qi_press.formats.html.options import HtmlOptions
from qi_press.formats.html.source_links import copy_source, find_copy, list_source_links

PAGE = SimpleNamespace(source="chapters/the tides.qmd")


def addresses(project, **changes):
    return [link.href for link in list_source_links(replace(project, **changes), PAGE)]


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "forge.example/a"])
def test_without_an_address_of_the_web_there_is_no_link(project, url):
    assert addresses(project, repo_url=url) == []


def test_source_and_edit_are_the_links_unless_others_are_named(project):
    root = "https://forge.example/a/b"

    assert addresses(project, repo_url=f"{root}/") == [
        f"{root}/blob/main/chapters/the%20tides.qmd",
        f"{root}/edit/main/chapters/the%20tides.qmd",
    ]
    assert addresses(project, repo_url=root, repo_actions=("issue",)) == [f"{root}/issues/new"]


def test_gitlab_has_addresses_of_its_own(project):
    (source, _) = addresses(project, repo_url="https://gitlab.example/a/b", repo_branch="dev")

    assert source == "https://gitlab.example/a/b/-/blob/dev/chapters/the%20tides.qmd"


def offer_source(project, **changes):
    return replace(project, format_options=(HtmlOptions(show_source=True),), **changes)


def test_code_tools_lead_to_a_copy_beside_the_page(project):
    offered = offer_source(project)

    assert addresses(offered) == ["the%20tides.qmd.txt"]
    assert find_copy(offered, PAGE) == "chapters/the tides.qmd.txt"


def test_without_them_there_is_no_copy(project):
    assert addresses(project) == []
    assert find_copy(project, PAGE) == ""


def test_the_repository_s_source_stands_in_for_the_copy(project):
    offered = offer_source(project, repo_url="https://forge.example/a")
    edited = replace(offered, repo_actions=("edit",))

    assert addresses(offered)[0] == "https://forge.example/a/blob/main/chapters/the%20tides.qmd"
    assert find_copy(offered, PAGE) == ""
    assert addresses(edited)[0] == "the%20tides.qmd.txt"


def test_a_copy_says_that_it_is_utf_8(project):
    (project.folder / "chapters").mkdir()
    (project.folder / PAGE.source).write_text("# Ebb \u2013 and flow\n", encoding="utf-8")

    assert copy_source(project, PAGE) == b"\xef\xbb\xbf# Ebb \xe2\x80\x93 and flow\n"
