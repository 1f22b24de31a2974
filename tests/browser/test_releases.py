"""Three releases of a small book, read in a browser, from a server and as files.

The second release corrects a row; the third changes a method and has one page less.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from qi_press.cli import main as press
from qi_stats.cli import main as stats

ROOT = Path(__file__).parents[2]
FIXTURE = ROOT / "tests" / "fixtures" / "releases"
WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org"}
WHO |= {name.replace("AUTHOR", "COMMITTER"): value for name, value in WHO.items()}
MEAN = "residents.score.mean"
PAGES = ("index.html", "chapters/scores.html", "chapters/wards.html", "chapters/all-results.html")
GONE = "chapters/wards.html"


def git(*arguments):
    subprocess.run(["git", *arguments], check=True, capture_output=True)


def change(name, old, new):
    path = Path(name)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def publish(version):
    """Keep a release's numbers, tell of them, commit, release, and commit what that left."""
    assert stats(["run"]) == 0
    stats(["release", version])
    git("add", "-A")
    git("commit", "-qm", version)
    assert press(["release", version]) == 0
    git("add", "-A")
    git("commit", "-qm", f"records of {version}")


def tell(version, *keys):
    changelog = Path("CHANGELOG.md")
    rest = changelog.read_text() if changelog.is_file() else ""
    told = "".join(f"- `{key}`\n" for key in keys)
    changelog.write_text(f"## {version}\n\n### Numbers changed\n\n{told}\n{rest}")


def make_releases():
    tell("1.0.0")
    publish("1.0.0")
    change("data/residents.csv", "R1,1,1,1,", "R1,1,1,2,")
    tell("1.1.0", "residents.*", "score_by_fall.*")
    Path("data/errata.yaml").write_text(
        f"- {{version: 1.1.0, keys: [{MEAN}], note: The first score had been typed wrongly.}}\n"
    )
    publish("1.1.0")
    change("data/plan.yaml", "methods: [welch]", "methods: [student]")
    change("_quarto.yml", ", chapters/wards.qmd", "")
    change("chapters/scores.qmd", "score_by_fall.welch", "score_by_fall.student")
    Path("chapters/wards.qmd").unlink()
    tell("2.0.0")
    publish("2.0.0")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    """The folder of the book, with its publication."""
    folder = tmp_path_factory.mktemp("releases") / "book"
    shutil.copytree(FIXTURE, folder)
    (folder / "gitignore").rename(folder / ".gitignore")
    shutil.copytree(ROOT / "filters", folder / "filters")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**WHO, "GIT_CONFIG_GLOBAL": os.devnull}.items():
            patch.setenv(name, value)
        patch.chdir(folder)
        git("init", "-q", "-b", "main")
        make_releases()
        yield folder


@pytest.fixture(scope="module")
def address(book, served):
    with served(book / "_published") as place:
        yield place


def read_changes(book, version):
    document = json.loads((book / f"results/releases/{version}/changes.json").read_text())
    return {one["key"]: one for one in document["changed"]}, document


def test_each_number_has_the_cause_that_it_has(book):
    changed, _ = read_changes(book, "1.1.0")
    assert changed[MEAN]["old_full"] == "4.71428571429"  # (1 + 2 + 3 + 4 + 6 + 8 + 9) / 7
    assert changed[MEAN]["new_full"] == "4.85714285714"  # one more, of seven
    assert {one["why"] for one in changed.values()} == {"1 row of Residents changed"}

    changed, document = read_changes(book, "2.0.0")
    assert changed == {}
    assert {tuple(one["causes"]) for one in document["removed"]} == {("the plan",)}
    assert "score_by_fall.student.p" in [one["key"] for one in document["added"]]
    assert {one["file"] for one in document["chapters"]} == {
        GONE.replace("html", "qmd"),
        "chapters/scores.qmd",
    }


def open_switcher(page):
    page.locator(".version summary").click()
    return page.locator(".version details a")


@pytest.mark.parametrize("page", PAGES)
def test_the_switcher_leads_from_every_page_to_one_that_is_there(open_page, page):
    opened = open_page(f"v1.0.0/{page}")
    links = open_switcher(opened)
    assert links.all_inner_texts() == ["2.0.0 (latest)", "1.1.0", "1.0.0"]
    addresses = [link.get_attribute("href") for link in links.all()]
    assert addresses[1].endswith(f"/v1.1.0/{page}")
    expected = "chapters/scores.html" if page == GONE else page
    assert addresses[0].endswith(f"/latest/{expected}")
    assert links.nth(2).get_attribute("aria-current") == "true"
    links.first.click()
    opened.wait_for_url(f"**/latest/{expected}")


@pytest.mark.parametrize(
    ("start", "to", "end"),
    [
        (f"v1.0.0/chapters/all-results.html#{MEAN}", 0, f"latest/chapters/all-results.html#{MEAN}"),
        ("latest/chapters/scores.html#sec-who-fell", 2, "v1.0.0/chapters/scores.html#sec-who-fell"),
        (f"v1.1.0/{PAGES[3]}#score_by_fall.welch.p", 0, f"latest/{PAGES[3]}"),
        ("v1.1.0/chapters/wards.html#nowhere", 0, "latest/chapters/scores.html"),
        (f"v1.0.0/chapters/scores.html#{MEAN}", 1, f"v1.1.0/chapters/all-results.html#{MEAN}"),
    ],
)  # fmt: skip
def test_the_switcher_keeps_the_place_where_it_is_there(open_page, address, start, to, end):
    page = open_page(start)
    open_switcher(page).nth(to).click()
    page.wait_for_url(address + end)


