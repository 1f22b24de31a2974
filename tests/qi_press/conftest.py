"""A book with nothing in it, for tests of what surrounds the pages."""

import pytest

from qi_press.pages import Download
from qi_press.project import Author, Project


@pytest.fixture
def project(tmp_path) -> Project:
    (tmp_path / "book").mkdir()
    return Project(
        folder=tmp_path / "book",
        output=tmp_path / "book/_site", own_output=tmp_path / "book/_site",
        title="Beds & <wards>",
        subtitle="A report", authors=(Author("A. Writer"),), date="2026-03-01",
        date_text="March 1, 2026", abstract="", description="", keywords=(), lang="en",
        entries=(), formats=("html",), downloads=(Download("typst", "PDF", "beds.pdf"),),
        file_stem="beds", site_url="", repo_url="", repo_branch="main", repo_actions=(), favicon="",
        metadata={"bibliography": "refs.bib"},
    )  # fmt: skip
