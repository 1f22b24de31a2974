"""The pages around the versions: plain addresses that lead to the latest, the list, the feed.

A reader's link to `/chapters/x.html#place` reaches the latest version's page with its place; where
the latest has no such page, the newest version that had it.
"""

from __future__ import annotations

from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import quote
from xml.sax.saxutils import escape as escape_xml

from qi_press.releases.catalogue import LATEST
from qi_press.releases.imprint import FEED, LIST
from qi_press.releases.outline import find_way

if TYPE_CHECKING:
    from pathlib import Path

    from qi_press.releases.catalogue import Catalogue, Published

DOOR_SCRIPT = "redirect.js"
SITEMAP, ROBOTS = "sitemap.xml", "robots.txt"
DOOR = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="robots" content="noindex">
<meta name="generator" content="qi-press">
<link rel="icon" href="data:,">
{canonical}<script src="{script}" data-to="{way}"></script>
<noscript><meta http-equiv="refresh" content="0; url={way}"></noscript>
</head>
<body>
<p><a href="{way}">{words}</a></p>
</body>
</html>
"""
PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="qi-press">
<link rel="icon" href="data:,">
<title>Versions – {title}</title>
<link rel="stylesheet" href="versions.css">
</head>
<body class="versions">
<main>
<h1>Versions of <cite>{title}</cite></h1>
<p>A version that is published never changes.</p>
<ul>
{rows}
</ul>
</main>
</body>
</html>
"""


def write_doors(folder: Path, catalogue: Catalogue) -> None:
    """Write every page that a version has, or once had, under its plain address.

    Parameters
    ----------
    folder
        The publication that is being built, its `latest/` included.
    catalogue
        The versions that it will have.
    """
    latest = catalogue.latest
    if latest is None:
        return
    theme = files("qi_press") / "theme"
    (folder / DOOR_SCRIPT).write_bytes((theme / DOOR_SCRIPT).read_bytes())
    (folder / "versions.css").write_bytes((theme / "versions.css").read_bytes())
    for page, version in catalogue.known.items():
        home = LATEST if version == latest.version else version.tag
        _write_door(folder, page, f"{home}/{page}", catalogue)
        if home != LATEST:
            _write_door(folder, f"{LATEST}/{page}", f"{home}/{page}", catalogue)


def _write_door(folder: Path, place: str, target: str, catalogue: Catalogue) -> None:
    way = escape(quote(find_way(place, target)))
    address = escape(catalogue.address)
    canonical = f'<link rel="canonical" href="{address}{escape(quote(target))}">\n'
    path = folder / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        DOOR.format(
            title=escape(catalogue.title),
            canonical=canonical if address else "",
            script=find_way(place, DOOR_SCRIPT),
            way=way,
            words=escape(f"{catalogue.title}: {target}"),
        ),
        encoding="utf-8",
    )


def write_list(folder: Path, catalogue: Catalogue) -> None:
    """Write the list of versions as a page that needs no script."""
    rows = [_write_row(one, catalogue) for one in catalogue.versions]
    if catalogue.draft is not None:
        rows.append(_write_row(catalogue.draft, catalogue))
    page = PAGE.format(title=escape(catalogue.title), rows="\n".join(rows))
    (folder / LIST).write_text(page, encoding="utf-8")


def _write_row(one: Published, catalogue: Catalogue) -> str:
    front = "index.html" if "index.html" in one.pages or not one.pages else one.pages[0]
    way = f"{one.folder}/{quote(front)}"
    if one.version is None:
        return f'<li><a href="{way}">Draft</a>, not released</li>'
    note = ", the latest" if one is catalogue.latest else ""
    return (
        f'<li><a href="{way}">Version {one.version}</a>{note} '
        f'<time datetime="{escape(one.date)}">{escape(one.date)}</time> '
        f'<a href="{one.folder}.zip" download>to take along (zip)</a></li>'
    )


def write_feed(folder: Path, catalogue: Catalogue) -> None:
    """Write what search engines and feed readers ask for, where the publication has an address."""
    latest, address = catalogue.latest, escape_xml(catalogue.address)
    if latest is None or not address:
        return
    pages = "\n".join(
        f"<url><loc>{address}{LATEST}/{escape_xml(quote(page))}</loc></url>"
        for page in latest.pages
    )
    (folder / SITEMAP).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{pages}\n</urlset>\n',
        encoding="utf-8",
    )
    (folder / ROBOTS).write_text(f"Sitemap: {catalogue.address}{SITEMAP}\n", encoding="utf-8")
    entries = "\n".join(
        f"<entry><title>Version {one.version}</title><id>{address}{one.folder}/</id>"
        f"<updated>{_stamp(one)}</updated>"
        f'<link href="{address}{LATEST if one is latest else one.folder}/"/></entry>'
        for one in catalogue.versions
    )
    (folder / FEED).write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>Versions of {escape_xml(catalogue.title)}</title><id>{address}</id>"
        f'<link href="{address}{LATEST}/"/><link rel="self" href="{address}{FEED}"/>'
        f"<author><name>{escape_xml(catalogue.title)}</name></author>"
        f"<updated>{_stamp(latest)}</updated>\n{entries}\n</feed>\n",
        encoding="utf-8",
    )


def _stamp(one: Published) -> str:
    return f"{one.date or '1970-01-01'}T00:00:00Z"