def test_an_old_page_learns_of_the_latest_and_of_its_numbers(open_page):
    page = open_page("v1.0.0/index.html")
    notice = page.locator(".version-notice")
    notice.wait_for()
    assert "not the latest version" in notice.inner_text()
    page.locator("p > a[data-card]").focus()
    page.get_by_role("tooltip").locator(".version-later").wait_for()
    words = page.get_by_role("tooltip").inner_text()
    assert "Changed since: 1.1.0: 4.7 → 4.9, 1 row of Residents changed" in words
    notice.locator("a").click()
    page.wait_for_url("**/latest/index.html")
    page.locator(".version details").wait_for()
    assert page.locator(".version-notice").count() == 0


def test_a_row_of_an_old_page_says_that_its_number_changed(open_page):
    page = open_page(f"v1.0.0/chapters/all-results.html#{MEAN}")
    page.locator(f'[id="{MEAN}"] .version-later').wait_for()
    assert page.locator(".version-later").count() > 1


def test_a_card_of_the_latest_tells_the_history(open_page):
    page = open_page("latest/index.html")
    page.locator("p > a[data-card]").focus()
    page.get_by_role("tooltip").wait_for()
    words = page.get_by_role("tooltip").inner_text()
    assert "1.0.0: 4.7; 1.1.0: 4.9, 1 row of Residents changed" in words


def test_the_page_says_what_changed_and_why(open_page):
    page = open_page("latest/chapters/what-changed.html")
    row = page.locator("tr", has_text=MEAN)
    words = row.inner_text()
    for part in ("4.7", "4.9", "+0.143", "1 row of Residents changed", "typed wrongly"):
        assert part in words
    assert page.locator("h2").all_inner_texts()[:3] == [
        "Version 2.0.0",
        "Version 1.1.0",
        "Version 1.0.0",
    ]
    assert "the plan" in page.locator("main").inner_text()


@pytest.mark.parametrize(
    ("plain", "end"),
    [
        (f"chapters/all-results.html?a=b#{MEAN}", f"latest/chapters/all-results.html?a=b#{MEAN}"),
        ("", "latest/index.html"),
        (f"{GONE}#sec-wards", f"v1.1.0/{GONE}#sec-wards"),
        (f"latest/{GONE}#sec-wards", f"v1.1.0/{GONE}#sec-wards"),
    ],
)
def test_plain_addresses_keep_their_fragment_and_never_lead_nowhere(open_page, address, plain, end):
    page = open_page(plain)
    page.wait_for_url(address + end)


def test_without_script_there_is_a_plain_link_to_the_list(open_page):
    page = open_page("v1.0.0/chapters/scores.html", java_script_enabled=False)
    page.locator(".version a").click()
    page.wait_for_url("**/versions.html")
    assert page.locator("li").count() == 3
    page.get_by_role("link", name="Version 1.1.0").click()
    page.wait_for_url("**/v1.1.0/index.html")


def test_pages_and_lists_have_no_barriers(open_page, run_axe):
    for place in (
        "v1.0.0/chapters/scores.html",
        "versions.html",
        "latest/chapters/what-changed.html",
    ):
        page = open_page(place, viewport={"width": 390, "height": 800})
        if place != "versions.html":
            page.locator(".version summary").click()
        assert run_axe(page) == []


def test_from_a_file_share_switcher_notice_and_places_work(browser, book):
    page = browser.new_page()
    start = (book / "_published/v1.0.0/chapters/all-results.html").as_uri()
    page.goto(f"{start}#{MEAN}")
    page.locator(".version-notice").wait_for()
    page.locator(".version-later").first.wait_for()
    open_switcher(page).first.click()
    page.wait_for_url(f"**/latest/chapters/all-results.html#{MEAN}")
    page.close()


def test_a_copy_that_stands_alone_says_so(browser, book, tmp_path):
    with zipfile.ZipFile(book / "_published/v1.1.0.zip") as archive:
        archive.extractall(tmp_path)
    page = browser.new_page()
    page.goto((tmp_path / "v1.1.0/index.html").as_uri())
    page.locator(".version-away").wait_for()
    assert "This copy stands alone" in page.locator(".version").inner_text()
    page.locator(".search-open").click()
    page.get_by_label("Search the report").fill("three WARDS")
    page.locator(".results li a").first.wait_for()
    assert page.locator(".results li a").all_inner_texts() == ["Wards"]
    page.locator(".results li a").click()
    page.wait_for_url("**/v1.1.0/chapters/wards.html")
    page.close()


def test_the_numbers_of_a_release_have_to_be_told(book, capsys):
    changelog = Path("CHANGELOG.md")
    before = changelog.read_text()
    version = "1.1.0"
    kept = Path(f"results/releases/{version}")
    changelog.write_text(before.replace("`residents.*`", ""))
    try:
        shutil.copy(kept / "changes.json", "results/releases/2.0.0/changes.json")
        assert press(["release", "2.0.0"]) == 2
        assert stats(["release", "2.0.0", "--check"]) == 1
        assert f"  {MEAN}\n" in capsys.readouterr().out
    finally:
        git("checkout", "-q", ".")


def test_a_release_is_what_its_source_gives(book, capsys):
    assert press(["verify", "_published/v1.1.0.zip"]) == 0
    assert "byte for byte" in capsys.readouterr().out
