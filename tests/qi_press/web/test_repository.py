"""Links from a page to its source."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from qi_press.web.repository import list_source_links

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
