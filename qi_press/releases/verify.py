"""Says whether a published site is what its source gives: renders the source again, and compares.

The press's own sites are compared byte for byte, Quarto's by the text and the numbers that a reader
sees, since its output carries what differs from render to render.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import zipfile
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.errors import InputError
from qi_files.repository import export_commit
from qi_press.releases.catalogue import CATALOGUE, LATEST, load_catalogue
from qi_press.releases.outline import digest_files, join_digests
from qi_press.releases.provenance import FILES, Provenance, find_python, load_provenance
from qi_press.releases.repository import require_commit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MOST_BYTES, MOST_FILES = 2_000_000_000, 50_000
"""What a zip may hold."""
SHOWN = 100
LINES = 30
UNSEEN = re.compile(r"<(script|style|head)\b.*?</\1\s*>|<!--.*?-->", re.DOTALL | re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a verification found."""

    facts: Provenance
    difference: str
    """The first difference in words, or "" where the site is what its source gives."""
    notes: tuple[str, ...]
    """What may explain a difference: another Python, another lock."""


def verify_site(place: Path, book: Path, report: Callable[[str], None]) -> Verdict:
    """Compare a published site with what its source gives.

    Parameters
    ----------
    place
        Folder of one version, its zip, or a publication, whose latest version is then taken.
    book
        Folder of the book, in a repository that has the released commit.
    report
        Told what is being done.

    Raises
    ------
    InputError
        If there is no such site, it has no provenance, the commit is missing, or it can't be
        rendered.
    """
    with tempfile.TemporaryDirectory(prefix="verify-") as name:
        folder = Path(name)
        site = _open_site(place, folder)
        facts = load_provenance(site)
        if not re.fullmatch(r"[0-9a-f]{40,64}", facts.commit):
            raise InputError(
                FILES[0], f"the commit “{facts.commit[:60]}”", "a commit's name", "check the file"
            )
        commit = require_commit(book, facts.commit)
        sources, rendered = folder / "sources", folder / "rendered" / site.name
        sources.mkdir()
        rendered.parent.mkdir()
        report(f"taking the sources of commit {commit[:7]}")
        export_commit(book, commit, sources)
        report("rendering them again")
        _render_again(sources, rendered, facts)
        report("comparing")
        found = next(compare_sites(site, rendered, by_text=facts.renderer == "quarto"), "")
        return Verdict(facts, found or _check_digest(site, facts), tuple(_note(facts)))


def _open_site(place: Path, folder: Path) -> Path:
    if place.is_file() and zipfile.is_zipfile(place):
        return _unpack(place, folder / "unpacked")
    if (place / CATALOGUE).is_file():
        latest = load_catalogue(place).latest
        if latest is not None:
            return place / latest.folder
    if place.is_dir() and place.name != LATEST:
        return place
    raise InputError(
        place.name,
        "no site of one version",
        "the folder of a version, such as _published/v1.0.0, or its zip",
        "name one of them",
    )


def _unpack(path: Path, folder: Path) -> Path:
    """Write the files of a zip below a new folder, and return the folder of the site."""
    with zipfile.ZipFile(path) as archive:
        entries = archive.infolist()
        size = sum(entry.file_size for entry in entries)
        if size > MOST_BYTES or len(entries) > MOST_FILES:
            raise InputError(
                path.name,
                f"{len(entries)} files of {size} bytes",
                f"at most {MOST_FILES} files of {MOST_BYTES} bytes",
                "unpack it yourself, and name the folder",
            )
        archive.extractall(folder)
    inner = [one for one in folder.iterdir() if one.is_dir()]
    return folder if (folder / FILES[0]).is_file() or len(inner) != 1 else inner[0]


def _render_again(sources: Path, rendered: Path, facts: Provenance) -> None:
    """Render with the sources' own packages, where they hold any, in the Python that runs now."""
    command = [sys.executable, "-m", "qi_press.cli", "release", facts.version]
    command += ["--site", str(rendered), "--commit", facts.commit, "--on", facts.date]
    command += ["--renderer", "quarto" if facts.renderer == "quarto" else "press"]
    environment = os.environ | {"PYTHONPATH": str(sources), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        command,
        cwd=sources,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    if done.returncode != 0:
        raise InputError(
            f"the sources of {facts.version}",
            "sources that don't render with the packages that are installed here",
            "a render",
            "install what their requirements.lock names, and verify again",
            "\n".join(done.stdout.strip().splitlines()[-LINES:]),
        )


def _check_digest(site: Path, facts: Provenance) -> str:
    digest = join_digests(digest_files(site, FILES))
    if digest == facts.sha256:
        return ""
    return f"{FILES[0]}: its checksum of the site is not that of the files"


def _note(facts: Provenance) -> Iterator[str]:
    if facts.python != find_python():
        yield f"it was rendered with Python {facts.python}, and now with {find_python()}"


def compare_sites(published: Path, rendered: Path, *, by_text: bool = False) -> Iterator[str]:
    """Yield each difference between two sites in words, in the order of their files.

    Parameters
    ----------
    published, rendered
        Folders of the sites.
    by_text
        Whether only the text of pages counts, and neither markup nor other files.
    """
    one, other = digest_files(published, FILES), digest_files(rendered, FILES)
    for place in sorted({*one, *other}):
        if by_text and not place.endswith(".html"):
            continue
        if place not in other:
            yield f"{place}: published, and not in what the source gives"
        elif place not in one:
            yield f"{place}: in what the source gives, and not published"
        elif one[place] != other[place]:
            texts = ((folder / place).read_bytes() for folder in (published, rendered))
            before, after = (text.decode("utf-8", errors="replace") for text in texts)
            found = _compare_words(before, after) if by_text else _compare_lines(before, after)
            if found:
                yield f"{place}{found}"


def _compare_lines(before: str, after: str) -> str:
    lines = before.splitlines(), after.splitlines()
    for number, (old, new) in enumerate(zip(*lines, strict=False), start=1):
        if old != new:
            start = next(
                (i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b),
                min(len(old), len(new)),
            )
            return (
                f":{number}: published “{_cut(old, start)}”, the source gives “{_cut(new, start)}”"
            )
    return f": {len(lines[0])} lines are published, the source gives {len(lines[1])}"


def _cut(line: str, position: int) -> str:
    """Return the part of a line around a position, without signs that a terminal would act upon."""
    part = line[max(0, position - SHOWN // 2) : position + SHOWN // 2]
    return "".join(sign if sign.isprintable() else "�" for sign in part).strip()


def _compare_words(before: str, after: str) -> str:
    old, new = _read_words(before), _read_words(after)
    for index in range(max(len(old), len(new))):
        if old[index : index + 1] != new[index : index + 1]:
            start = max(0, index - 5)
            shown = (_cut(" ".join(words[start : index + 6]), 0) for words in (old, new))
            return ": published “{}”, the source gives “{}”".format(*shown)
    return ""


def _read_words(page: str) -> list[str]:
    return unescape(TAG.sub(" ", UNSEEN.sub(" ", page))).split()
