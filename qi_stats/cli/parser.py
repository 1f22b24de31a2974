"""The words of the command line."""

from __future__ import annotations

import argparse
import math
from pathlib import Path

from qi_stats.cli.collect_parser import add_collect
from qi_stats.cli.intake_parser import add_intake

DATA = Path("data")
LEDGER = Path("results/ledger.json")
AUDIT = Path("results/audit.json")
_DEFAULT = "default: {}.yaml in the data folder"
_RUN_EXAMPLES = """\
examples:
  qi-stats run                                 data/, with its plan and codebook
  qi-stats run --data mine --out mine/ledger.json
  qi-stats run --data mine --plan other-plan.yaml --out other.csv
"""
_CHECK_EXAMPLES = """\
examples:
  qi-stats check                               is data/ as its codebook says?
  qi-stats check --stage release               is anything left open before we publish?
  qi-stats check --html check.html             a page for whoever mends the cells
"""
_SHOW_EXAMPLES = """\
examples:
  qi-stats show                                the keys of all results
  qi-stats show patients.age                   every result whose key begins so
  qi-stats show patients.age.mean              one result, and where it comes from
  qi-stats show --ledger mine/ledger.json visits
"""
_DIFF_EXAMPLES = """\
examples:
  qi-stats diff 1.0.0 1.1.0                    two releases, with the cause of each change
  qi-stats diff 1.0.0 now                      since a release
  qi-stats diff 1.0.0 now --format markdown    the section of the changelog
  qi-stats diff old.json results/ledger.json   two files
  qi-stats diff old.json new.json --rtol 1e-6  pass over differences of a millionth

A cause is found by recomputing between the two: the old release's own code, then today's with the
tables, the codebook and the plan exchanged one after the other. It needs the old release's commit.
"""
_RELEASE_EXAMPLES = """\
examples:
  qi-stats release 1.1.0           keep ledger and changes under results/releases/1.1.0/
  qi-stats release 1.1.0 --check   is it kept as the project is, every changed number told of?

Exit code 1 when a number reads differently and neither CHANGELOG.md nor data/errata.yaml names it.
"""
_EXAMPLES = """\
examples:
  qi-stats new my-review --from register.xlsx      a project of your own that renders at once
  qi-stats import register.xlsx       draft a codebook from a spreadsheet, and ask what is unclear
  qi-stats propose                    draft a plan that fits the variables and the rows
  qi-stats workbook entry.xlsx        an Excel workbook for data entry; --back reads it
  qi-stats dictionary --redcap        the codebook as REDCap's data dictionary
  qi-stats adjudicate A.csv B.csv     settle what two reviewers coded differently
  qi-stats keys                       explain every key of codebook, plan and claims
  qi-stats check                      is data/ as its codebook says?
  qi-stats run                        carry out data/plan.yaml, write results/ledger.json
  qi-stats run --data mine --out mine/results.csv
  qi-stats mock                       every table of the plan, before there are data
  qi-stats show                       list the keys of all results
  qi-stats show patients.age          every result whose key begins so
  qi-stats show patients.age.mean     one result, and where it comes from
  qi-stats diff 1.0.0 now             which numbers changed since a release, and why
  qi-stats release 1.1.0              keep this state's numbers as those of a release
  qi-stats audit                      does every published number come out again?
  qi-stats refresh                    run and audit, if anything has changed
  qi-stats audit paper.yaml           can the numbers of any paper be right? no data needed
  qi-stats audit paper.pdf --extract paper.yaml --out report.html
  qi-stats audit --new paper.yaml     a file to type a paper's numbers into
  qi-stats reconstruct                make rows that satisfy data/published.yaml
  qi-stats reconstruct --check        are the files in data/ what it would write?
  qi-stats methods                    list every method that a plan can name

exit codes: 0 all is well, 1 something was found, 2 the input can't be used
"""


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of `qi-stats`; each command's name is in `command`."""
    parser = argparse.ArgumentParser(
        prog="qi-stats",
        description="The statistics of a quality-improvement report: data in, ledger out.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    add_intake(commands)
    add_collect(commands)
    _add_check(commands.add_parser("check", help="validate codebook, plan and data"))
    _add_run(commands.add_parser("run", help="carry out the plan and write the ledger"))
    _add_show(commands.add_parser("show", help="print results of the ledger"))
    _add_diff(commands.add_parser("diff", help="compare two releases or ledgers"))
    _add_release(commands.add_parser("release", help="keep a release, and tell what changed"))
    _add_audit(commands.add_parser("audit", help="judge published claims by the ledger"))
    _add_refresh(commands.add_parser("refresh", help="bring the results up to date for a render"))
    _add_reconstruct(
        commands.add_parser("reconstruct", help="make rows that satisfy published claims")
    )
    _add_methods(commands.add_parser("methods", help="list every method that a plan can name"))
    return parser


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Validate codebook, plan and data; what is to be mended by file, column and cause, the "
        "gravest first. Exit code 1 when a later stage's problems are asked for and found, 2 when "
        "the data can't be used."
    )
    _add_examples(parser, _CHECK_EXAMPLES)
    _add_study(parser)
    parser.add_argument(
        "--stage",
        choices=("draft", "review", "release"),
        default="draft",
        help="draft: the data fit; review: the results are current; release: nothing is left open",
    )
    parser.add_argument("--ledger", metavar="FILE", type=Path, default=LEDGER)
    parser.add_argument("--json", action="store_true", help="print the problems as JSON")
    parser.add_argument("--html", metavar="FILE", type=Path, help="write them to a page")


