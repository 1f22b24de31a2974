"""One function for each command: call, print, exit code."""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qi_files.command import say
from qi_stats.cli import collect, intake

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from qi_stats.intake.problems import Problem

OK, FOUND, UNUSABLE = 0, 1, 2
LONG_WORK = 5_000_000
"""Bytes of data whose reading takes seconds."""


def check(arguments: argparse.Namespace) -> int:
    """Validate codebook, plan and data, and tell what is to be mended at this stage."""
    from qi_stats.cli import lines
    from qi_stats.codebook import load_codebook
    from qi_stats.intake.problems import STAGES, describe_problems
    from qi_stats.intake.stages import find_problems
    from qi_stats.plan import load_plan
    from qi_stats.study import check_study

    codebook_path, plan_path = _find_file(arguments, "codebook"), _find_file(arguments, "plan")
    problems = find_problems(arguments.data, codebook_path, plan_path, arguments.ledger)
    due = [one for one in problems if STAGES.index(one.stage) <= STAGES.index(arguments.stage)]
    if arguments.json or arguments.html:
        return _report_problems(arguments, due)
    if not due:
        plan = load_plan(plan_path, load_codebook(codebook_path))
        _print(lines.describe_tables(check_study(arguments.data, codebook_path), len(plan.ids)))
        _print(describe_problems(problems, arguments.stage))
        return OK
    for line in describe_problems(problems, arguments.stage):
        say(line, sys.stderr)
    return UNUSABLE if due[0].stage == "draft" else FOUND


def _report_problems(arguments: argparse.Namespace, due: Sequence[Problem]) -> int:
    """Print the problems as JSON, or write them to a page."""
    from qi_files.paths import write_atomically
    from qi_stats.cli import lines
    from qi_stats.intake.problems import render_html, render_json

    if arguments.json:
        sys.stdout.write(render_json(due))
    if arguments.html:
        written = {arguments.html: write_atomically(arguments.html, render_html(due))}
        _print(lines.describe_files(written, "written"))
    return FOUND if due else OK


def run(arguments: argparse.Namespace) -> int:
    """Carry out the plan and write the ledger."""
    from qi_stats.cli import lines
    from qi_stats.cli.run import run_study

    files = _find_file(arguments, "plan"), _find_file(arguments, "codebook")
    with _show_long_work(arguments.data) as tell:
        done = run_study(arguments.data, *files, arguments.out, tell)
    _print(lines.describe_run(done))
    return FOUND if done.failures else OK


def show(arguments: argparse.Namespace) -> int:
    """Print one result, or list those whose keys begin with the words given."""
    from qi_stats.cli import lines
    from qi_stats.cli.results import DATA, find_counterparts, find_results
    from qi_stats.plan_file import explain_missing_results

    ledger = find_results(arguments.ledger)
    found = ledger.select(arguments.key) if arguments.key else tuple(ledger)
    if len(found) > 1 or (found and not arguments.key):
        _print(lines.list_records(found))
    elif arguments.key:
        with explain_missing_results(DATA / "plan.yaml"):
            record = ledger.get(found[0].key if found else arguments.key)
        _print(lines.describe_record(record, find_counterparts(record.key, ledger)))
    return OK


def diff(arguments: argparse.Namespace) -> int:
    """Print what differs between two releases, or two ledgers."""
    from qi_files.progress import show_step
    from qi_stats.changes.model import render_changes
    from qi_stats.changes.wording import describe_lines, write_section
    from qi_stats.cli.release import compare_names, make_tools

    with show_step("comparing") as report:
        tools = make_tools(report, causes=not arguments.no_causes)
        changes = compare_names(arguments.old, arguments.new, arguments.rtol, tools)
    written = {"markdown": write_section, "json": render_changes}
    if arguments.format in written:
        sys.stdout.write(written[arguments.format](changes))
    else:
        _print(describe_lines(changes))
    return FOUND if changes else OK


def release(arguments: argparse.Namespace) -> int:
    """Keep the ledger of a release and what changed, or check that both are as they must be."""
    from qi_files.progress import show_step
    from qi_stats.changes.wording import describe_lines
    from qi_stats.cli import lines
    from qi_stats.cli.release import make_tools, release_study

    with show_step("comparing") as report:
        tools = make_tools(report)
        changes, untold = release_study(arguments.version, tools, write=not arguments.check)
    if not arguments.check:
        _print(describe_lines(changes))
    _print(lines.describe_untold(untold, arguments.version))
    return FOUND if untold else OK


