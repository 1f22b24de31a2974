"""One function for each command: call, print, exit code."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qi_stats.cli import lines

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable
    from pathlib import Path

OK, FOUND = 0, 1


def check(arguments: argparse.Namespace) -> int:
    """Validate codebook, plan and data."""
    from qi_stats.codebook import load_codebook
    from qi_stats.plan import load_plan
    from qi_stats.study import check_study

    codebook_path = _find_file(arguments, "codebook")
    plan = load_plan(_find_file(arguments, "plan"), load_codebook(codebook_path))
    tables = check_study(arguments.data, codebook_path)
    _print(lines.describe_tables(tables, len(plan.analyses)))
    return OK


def run(arguments: argparse.Namespace) -> int:
    """Carry out the plan and write the ledger."""
    from qi_stats.cli.run import run_study

    done = run_study(
        arguments.data,
        _find_file(arguments, "plan"),
        _find_file(arguments, "codebook"),
        arguments.out,
    )
    _print(lines.describe_run(done))
    return OK


def show(arguments: argparse.Namespace) -> int:
    """Print one result, or list those whose keys begin with the words given."""
    from qi_stats.ledger import load_ledger

    ledger = load_ledger(arguments.ledger)
    found = ledger.select(arguments.key) if arguments.key else tuple(ledger)
    if len(found) > 1 or (found and not arguments.key):
        _print(lines.list_records(found))
    elif arguments.key:
        _print(lines.describe_record(ledger.get(found[0].key if found else arguments.key)))
    return OK


def diff(arguments: argparse.Namespace) -> int:
    """Print what differs between two ledgers."""
    from qi_stats.ledger import diff_ledgers, load_ledger

    old, new = load_ledger(arguments.old), load_ledger(arguments.new)
    difference = diff_ledgers(old, new, arguments.rtol)
    _print(lines.describe_difference(difference))
    return FOUND if difference else OK


def audit(arguments: argparse.Namespace) -> int:
    """Judge the published claims by the ledger and write the verdicts."""
    from qi_stats.audit.report import run_audit

    plan_path = _find_file(arguments, "plan")
    done = run_audit(arguments.data, plan_path, arguments.ledger, arguments.out)
    _print(lines.describe_audit(done, quiet=arguments.quiet))
    return OK if done.is_clean else FOUND


def reconstruct(arguments: argparse.Namespace) -> int:
    """Make rows that satisfy the published claims, or compare the files with such rows."""
    from qi_stats.cli.reconstruct import reconstruct_study

    changed = reconstruct_study(
        arguments.data,
        _find_file(arguments, "plan"),
        _find_file(arguments, "codebook"),
        write=not arguments.check,
    )
    _print(lines.describe_files(changed, "differs" if arguments.check else "written"))
    return FOUND if arguments.check and any(changed.values()) else OK


COMMANDS = {
    "check": check,
    "run": run,
    "show": show,
    "diff": diff,
    "audit": audit,
    "reconstruct": reconstruct,
}


def _find_file(arguments: argparse.Namespace, name: str) -> Path:
    """Return the file named on the command line, or the one of that name in the data folder."""
    path: Path = getattr(arguments, name) or arguments.data / f"{name}.yaml"
    return path


def _print(text: Iterable[str]) -> None:
    sys.stdout.writelines(f"{line}\n" for line in text)