def _add_run(parser: argparse.ArgumentParser) -> None:
    parser.description = "Validate the data, carry out the plan, and write the ledger."
    _add_examples(parser, _RUN_EXAMPLES)
    _add_study(parser)
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        default=LEDGER,
        help="the ledger, as CSV if the name ends in .csv, else as JSON (default: %(default)s)",
    )


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.description = "Print one result with its origin, or the results whose keys begin so."
    _add_examples(parser, _SHOW_EXAMPLES)
    parser.add_argument("key", metavar="KEY", nargs="?", default="", help="a key or its beginning")
    parser.add_argument("--ledger", metavar="FILE", type=Path, default=LEDGER)


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Compare two releases that the project keeps, or two ledgers; exit code 1 when they differ."
    )
    _add_examples(parser, _DIFF_EXAMPLES)
    parser.add_argument("old", metavar="OLD", help="a version, or a file")
    parser.add_argument("new", metavar="NEW", nargs="?", default="now", help="the same, or now")
    parser.add_argument("--no-causes", action="store_true", help="do not recompute")
    parser.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="markdown is the changelog's section (default: text)",
    )
    parser.add_argument(
        "--rtol",
        metavar="X",
        type=_read_tolerance,
        default=1e-9,
        help="largest relative difference that counts as none (default: %(default)s)",
    )


def _add_release(parser: argparse.ArgumentParser) -> None:
    parser.description = "Keep a release's ledger, and tell what changed since the one before."
    _add_examples(parser, _RELEASE_EXAMPLES)
    parser.add_argument("version", metavar="VERSION", help="such as 1.1.0")
    parser.add_argument("--check", action="store_true", help="write and recompute nothing")


def _add_audit(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Survey what the claims of published.yaml prove, allow and contradict, judge each by the "
        "ledger, and mark in the ledger what they settle; exit code 1 when a printed number can't "
        "be right or does not come out again. With a FILE, "
        "claims as YAML or a paper as text, Markdown, HTML, Word or PDF, examine its numbers "
        "without any data; exit code 1 when some number can't be right."
    )
    _add_paper(parser)
    parser.add_argument(
        "--calibrate",
        metavar="N",
        nargs="?",
        type=_read_count,
        const=1000,
        help="audit N invented papers with known errors (default: %(const)s), as Markdown",
    )
    _add_data(parser)
    parser.add_argument("--plan", metavar="FILE", type=Path, help=_DEFAULT.format("plan"))
    parser.add_argument("--ledger", metavar="FILE", type=Path, default=LEDGER)
    parser.add_argument(
        "--out",
        metavar="FILE",
        type=Path,
        help=f"default: {AUDIT}; with a FILE only if asked for: .html, .md, .csv or .json",
    )
    parser.add_argument("--quiet", action="store_true", help="print totals only")
    parser.add_argument(
        "--no-fail", action="store_true", help="exit code 0 even when something was found"
    )


def _add_refresh(parser: argparse.ArgumentParser) -> None:
    parser.description = (
        "Carry out plan and audit in this folder if data, codebook, plan, claims or packages have "
        "changed, and drop the chapters that Quarto froze; touch nothing otherwise. Renders call "
        "it by “project: pre-render” in _quarto.yml. Where Quarto says that it renders less than "
        "the whole book, a survey of the claims, which takes minutes, is left for later, and the "
        "states that it would settle are marked as not checked."
    )


def _add_paper(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "paper", metavar="FILE", nargs="?", type=Path, help="any paper, or its claims"
    )
    parser.add_argument(
        "--codebook", metavar="FILE", type=Path, help="a codebook for FILE's claims"
    )
    parser.add_argument(
        "--new",
        metavar="FILE",
        nargs="?",
        type=Path,
        const=Path("published.yaml"),
        help="write a commented file to fill in (default: %(const)s), and do nothing else",
    )
    parser.add_argument(
        "--extract",
        metavar="FILE",
        type=Path,
        help="write the claims that were found in a paper's text as YAML, to complete",
    )


def _add_reconstruct(parser: argparse.ArgumentParser) -> None:
    parser.description = "Make rows that satisfy every claim of published.yaml that can hold."
    _add_study(parser)
    parser.add_argument(
        "--check",
        action="store_true",
        help="write nothing; exit code 1 if a file is not what would be written",
    )


def _add_methods(parser: argparse.ArgumentParser) -> None:
    parser.description = "List every method that a plan can name, or write all functions as JSON."
    parser.add_argument(
        "--out", metavar="FILE", type=Path, help="write functions and sources as JSON instead"
    )


def _add_examples(parser: argparse.ArgumentParser, examples: str) -> None:
    parser.epilog = examples
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def _add_study(parser: argparse.ArgumentParser) -> None:
    _add_data(parser)
    for name in ("plan", "codebook"):
        help_text = _DEFAULT.format(name)
        parser.add_argument(f"--{name}", metavar="FILE", type=Path, help=help_text)


def _add_data(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data",
        metavar="DIR",
        type=Path,
        default=DATA,
        help="folder with the tables as CSV (default: %(default)s)",
    )


def _read_count(text: str) -> int:
    """Return a whole number from 1 on, or tell argparse what is wrong with it."""
    if not text.isdecimal() or int(text) == 0:
        raise argparse.ArgumentTypeError(f"“{text}” is no whole number from 1 on")
    return int(text)


def _read_tolerance(text: str) -> float:
    """Return a number of 0 or more, or tell argparse what is wrong with it."""
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 <= value < math.inf:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of 0 or more")
    return value