def audit(arguments: argparse.Namespace) -> int:
    """Judge the published claims by the ledger, or those of another paper by one another."""
    from qi_files.progress import show_share
    from qi_stats.audit.reproduction.report import run_audit
    from qi_stats.cli import lines
    from qi_stats.cli.parser import AUDIT

    if arguments.calibrate is not None:
        return _calibrate_audit(arguments.calibrate)
    if arguments.new is not None:
        return _start_paper(arguments.new)
    if arguments.paper is not None:
        return _audit_paper(arguments)
    plan_path = _find_file(arguments, "plan")
    out = arguments.out or AUDIT
    with show_share("Surveying the claims") as advance:
        done = run_audit(arguments.data, plan_path, arguments.ledger, out, advance)
    _print(lines.describe_audit(done, quiet=arguments.quiet))
    return OK if done.is_clean or arguments.no_fail else FOUND


def refresh(_: argparse.Namespace) -> int:
    """Carry out plan and audit if what they rest on has changed."""
    from qi_files.progress import show_share
    from qi_stats.cli.refresh import is_whole, refresh_results

    with show_share("Surveying the claims") as advance:
        done = refresh_results(whole=is_whole(os.environ), advance=advance)
    if done is not None:
        from qi_stats.cli import lines

        _print(lines.describe_refresh(done))
    return OK


def _audit_paper(arguments: argparse.Namespace) -> int:
    from qi_files.progress import show_share
    from qi_stats.audit.paper.audit import audit_paper
    from qi_stats.cli import lines

    with show_share(f"Auditing {arguments.paper.name}") as advance:
        advance(0.1)
        done = audit_paper(arguments.paper, arguments.codebook, arguments.out, arguments.extract)
    _print(lines.describe_findings(done, quiet=arguments.quiet))
    return OK if done.is_clean or arguments.no_fail else FOUND


def _start_paper(path: Path) -> int:
    from qi_stats.audit.claims.template import write_template
    from qi_stats.cli import lines

    write_template(path)
    _print(lines.describe_files({path: True}, "written"))
    return OK


def _calibrate_audit(papers: int) -> int:
    from qi_stats.audit.calibration import calibrate, render_calibration

    calibration = calibrate(papers)
    _print(render_calibration(calibration).splitlines())
    return OK if calibration.is_perfect else FOUND


def reconstruct(arguments: argparse.Namespace) -> int:
    """Make rows that satisfy the published claims, or compare the files with such rows."""
    from qi_stats.cli import lines
    from qi_stats.cli.reconstruct import reconstruct_study

    changed = reconstruct_study(
        arguments.data,
        _find_file(arguments, "plan"),
        _find_file(arguments, "codebook"),
        write=not arguments.check,
    )
    _print(lines.describe_files(changed, "differs" if arguments.check else "written"))
    return FOUND if arguments.check and any(changed.values()) else OK


def methods(arguments: argparse.Namespace) -> int:
    """List the methods of a plan, or write all functions with their sources."""
    from qi_files.paths import write_atomically
    from qi_stats.cli import lines
    from qi_stats.plan.catalogue import list_catalogue, render_catalogue

    if arguments.out is None:
        _print(lines.list_methods(list_catalogue()))
        return OK
    changed = {arguments.out: write_atomically(arguments.out, render_catalogue())}
    _print(lines.describe_files(changed, "written"))
    return OK


COMMANDS = {
    "new": intake.new,
    "import": intake.import_files,
    "propose": intake.propose,
    "workbook": collect.workbook,
    "dictionary": collect.dictionary,
    "adjudicate": collect.adjudicate,
    "mock": collect.mock,
    "keys": collect.keys,
    "check": check,
    "run": run,
    "show": show,
    "diff": diff,
    "release": release,
    "audit": audit,
    "refresh": refresh,
    "reconstruct": reconstruct,
    "methods": methods,
}


@contextmanager
def _show_long_work(data: Path) -> Iterator[Callable[[str], None]]:
    """Give a function that shows what is being done, where there is much to do."""
    from qi_files.progress import show_step, tell_nothing

    size = sum(path.stat().st_size for path in data.glob("*.csv")) if data.is_dir() else 0
    if size < LONG_WORK:
        yield tell_nothing
        return
    with show_step(f"reading {size / 1_000_000:,.0f} MB") as tell:
        yield tell


def _find_file(arguments: argparse.Namespace, name: str) -> Path:
    """Return the file named on the command line, or the one of that name in the data folder."""
    path: Path = getattr(arguments, name) or arguments.data / f"{name}.yaml"
    return path


def _print(text: Iterable[str]) -> None:
    for line in text:
        say(line)
