"""The commands `qi-press release` and `qi-press verify`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RELEASE = """\
examples:
  qi-press release 1.1.0                    checks, renders, adds /v1.1.0/ to _published/
  qi-press release 1.1.0 --to ../website    to a publication elsewhere
  qi-press release 1.1.0 --branch gh-pages  to a branch that a host serves
  qi-press release dev                      replaces /dev/, the draft; nothing has to be committed

A released version never changes. Whatever stops a release, the publication is as it was before.
"""
VERIFY = """\
examples:
  qi-press verify _published                the latest version of a publication
  qi-press verify _published/v1.0.0
  qi-press verify v1.0.0.zip

Renders the released commit again, and compares; exit code 1 names the first difference. The commit
has to be in the repository (git fetch --tags), and its chapters run code: verify what you trust.
"""


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the parsers of both commands."""
    form = argparse.RawDescriptionHelpFormatter
    words = "publish a version of the website that never changes"
    release = commands.add_parser("release", help=words, epilog=RELEASE, formatter_class=form)
    release.add_argument("version", metavar="VERSION", help="such as 1.2.0, or dev for a draft")
    release.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR")
    place = release.add_mutually_exclusive_group()
    place.add_argument("--to", type=Path, metavar="DIR", help="publication (default: _published)")
    place.add_argument("--branch", default="", metavar="NAME", help="a branch, made if need be")
    place.add_argument("--site", type=Path, metavar="DIR", help="write the site alone, unpublished")
    release.add_argument(
        "--renderer", choices=("quarto", "press"), default="press", help="(default: press)"
    )
    release.add_argument("--skip-checks", action="store_true", help="without the project's checks")
    release.add_argument("--commit", default="", help=argparse.SUPPRESS)
    release.add_argument("--on", default="", help=argparse.SUPPRESS)
    release.set_defaults(run=_release)
    words = "render a published version again and compare"
    verify = commands.add_parser("verify", help=words, epilog=VERIFY, formatter_class=form)
    verify.add_argument("site", type=Path, metavar="DIR|ZIP")
    verify.add_argument(
        "--book", type=Path, default=Path(), metavar="DIR", help="the book's folder"
    )
    verify.set_defaults(run=_verify)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def _release(options: argparse.Namespace) -> int:
    from qi_files.progress import show_step
    from qi_press.releases.release import ReleaseOrder, release_book
    from qi_press.render.quarto import choose_renderer

    renderer = choose_renderer(options.renderer).name
    if options.site is not None:
        with show_step("reading the book") as report:
            _write_site(options, report)
        return 0
    checked = not options.skip_checks
    order = ReleaseOrder(
        options.folder, options.version, options.to, options.branch, renderer, checked
    )
    with show_step("reading the book") as report:
        done = release_book(order, report)
    if not done.changed:
        _say(f"{done.name} is published already, with the same bytes")
    else:
        _say(f"{done.name} is published: {done.place}")
    if done.kept:
        tag = f"git tag v{options.version.removeprefix('v')} {done.commit}"
        _say(f"commit {done.kept}, and tag what was released: {tag}")
    return 0


def _write_site(options: argparse.Namespace, report: Callable[[str], None]) -> None:
    """Write the site of a commit that was exported to the folder, as `verify` asks."""
    from qi_press.config.model import RenderOptions
    from qi_press.diagnostics import Diagnostics
    from qi_press.formats.registry import load_book
    from qi_press.releases.building import Edition, build_site
    from qi_press.releases.version import DRAFT, read_version
    from qi_press.render.quarto import choose_renderer

    version = None if options.version == DRAFT else read_version(options.version, "release")
    renderer = choose_renderer(options.renderer).name
    edition = Edition(version, options.commit, options.on, renderer)
    build_site(
        load_book(RenderOptions(options.folder), Diagnostics()), edition, options.site, report
    )


def _verify(options: argparse.Namespace) -> int:
    from qi_files.progress import show_step
    from qi_press.releases.verify import verify_site

    with show_step("reading the book") as report:
        verdict = verify_site(options.site, options.book, report)
    facts = verdict.facts
    _say(f"version {facts.version} of {facts.title}, commit {facts.commit[:7]}")
    if not verdict.difference:
        words = "in text and numbers" if facts.renderer == "quarto" else "byte for byte"
        _say(f"the published site is what its source gives, {words}")
        return 0
    _say(f"differs: {verdict.difference}")
    for note in verdict.notes:
        _say(f"note: {note}")
    return 1
