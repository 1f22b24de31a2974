"""The command line `qi-press`: parse, call one function, turn the result into an exit code."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from qi_files.command import bear_all_letters, run_command, say
from qi_files.errors import InputError
from qi_press.releases.command import add_commands

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qi_press.config.model import BookConfig
    from qi_press.render.book import Rendered


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `qi-press` and return its exit code.

    It is 0 when all is done, 1 with findings, 2 with something to mend, 130 when it was stopped,
    and 3 by a fault of the press itself.
    """
    bear_all_letters()
    options = _make_parser().parse_args(arguments)
    return run_command(
        "qi-press", lambda: int(options.run(options)), "stopped; the last good output is untouched"
    )


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="qi-press",
        description="Renders a Quarto book without Quarto, and publishes its versions.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    render = commands.add_parser("render", help="render the website, the PDF and the Word file")
    render.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR")
    render.add_argument("--to", metavar="FORMATS", type=_read_formats, help="of html,typst,docx")
    _add_profile(render)
    render.add_argument("--output", type=Path, metavar="DIR", help="instead of the book's own")
    render.add_argument(
        "--strict", action="store_true", help="stop at what the press does not support"
    )
    render.add_argument(
        "--renderer",
        choices=("auto", "quarto", "press"),
        default="press",
        help="auto takes Quarto where one that is new enough is on the PATH (default: press)",
    )
    render.set_defaults(run=_render)
    preview = commands.add_parser("preview", help="show the website while it is being written")
    preview.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR")
    preview.add_argument("--port", type=int, default=4200, help="on 127.0.0.1 (default: 4200)")
    preview.add_argument("--to", metavar="FORMATS", type=_read_formats, help="(default: html)")
    _add_profile(preview)
    preview.set_defaults(run=_preview)
    features = commands.add_parser("features", help="print the table of Quarto's features")
    features.set_defaults(run=_print_features)
    check = commands.add_parser("check", help="proof-read the rendered site")
    check.add_argument("folder", nargs="?", type=Path, default=Path(), metavar="DIR")
    check.add_argument("--output", type=Path, metavar="DIR", help="instead of the book's own")
    _add_profile(check)
    check.set_defaults(run=_check)
    add_commands(commands)
    return parser


def _add_profile(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--profile",
        type=lambda text: tuple(text.split(",")),
        metavar="NAMES",
        help="merge _quarto-NAME.yml over _quarto.yml (default: QUARTO_PROFILE)",
    )


def _read_formats(text: str) -> tuple[str, ...]:
    from qi_press.formats.registry import FORMATS

    known = [form.name for form in FORMATS]
    names = tuple(name.strip() for name in text.split(",") if name.strip())
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise argparse.ArgumentTypeError(
            f"“{', '.join(unknown) or text}” is not of {', '.join(known)}"
        )
    return tuple(name for name in known if name in names)


def _render(options: argparse.Namespace) -> int:
    from qi_press.render.quarto import choose_renderer

    renderer = choose_renderer(options.renderer)
    if options.renderer != "press":
        say(f"rendering with {renderer.reason}", sys.stderr)
    return _render_by_quarto(options) if renderer.name == "quarto" else _render_by_press(options)


def _render_by_quarto(options: argparse.Namespace) -> int:
    from qi_press.config.model import RenderOptions
    from qi_press.diagnostics import Diagnostics
    from qi_press.formats.registry import load_book
    from qi_press.render.quarto import render_with_quarto

    refused = [name for name in ("to", "output", "strict", "profile") if getattr(options, name)]
    if refused:
        raise InputError(
            f"--{refused[0]}",
            "a setting of the press, while Quarto renders",
            "no such setting",
            "leave it out, or add --renderer press",
        )
    project = load_book(RenderOptions(options.folder), Diagnostics())
    render_with_quarto(project.folder)
    _print_places(project)
    return 0


def _render_by_press(options: argparse.Namespace) -> int:
    from qi_files.progress import show_step
    from qi_press.config.model import RenderOptions
    from qi_press.render.book import render_book

    wanted = RenderOptions(
        options.folder, options.to, options.output, options.strict, options.profile
    )
    with show_step("reading the book") as report:
        rendered = render_book(wanted, report)
    _print_result(rendered)
    return 0


def _print_result(rendered: Rendered) -> None:
    for line in rendered.said:
        say(line, sys.stderr)
    for notice in rendered.diagnostics:
        say(f"warning: {notice}", sys.stderr)
    if not rendered.fresh:
        say("nothing has changed since the last render")
    _print_places(rendered.project)


def _print_places(project: BookConfig) -> None:
    """Say where the website, the PDF and the Word file are; Quarto names them as the press does."""
    for form in project.formats:
        if not form.extension:
            say(f"{form.label:<8} {project.output / 'index.html'}")
    for download in project.downloads:
        say(f"{download.label:<8} {project.output / download.path}")


def _preview(options: argparse.Namespace) -> int:
    import threading

    from qi_press.config.model import RenderOptions
    from qi_press.preview.loop import Preview, preview_book

    def tell(text: str) -> None:
        say(text, sys.stderr)

    wanted = RenderOptions(options.folder, options.to, profiles=options.profile)
    try:
        preview_book(
            Preview(wanted, say),
            options.port,
            threading.Event(),
            lambda address: say(f"preview  {address}\nCtrl-C ends it", flush=True),
        )
    except KeyboardInterrupt:
        say("stopped; the book's own site is as the last render left it")
    return 0


def _print_features(_: argparse.Namespace) -> int:
    from qi_press.config.features import write_table

    sys.stdout.write(write_table())
    return 0


def _check(options: argparse.Namespace) -> int:
    from qi_press.check.site import check_bibliography, check_chapters, check_site
    from qi_press.config.model import RenderOptions
    from qi_press.diagnostics import Diagnostics
    from qi_press.formats.registry import load_book

    wanted = RenderOptions(options.folder, output=options.output, profiles=options.profile)
    project = load_book(wanted, Diagnostics())
    findings = [
        *check_chapters(project),
        *check_site(project.output),
        *check_bibliography(project, project.output),
    ]
    for finding in findings:
        say(finding)
    ending = "" if len(findings) == 1 else "s"
    say(f"{len(findings) or 'no'} finding{ending}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
